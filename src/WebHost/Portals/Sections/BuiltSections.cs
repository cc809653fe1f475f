using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

internal sealed class BuiltSections(IEnumerable<IPortalSection> sections) : ISectionPages
{
    private readonly HashSet<string> keys = [.. sections.Select(section => section.Key)];

    public bool Has(string section) => keys.Contains(section);
}
