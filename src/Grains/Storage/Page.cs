namespace Portal.Storage;

/// <summary>One page of a list, in the order of its key.</summary>
/// <param name="Next">The cursor of the next page; null: this was the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What a list is asked for.</summary>
/// <param name="Text">Words to search for; null or blank: everything.</param>
/// <param name="Limit">1 to 500.</param>
/// <param name="Cursor">As <see cref="Page{T}.Next"/> gave it; null: from the start. A cursor that doesn't parse reads as null.</param>
/// <param name="Brands">Only what belongs to these brands (a reseller's view); null: all.</param>
internal sealed record ListQuery(string? Text = null, int Limit = 50, string? Cursor = null, IReadOnlyList<string>? Brands = null);
