using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using Portal.Access;

namespace Portal.WebHost.Portals;

/// <summary>The menu: sections that have a page and that this contact sees, in the order of <see cref="Sections.Rows"/>.</summary>
internal sealed class PortalMenu
{
    private const int MostKept = 2_000;

    private readonly IPortalSection[] sections;

    // By language, sections and the marked one: the same few for everybody.
    private readonly ConcurrentDictionary<(string Language, string Shown, string Current), string> kept = new();

    public PortalMenu(IEnumerable<IPortalSection> sections) =>
        this.sections = [.. sections.OrderBy(Place)];

    /// <summary>Those that this contact sees, with their names.</summary>
    public IEnumerable<(IPortalSection Section, string Name)> Entries(PortalCall call) =>
        sections.Where(s => call.Sees(s.Key)).Select(s => (s, TextSet.Of(s.GetType(), call.Texts.Language)["Menu"]));

    /// <summary>As items of a list.</summary>
    public string Items(PortalCall call, string current)
    {
        // A mark for each section, however many there are.
        var shown = string.Create(sections.Length, (sections, call), static (marks, of) =>
        {
            for (var i = 0; i < marks.Length; i++)
                marks[i] = of.call.Sees(of.sections[i].Key) ? '+' : '-';
        });
        var key = (call.Texts.Language, shown, current);
        if (kept.TryGetValue(key, out var items))
            return items;
        if (kept.Count >= MostKept)
            kept.Clear();
        return kept[key] = Write(call, current);
    }

    private string Write(PortalCall call, string current)
    {
        var html = new StringBuilder();
        foreach (var (section, name) in Entries(call))
        {
            html.Append("<li><a href=\"/").Append(section.Key).Append('"').Append(section.Key == current ? " aria-current=\"page\"" : "")
                .Append('>')
                .Append(HtmlEncoder.Default.Encode(name)).Append("</a></li>");
        }

        return html.ToString();
    }

    private static int Place(IPortalSection section) => Array.IndexOf(Sections.All, section.Key);
}
