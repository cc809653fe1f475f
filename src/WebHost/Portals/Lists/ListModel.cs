using Portal.Storage;

namespace Portal.WebHost.Portals;

/// <summary>A list as its page shows it.</summary>
/// <param name="Path">Of the section; its export is there with <c>.csv</c>.</param>
/// <param name="Count">Of the whole list, in words.</param>
/// <param name="Empty">What to say when there is nothing.</param>
internal sealed record ListModel(
    string Path, string Count, string Empty, TableModel Table)
{
    public const int PageSize = 50;
    private const long CountTo = 10_000;

    /// <summary>Cursor of the next page; null: this is the last.</summary>
    public string? Next { get; init; }

    /// <summary>Cursor of the page before; null: this is the first.</summary>
    public string? Previous { get; init; }

    /// <summary>Which of the list stand here: <c>51–100</c>.</summary>
    public string Range { get; init; } = "";

    /// <summary>The days that it is kept to; null: they can't be chosen.</summary>
    public ListPeriod? Period { get; init; }

    public static ListModel Of<T, TView>(
        PortalCall call, TextSet texts, string section, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows, Page<TView> page)
    {
        var last = page.First + page.Items.Count - 1;
        return new ListModel(
            "/" + section,
            page.MoreThan is { } most
                ? TextSet.Of<ShellModel>(call.Texts.Language).Format("List.MoreThan", texts.Count("Count", most))
                : texts.Count("Count", page.Count ?? last),
            texts["Empty"],
            TableModel.Of(call, texts["Menu"], texts, columns, rows))
        {
            Next = page.Next,
            Previous = page.Previous,
            Range = $"{page.First.ToString("N0", call.Culture)}–{last.ToString("N0", call.Culture)}",
        };
    }

    /// <summary>The page that the address asks for. A cursor of another time leads to the first page: no person wrote it.</summary>
    public static async Task<Page<T>> Read<T>(PortalCall call, Func<ListQuery, Task<Page<T>>> read)
    {
        var query = new ListQuery(null, PageSize, Cursor(call)) { CountTo = CountTo };
        var page = await read(query);
        return page.Problems.Count > 0 ? await read(query with { Cursor = null }) : page;
    }

    private static string? Cursor(PortalCall call) =>
        call.Context.Request.Query["after"].ToString() is { Length: > 0 and <= 6000 } cursor && !cursor.Contains('\0') ? cursor : null;
}
