namespace Portal.WebHost.Portals;

/// <summary>A table as a page shows it.</summary>
/// <param name="Caption">What it is of, for those who don't see the page.</param>
internal sealed record TableModel(string Caption, IReadOnlyList<TableHead> Heads, IReadOnlyList<Cell[]> Rows)
{
    /// <summary>Sums, below a line; the first of each says of what.</summary>
    public IReadOnlyList<Cell[]> Foot { get; init; } = [];

    /// <summary>Rows and columns are read across: it stays a table and scrolls where others become cards.</summary>
    public bool IsGrid { get; init; }

    /// <summary>A box before each row's first value, to choose it by; null: rows aren't chosen.</summary>
    public IReadOnlyList<RowPick>? Picks { get; init; }

    /// <summary>Of the columns that pages show.</summary>
    public static TableModel Of<T>(
        PortalCall call, string caption, TextSet texts, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        Column<T>[] shown = [.. columns.Where(column => column.Show is not null)];
        return new(
            caption,
            [.. shown.Select(column => new TableHead(column.Label(call, texts), column.IsNumber))],
            [.. rows.Select(row => Array.ConvertAll(shown, column => column.Show!(call, row)))]);
    }
}

/// <summary>A row's box, part of the form of this name.</summary>
/// <param name="Value">What the form sends where it is ticked.</param>
/// <param name="Label">For those who don't see the row.</param>
internal sealed record RowPick(string Form, string Name, string Value, bool IsPicked, string Label)
{
    /// <summary>What a script needs to know of the row.</summary>
    public required IReadOnlyDictionary<string, object> Data { get; init; }
}

internal sealed record TableHead(string Label, bool IsNumber)
{
    /// <summary>Where the table is sorted by it; null: it can't be.</summary>
    public string? Path { get; init; }

    /// <summary><c>ascending</c>, <c>descending</c>; null: it is sorted by something else.</summary>
    public string? Sorted { get; init; }
}
