using Portal.Customers;

namespace Portal.WebHost.Items;

/// <summary>Makes the fields of one kind of rows: each from how it is read from a row and how it is put into one.</summary>
internal static class ItemFieldsOf<T>
    where T : ItemSettings
{
    private static readonly TextShape CurrencyShape = new()
    {
        Nullable = true,
        Description = "ISO 4217: the customer's, or one of its currencies for top-up. Default: the customer's.",
        Example = "\"USD\"",
    };

    private static readonly TextShape NumberShape = new()
    {
        Nullable = true,
        Format = "decimal",
        Description = "Decimal text.",
        Example = "\"-10\"",
    };

    private static readonly Spelling<string?> CurrencyOrAbsent = Spellings.Text with
    {
        Shape = CurrencyShape,
        FromJson = (json, name, absent) => json.Text(name) ?? absent,
        FromForm = (form, name, absent) => form.One(name) ?? absent,
    };

    private static readonly IReadOnlyList<(string Value, string Text)> Currencies =
        [("", "The customer's"), .. CurrencyCodes.All.Select(code => (code, code))];

    /// <summary>Text that has to be there.</summary>
    public static ItemField<T> Name(string name, string label, Func<T, string> get, Func<T, string, T> set) =>
        Of<string?>(ItemInput.Text, name, label, Spellings.Text, get, (item, text) => set(item, text ?? "")) with
        {
            Required = true,
            Nullable = false,
        };

    public static ItemField<T> Text(string name, string label, Func<T, string?> get, Func<T, string?, T> set) =>
        Of(ItemInput.Text, name, label, Spellings.Text, get, set);

    public static ItemField<T> Email(string name, string label, Func<T, string?> get, Func<T, string?, T> set) =>
        Of(ItemInput.Email, name, label, Spellings.Text with { Shape = Spellings.Optional with { Format = "email" } }, get, set);

    public static ItemField<T> Currency(Func<T, string?> get, Func<T, string?, T> set) =>
        Of(ItemInput.Currency, "currency", "Currency", CurrencyOrAbsent, get, set) with { Choices = Currencies };

    /// <summary>Text over several lines.</summary>
    public static ItemField<T> Area(string name, string label, Func<T, string?> get, Func<T, string?, T> set) =>
        Of(ItemInput.Area, name, label, Spellings.Lines, get, set);

    /// <param name="currency">Whose decimals it has.</param>
    /// <param name="missing">What to say when it isn't there; null: it may be absent.</param>
    public static ItemField<T> Money(
        string name, string label, Func<T, decimal?> get, Func<T, decimal?, T> set, Func<T, string?> currency, string? missing = null) =>
        new(FieldsOf<T, ItemView>.Money(name, label, Needed(Spellings.Amount, missing), get, set, currency), ItemInput.Money)
        {
            Required = missing is not null,
        };

    /// <summary>With decimals, but of no currency.</summary>
    /// <inheritdoc cref="Money"/>
    public static ItemField<T> Number(
        string name, string label, Func<T, decimal?> get, Func<T, decimal?, T> set, string? missing = null) =>
        Of(ItemInput.Number, name, label, Needed(Spellings.Number with { Shape = NumberShape }, missing), get, set) with
        {
            Required = missing is not null,
        };

    public static ItemField<T> Whole(string name, string label, Func<T, int?> get, Func<T, int?, T> set) =>
        Of(ItemInput.Whole, name, label, Spellings.Whole, get, set);

    public static ItemField<T> Check(string name, string label, Func<T, bool> get, Func<T, bool, T> set) =>
        Of(ItemInput.Check, name, label, Spellings.Flag, get, set);

    /// <param name="choices">What the form offers, in its order.</param>
    public static ItemField<T> Choice<TChoice>(
        string name, string label, Func<T, TChoice> get, Func<T, TChoice, T> set, params (TChoice Value, string Text)[] choices)
        where TChoice : struct, Enum =>
        Of(ItemInput.Choice, name, label, Spellings.Choice<TChoice>(), get, set) with
        {
            Choices = [.. choices.Select(choice => (Names<TChoice>.Of(choice.Value), choice.Text))],
        };

    public static ItemField<T> Time(string name, string label, Func<T, DateTimeOffset?> get, Func<T, DateTimeOffset?, T> set) =>
        Of(ItemInput.Time, name, label, Spellings.Time, get, set);

    public static ItemField<T> Day(string name, string label, Func<T, DateOnly?> get, Func<T, DateOnly?, T> set) =>
        Of(ItemInput.Day, name, label, Spellings.Day, get, set);

    private static ItemField<T> Of<TValue>(
        ItemInput input, string name, string label, Spelling<TValue> spelling, Func<T, TValue> get, Func<T, TValue, T> set) =>
        new(FieldsOf<T, ItemView>.Value(name, label, spelling, get, set), input);

    private static Spelling<decimal?> Needed(Spelling<decimal?> spelling, string? missing) => missing is null ? spelling : spelling with
    {
        Shape = spelling.Shape with { Nullable = false },
        FromJson = (json, name, absent) =>
        {
            if (json.Text(name) is null)
                json.Refuse(name, missing);
            return spelling.FromJson(json, name, absent);
        },
        FromForm = (form, name, absent) =>
        {
            if (form.One(name) is null)
                form.Refuse(name, missing);
            return spelling.FromForm(form, name, absent);
        },
    };
}
