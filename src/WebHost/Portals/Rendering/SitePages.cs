using System.Collections.Frozen;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>All that the pages of one site share, and those of them that are in memory.</summary>
internal sealed class SitePages
{
    private static readonly int Kinds = Enum.GetValues<PageKind>().Length;

    private readonly PublicPage?[] pages;
    private readonly PageHead guarded;
    private readonly PageHead open;
    private readonly string guardedPolicy;
    private readonly string openPolicy;
    private readonly FrozenDictionary<string, Asset> assets;
    private Asset? colors;

    private SitePages(Site site)
    {
        Site = site;
        Look = site.Look!;
        pages = new PublicPage?[Kinds * Look.Languages.Length];
        Shell = new ShellParts?[Look.Languages.Length];
        var css = ThemeCss.Write(Look.Color, ColorMode.Auto);
        var tenantCss = TenantCss.From(Look.Css);
        var scripts = Look.Script.Parts.Count == 0 ? ScriptPlan.Own : ScriptPlan.Make(Look.Script);
        var own = Look.GuardsPasswordPages ? ScriptPlan.Own : scripts;
        open = new PageHead(css, tenantCss.Inline, tenantCss.File?.Path, scripts.Markup, ColorMode.Auto);
        guarded = open with { Scripts = own.Markup };
        openPolicy = ContentPolicy.Write(scripts, css, tenantCss.Inline);
        guardedPolicy = ReferenceEquals(own, scripts) ? openPolicy : ContentPolicy.Write(own, css, tenantCss.Inline);
        assets = new[] { ScriptPlan.Module, ScriptPlan.Worker, ScriptPlan.Live, ScriptPlan.Select, tenantCss.File }.Concat(scripts.Assets)
            .Where(asset => asset is not null)
            .DistinctBy(asset => asset!.Path)
            .ToFrozenDictionary(asset => asset!.Path, asset => asset!, StringComparer.Ordinal);
    }

    public Site Site { get; }

    public EffectiveSite Look { get; }

    public static SitePages Of(Site site)
    {
        if (site.Pages is SitePages pages)
            return pages;
        var made = new SitePages(site);
        site.Pages = made;
        return made;
    }

    /// <summary>What signed-in pages share, by language; each is made when somebody first asks for it.</summary>
    public ShellParts?[] Shell { get; }

    /// <summary>The brand's colours as a file, for signed-in pages: with those of charts, which no public page has.</summary>
    public Asset Colors => colors ??= Asset.Style(
        ThemeCss.Colors(Look.Color, ColorMode.Auto) + ChartColors.Css(Look.Color));

    // Colours are made for who asks for them: a picture's path is none of theirs.
    public Asset? AssetAt(string path) => assets.GetValueOrDefault(path)
        ?? (path == ShellParts.Rules.Path ? ShellParts.Rules
            : path.EndsWith(".css", StringComparison.Ordinal) && path == Colors.Path ? Colors
            : null);

    public PublicPage? Page(PageKind kind, int language) => Volatile.Read(ref pages[Slot(kind, language)]);

    public void Keep(PageKind kind, int language, PublicPage page) => Volatile.Write(ref pages[Slot(kind, language)], page);

    /// <summary>It leaves, unless another has its place by now.</summary>
    public void Drop(PageKind kind, int language, PublicPage page) =>
        Interlocked.CompareExchange(ref pages[Slot(kind, language)], null, page);

    /// <summary>Whether visitors still get these pages: no newer version of the site has taken their place.</summary>
    public bool IsShown => ReferenceEquals(Site.Pages, this) && Site.IsCurrent;

    public string Policy(PageKind kind) => Policy(TypesPasswords(kind));

    public PageModel Model(PageKind kind, int language, PageFill? fill = null) =>
        new(Look, kind, PortalTexts.In(Look.Languages[language]), Head(TypesPasswords(kind)), fill ?? PageFill.None);

    /// <param name="typesPasswords">Passwords or codes are typed on the page, or are in its address.</param>
    public PageHead Head(bool typesPasswords) => typesPasswords ? guarded : open;

    /// <summary>The Content-Security-Policy that goes with <see cref="Head"/>.</summary>
    public string Policy(bool typesPasswords) => typesPasswords ? guardedPolicy : openPolicy;

    /// <summary>An index of the site's languages.</summary>
    public int LanguageFor(HttpRequest request) => LanguageChoice.Choose(request.Headers.AcceptLanguage.ToString(), Look.Languages);

    public PortalTexts TextsFor(HttpRequest request) => PortalTexts.In(Look.Languages[LanguageFor(request)]);

    private static bool TypesPasswords(PageKind kind) => kind is not (PageKind.NotFound or PageKind.Notice or PageKind.Invitation);

    private int Slot(PageKind kind, int language) => ((int)kind * Look.Languages.Length) + language;
}
