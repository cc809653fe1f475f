namespace Portal.Calls;

/// <summary>How things of one kind are kept as rows, and how long a word of them counts.</summary>
internal sealed record LiveTable<T>
{
    public required string Name { get; init; }

    /// <summary>Tells switches of this kind from those of others: stored, never rename.</summary>
    public required string Kind { get; init; }

    /// <summary>Beside id, switch and told_by; <c>customer</c> is one of them.</summary>
    public required string[] Columns { get; init; }

    /// <summary>The column that they are listed by, then by id.</summary>
    public required string Order { get; init; }

    public bool Descends { get; init; }

    /// <summary>Of a cursor; null: it is none of this table.</summary>
    public required Func<string, object?> ReadOrder { get; init; }

    /// <summary>What makes one the same, among those of its switch.</summary>
    public required Func<T, string> Key { get; init; }

    /// <summary>Of the columns: text, a whole number or null.</summary>
    public required Func<T, object?[]> Values { get; init; }

    /// <summary>Of a switch's name and the columns.</summary>
    public required Func<string, object?[], T> Read { get; init; }

    /// <summary>A switch that was unheard of for so long may be telling what is over.</summary>
    public required TimeSpan Stale { get; init; }

    /// <summary>What it told so long ago is gone.</summary>
    public required TimeSpan Gone { get; init; }

    /// <summary>One more condition of SQL on <c>t</c>, which may use <c>@now</c>.</summary>
    public string? Also { get; init; }
}
