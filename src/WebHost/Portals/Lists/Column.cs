namespace Portal.WebHost.Portals;

/// <summary>A column of a list, for its page and its export alike: declared once, so that the two agree.</summary>
/// <param name="Key">As the API names the field: head of the export, and <c>Column.key</c> among the section's texts.</param>
/// <param name="Show">Null: in the export alone.</param>
/// <param name="Export">Null: on the page alone.</param>
internal sealed record Column<T>(string Key, Func<PortalCall, T, Cell>? Show, Func<PortalCall, T, CsvCell>? Export)
{
    public bool IsNumber { get; init; }

    /// <summary>Its text names the person's zone at <c>{0}</c>.</summary>
    public bool NamesZone { get; init; }

    /// <summary>What it is called where that is no word of the section's: a day; null: it is one.</summary>
    public string? Name { get; init; }

    /// <summary>As people read it, above the page's list and in a file for them.</summary>
    public string Label(PortalCall call, TextSet texts) =>
        Name ?? (NamesZone ? texts.Format("Column." + Key, call.Zone.Id) : texts["Column." + Key]);
}
