namespace Portal.WebHost.ControlPanel;

/// <summary>Which columns of a list somebody sees. Pure.</summary>
internal static class ListColumns
{
    /// <param name="chosen">Keys; null: nothing was chosen. Keys that this list doesn't have are of another release.</param>
    public static ListColumn<T>[] Shown<T>(IReadOnlyList<ListColumn<T>> all, IReadOnlyList<string>? chosen) => chosen is null
        ? [.. all.Where(column => !column.IsExtra)]
        : [.. all.Where(column => !column.IsOptional || chosen.Contains(column.Key, StringComparer.Ordinal))
            .Select(column => column with { IsWide = false })];

    /// <summary>What the list can be sorted by.</summary>
    public static (string Key, string Text)[] Sorts<T>(IEnumerable<ListColumn<T>> all) =>
        [.. all.Where(column => column.Sort is not null).Select(column => (column.Sort!, column.SortText ?? column.Text))];
}
