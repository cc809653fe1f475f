using Portal.Customers;

namespace Portal.WebHost.Items;

/// <summary>What a value of a row is, and so how it is typed and shown.</summary>
public enum ItemInput { Text, Email, Area, Currency, Money, Number, Whole, Check, Choice, Time, Day }

/// <summary>One value of a row, for its form.</summary>
public abstract record ItemField(ItemInput Input)
{
    /// <summary>Also in the API.</summary>
    public abstract string Name { get; }

    public abstract string Label { get; }

    public abstract bool Required { get; init; }

    /// <summary>A hint in the form.</summary>
    public string? Help { get; init; }

    /// <summary>Lines of an area.</summary>
    public int Rows { get; init; } = 3;

    /// <summary>What the form offers, in its order.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];
}

/// <inheritdoc cref="ItemField"/>
/// <param name="Field">The same for all faces.</param>
/// <param name="Input">How it is typed and shown.</param>
internal sealed record ItemField<T>(Field<T, ItemView> Field, ItemInput Input) : ItemField(Input)
{
    public override string Name => Field.Name;

    public override string Label => Field.Label;

    public override bool Required
    {
        get => Field.Required;
        init => Field = Field with { Required = value };
    }

    /// <summary>Whether the API takes and shows null.</summary>
    public bool Nullable
    {
        get => Field.Shape.Nullable;
        init => Field = Field with { Shape = Field.Shape with { Nullable = value } };
    }

    /// <summary>A sentence for the reader of the API's document.</summary>
    public string? Description
    {
        get => Field.Description;
        init => Field = Field with { Description = value };
    }
}
