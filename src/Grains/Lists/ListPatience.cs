using Portal.Saving;
using Portal.Storage;

namespace Portal.Lists;

/// <summary>
/// How long whoever looks at a list waits for it, and what to narrow when that wasn't enough. What is asked for alone is quick; of two
/// things at once there are more pairs than indexes.
/// </summary>
internal static class ListPatience
{
    /// <summary>With what goes before and after it stays within a second.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(800);

    /// <summary>Who is to change what: the text first, then the order, then the filters. Null: there is nothing to narrow.</summary>
    public static FieldError? Narrow(ListPlan plan, ListQuery query)
    {
        var filters = query.Filters.Keys.Order(StringComparer.Ordinal).ToArray();
        return !string.IsNullOrWhiteSpace(query.Text) ? new("q", Said(filters.Length == 0
                ? "Search for a longer word, or for more of them."
                : $"Search for a longer word, or leave out {Names(filters)}."))
            : filters.Length > 0 && Other(plan, query.Sort) is { } sort
                ? new("sort", Said($"Sort by “{plan.Default.TrimStart('-')}” instead of “{sort}”, or leave out {Names(filters)}."))
            : filters.Length > 1 ? new(filters[0], Said($"Leave out {Names(filters)}, or choose a shorter time."))
            : filters.Length == 1 ? new(filters[0], Said("Set another filter beside this one, or choose a shorter time."))
            : null;
    }

    private static string Said(string advice) => "It takes longer than a second to find this. " + advice;

    private static string Names(string[] filters) => string.Join(" or ", filters.Select(name => $"“{name}”"));

    // Null: the list's own, either way round.
    private static string? Other(ListPlan plan, string? sort) =>
        string.IsNullOrEmpty(sort) || sort.TrimStart('-') == plan.Default.TrimStart('-') ? null : sort.TrimStart('-');
}
