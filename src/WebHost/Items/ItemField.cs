namespace Portal.WebHost.Items;

/// <summary>What a value of a row is, and so how it is typed, shown and described.</summary>
public enum ItemInput { Text, Email, Area, Currency, Money, Number, Whole, Check, Choice, Time, Day }

/// <summary>One value of a row, for its form and for the API.</summary>
/// <param name="Name">In both.</param>
public abstract record ItemField(string Name, ItemInput Input)
{
    /// <summary>Its label in the form.</summary>
    public string Label { get; init; } = "";

    /// <summary>A hint in the form.</summary>
    public string? Help { get; init; }

    /// <summary>A sentence for the reader of the API's document.</summary>
    public string? Description { get; init; }

    public bool Required { get; init; }
    public bool Nullable { get; init; }

    /// <summary>Shown by the API; no form has it.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Lines of an area.</summary>
    public int Rows { get; init; } = 3;

    /// <summary>What the form offers, in its order.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];

    /// <summary>All values that there are of a choice, in the order of the API's document.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <inheritdoc cref="ItemField"/>
/// <param name="Read">The row with this value as somebody sent it.</param>
internal sealed record ItemField<T>(string Name, ItemInput Input, Func<T, IItemReader, T> Read, Action<T, IItemWriter> Write)
    : ItemField(Name, Input);
