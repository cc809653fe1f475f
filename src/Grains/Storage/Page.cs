using Portal.Saving;

namespace Portal.Storage;

/// <summary>One page of a list, in the order that it was asked for in.</summary>
/// <param name="Next">The cursor of the next page; null: this was the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>The cursor of the page before; null: this is the first.</summary>
    public string? Previous { get; init; }

    /// <summary>Which of the list the first item is, counted from 1.</summary>
    public long First { get; init; } = 1;

    /// <summary>How many the whole list has; null: that isn't known.</summary>
    public long? Count { get; init; }

    /// <summary>It has more than so many: they weren't counted further.</summary>
    public long? MoreThan { get; init; }

    /// <summary>What of the query nobody knows; then nothing was read.</summary>
    public IReadOnlyList<FieldError> Problems { get; init; } = [];
}

/// <summary>What a list is asked for, whoever asks.</summary>
/// <param name="Text">Words to search for; null or blank: everything.</param>
/// <param name="Limit">1 to 500.</param>
/// <param name="Cursor">As <see cref="Page{T}.Next"/> gave it; null: from the start.</param>
/// <param name="Brands">Only what belongs to these brands (a reseller's view); null: all.</param>
internal sealed record ListQuery(string? Text = null, int Limit = 50, string? Cursor = null, IReadOnlyList<string>? Brands = null)
{
    /// <summary>Values of the list's filters, as they were written.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>What to sort by, with a minus before it from the end; null: the list's own order.</summary>
    public string? Sort { get; init; }

    /// <summary>How far to count; null: not at all.</summary>
    public long? CountTo { get; init; }

    /// <summary>How long to look; then the page says what to narrow. Null: as long as it takes.</summary>
    public TimeSpan? Patience { get; init; }

    public ListQuery With(string filter, string? value) =>
        value is null ? this : this with { Filters = new Dictionary<string, string>(Filters) { [filter] = value } };
}
