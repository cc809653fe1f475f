using Portal.Saving;


namespace Portal.WebHost.Items;

/// <summary>Makes the fields of one kind of rows: each from how it is read from a row and how it is put into one.</summary>
internal static class ItemFieldsOf<T>
{
    private static readonly IReadOnlyList<(string Value, string Text)> Currencies =
        [("", "The customer's"), .. CurrencyCodes.All.Select(code => (code, code))];

    /// <summary>Text that has to be there.</summary>
    public static ItemField<T> Name(string name, string label, Func<T, string> get, Func<T, string, T> set) =>
        Words(name, ItemInput.Text, label, get, (item, text) => set(item, text ?? "")) with { Required = true, Nullable = false };

    public static ItemField<T> Text(string name, string label, Func<T, string?> get, Func<T, string?, T> set) =>
        Words(name, ItemInput.Text, label, get, set);

    public static ItemField<T> Email(string name, string label, Func<T, string?> get, Func<T, string?, T> set) =>
        Words(name, ItemInput.Email, label, get, set);

    public static ItemField<T> Currency(Func<T, string?> get, Func<T, string?, T> set) =>
        Words("currency", ItemInput.Currency, "Currency", get, set) with { Choices = Currencies };

    /// <summary>Text over several lines.</summary>
    public static ItemField<T> Area(string name, string label, Func<T, string?> get, Func<T, string?, T> set) => new(
        name, ItemInput.Area, (item, reader) => set(item, reader.Lines(name)), (item, writer) => writer.Text(name, get(item)))
    {
        Label = label,
        Nullable = true,
    };

    /// <param name="currency">Whose decimals it has.</param>
    /// <param name="missing">What to say when it isn't there; null: it may be absent.</param>
    public static ItemField<T> Money(
        string name, string label, Func<T, decimal?> get, Func<T, decimal?, T> set, Func<T, string?> currency, string? missing = null) =>
        Amount(name, ItemInput.Money, label, get, set, currency, missing);

    /// <summary>With decimals, but of no currency.</summary>
    /// <inheritdoc cref="Money"/>
    public static ItemField<T> Number(
        string name, string label, Func<T, decimal?> get, Func<T, decimal?, T> set, string? missing = null) =>
        Amount(name, ItemInput.Number, label, get, set, _ => null, missing);

    public static ItemField<T> Whole(string name, string label, Func<T, int?> get, Func<T, int?, T> set) => new(
        name, ItemInput.Whole, (item, reader) => set(item, reader.Whole(name)), (item, writer) => writer.Whole(name, get(item)))
    {
        Label = label,
        Nullable = true,
    };

    public static ItemField<T> Check(string name, string label, Func<T, bool> get, Func<T, bool, T> set) => new(
        name, ItemInput.Check, (item, reader) => set(item, reader.Flag(name, get(item))), (item, writer) => writer.Flag(name, get(item)))
    {
        Label = label,
    };

    /// <param name="choices">What the form offers, in its order.</param>
    public static ItemField<T> Choice<TChoice>(
        string name, string label, Func<T, TChoice> get, Func<T, TChoice, T> set, params (TChoice Value, string Text)[] choices)
        where TChoice : struct, Enum => new(
        name,
        ItemInput.Choice,
        (item, reader) => set(item, reader.Choice(name, get(item))),
        (item, writer) => writer.Choice(name, get(item)))
        {
            Label = label,
            Choices = [.. choices.Select(choice => (UnknownNames.Of(choice.Value), choice.Text))],
            Values = [.. Enum.GetValues<TChoice>().Select(value => UnknownNames.Of(value))],
        };

    public static ItemField<T> Time(string name, string label, Func<T, DateTimeOffset?> get, Func<T, DateTimeOffset?, T> set) => new(
        name, ItemInput.Time, (item, reader) => set(item, reader.Time(name)), (item, writer) => writer.Time(name, get(item)))
    {
        Label = label,
        Nullable = true,
    };

    public static ItemField<T> Day(string name, string label, Func<T, DateOnly?> get, Func<T, DateOnly?, T> set) => new(
        name, ItemInput.Day, (item, reader) => set(item, reader.Day(name)), (item, writer) => writer.Day(name, get(item)))
    {
        Label = label,
        Nullable = true,
    };

    private static ItemField<T> Words(
        string name, ItemInput input, string label, Func<T, string?> get, Func<T, string?, T> set) => new(
        name, input, (item, reader) => set(item, reader.Text(name) ?? get(item)), (item, writer) => writer.Text(name, get(item)))
        {
            Label = label,
            Nullable = true,
        };

    private static ItemField<T> Amount(
        string name, ItemInput input, string label, Func<T, decimal?> get, Func<T, decimal?, T> set,
        Func<T, string?> currency, string? missing) =>
        new(
            name,
            input,
            (item, reader) => set(item, reader.Amount(name, missing)),
            (item, writer) => writer.Amount(name, get(item), currency(item)))
        {
            Label = label,
            Required = missing is not null,
            Nullable = missing is null,
        };
}
