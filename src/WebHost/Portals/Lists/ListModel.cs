namespace Portal.WebHost.Portals;

/// <summary>A list as its page shows it.</summary>
/// <param name="Path">Of the section; its export is there with <c>.csv</c>.</param>
/// <param name="Count">Of the whole list, in words.</param>
/// <param name="Empty">What to say when there is nothing.</param>
/// <param name="Next">Cursor of the next page; null: this is the last.</param>
/// <param name="IsFirst">Nothing comes before it.</param>
internal sealed record ListModel(
    string Path,
    string Count,
    string Empty,
    IReadOnlyList<(string Label, bool IsNumber)> Heads,
    IReadOnlyList<Cell[]> Rows,
    string? Next,
    bool IsFirst)
{
    public const int PageSize = 50;

    public static ListModel Of<T>(PortalCall call, TextSet texts, string section, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows, long count, string? next, string? cursor)
    {
        Column<T>[] shown = [.. columns.Where(c => c.Show is not null)];
        return new ListModel(
            "/" + section,
            texts.Count("Count", count),
            texts["Empty"],
            [.. shown.Select(c => (c.Label(call, texts), c.IsNumber))],
            [.. rows.Select(row => Array.ConvertAll(shown, c => c.Show!(call, row)))],
            next,
            cursor is null);
    }

    /// <summary>Of the address; null: the first page.</summary>
    public static string? Cursor(PortalCall call) =>
        call.Context.Request.Query["after"].ToString() is { Length: > 0 and <= 500 } cursor && !cursor.Contains('\0') ? cursor : null;
}
