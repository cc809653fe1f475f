using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Brands;

namespace Portal.WebHost.Portals;

/// <summary>
/// How a page starts its scripts. Where none loads from others all are files of its own host. Else a loader, allowed
/// by its hash, starts all of them in order under <c>'strict-dynamic'</c>, so that a widget may load what it needs.
/// </summary>
/// <param name="Markup">Script elements, to be written as they are.</param>
/// <param name="Loader">The loader's code; null where none is needed.</param>
/// <param name="Assets">The tenant's code as files.</param>
internal sealed record ScriptPlan(string Markup, string? Loader, IReadOnlyList<Asset> Assets)
{
    /// <summary>The product's own module.</summary>
    public static readonly Asset Module = Asset.Script(Embedded.Text("portal.js"));

    /// <summary>Proves work for a sign-up beside the page, which stays smooth.</summary>
    public static readonly Asset Worker = Asset.Script(Embedded.Text("proof.js"));

    /// <summary>Keeps a page of what is there at this moment up to date; the module loads it where a page has such a part.</summary>
    public static readonly Asset Live = Asset.Script(Embedded.Text("live.js"));

    /// <summary>Sums rows as they are ticked; the module loads it where a page has such rows.</summary>
    public static readonly Asset Select = Asset.Script(Embedded.Text("select.js"));

    public static readonly ScriptPlan Own = Make(TenantScript.None);

    public static ScriptPlan Make(TenantScript tenant)
    {
        // A domain may have less trust than the brand whose script it runs: others' files are left out then.
        var parts = tenant.Parts.Where(part => part.Source is null || tenant.LoadsOthers).Select(
            part => (Part: part, File: part.Code is null ? null : Asset.Script(part.Code))).ToArray();
        Asset[] files = [.. parts.Where(p => p.File is not null).Select(p => p.File!)];
        if (tenant.LoadsOthers)
        {
            var loader = WriteLoader([Entry.Of(Module.Path), .. parts.Select(p => Entry.Of(p.Part, p.File))]);
            return new ScriptPlan("<script>" + loader + "</script>", loader, files);
        }

        var markup = new StringBuilder("<script type=\"module\" src=\"").Append(Module.Path).Append("\"></script>");
        foreach (var (part, file) in parts)
            markup.Append("<script ").Append(part.IsModule ? "type=\"module\"" : "defer").Append(" src=\"").Append(file!.Path)
                .Append("\"></script>");
        return new ScriptPlan(markup.ToString(), null, files);
    }

    // Serialised with < and > escaped: nothing of a tenant's can end the element.
    private static string WriteLoader(Entry[] entries) =>
        "for(const[u,a]of " + JsonSerializer.Serialize(entries.Select(e => new object[] { e.Url, e.Attributes }), LoaderJson.Options)
        + "){const s=document.createElement(\"script\");s.async=\"async\"in a;for(const k in a)s.setAttribute(k,a[k]);s.src=u;document.head.append(s)}";

    private sealed record Entry(string Url, IReadOnlyDictionary<string, string> Attributes)
    {
        private static readonly IReadOnlyDictionary<string, string> ModuleType =
            new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = "module" };

        public static Entry Of(string module) => new(module, ModuleType);

        public static Entry Of(ScriptPart part, Asset? file) => new(part.Source ?? file!.Path, part.Attributes);
    }

    private static class LoaderJson
    {
        public static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.Never };
    }
}
