namespace Portal.WebHost.Items;

/// <summary>Values as somebody sent them, in a form or as JSON. What can't be read is told at its field, and null here.</summary>
internal interface IItemReader
{
    /// <summary>Null: absent or empty.</summary>
    string? Text(string name);

    /// <summary>The same over several lines.</summary>
    string? Lines(string name);

    /// <param name="missing">What to say when it isn't there; null: it may be absent.</param>
    decimal? Amount(string name, string? missing);

    int? Whole(string name);

    bool Flag(string name, bool absent);

    TChoice Choice<TChoice>(string name, TChoice absent)
        where TChoice : struct, Enum;

    DateTimeOffset? Time(string name);

    DateOnly? Day(string name);
}

/// <summary>Takes a row's values, each in the spelling of a form or of JSON.</summary>
internal interface IItemWriter
{
    void Text(string name, string? text);

    /// <param name="currency">Whose decimals it has; null: none.</param>
    void Amount(string name, decimal? amount, string? currency);

    void Whole(string name, int? number);

    void Flag(string name, bool value);

    void Choice<TChoice>(string name, TChoice value)
        where TChoice : struct, Enum;

    void Time(string name, DateTimeOffset? time);

    void Day(string name, DateOnly? day);
}
