using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>
/// The types of values that documents have, each as JSON and forms spell it; lists are in <see cref="ListSpellings"/>. Pure.
/// </summary>
internal static class Spellings
{
    public static readonly TextShape Optional = new() { Nullable = true };

    /// <summary>Text as it was typed.</summary>
    public static readonly Spelling<string?> Text = Texts((form, name) => form.One(name));

    /// <summary>A name or a key: what is typed around it is a slip.</summary>
    public static readonly Spelling<string?> Word = Texts((form, name) => form.One(name)?.Trim());

    /// <summary>Text over several lines.</summary>
    public static readonly Spelling<string?> Lines = Texts((form, name) => form.One(name)?.ReplaceLineEndings("\n"));

    /// <summary>A word that has to be there: the rules say so where it is missing.</summary>
    public static readonly Spelling<string> Name = new(new TextShape())
    {
        FromJson = (json, name, _) => json.Text(name) ?? "",
        ToJson = text => text,
        FromForm = (form, name, _) => form.One(name)?.Trim() ?? "",
        ToForm = text => [text],
    };

    /// <summary>ISO 4217, in whatever case somebody types it.</summary>
    public static readonly Spelling<string> Currency = Name with
    {
        FromForm = (form, name, _) => CurrencyCodes.Clean(form.One(name)) ?? "",
    };

    /// <summary>A tick.</summary>
    public static readonly Spelling<bool> Flag = new(new FlagShape())
    {
        FromJson = (json, name, absent) => json.Flag(name, absent),
        ToJson = on => on,
        // A box that isn't ticked isn't sent.
        FromForm = (form, name, _) => form.IsOn(name),
        ToForm = on => [on ? "true" : null],
    };

    public static readonly Spelling<int?> Whole = new(new NumberShape { Nullable = true })
    {
        FromJson = (json, name, _) => json.Count(name),
        ToJson = number => number,
        FromForm = (form, name, _) => form.Whole(name),
        ToForm = number => [FormText.Of(number)],
    };

    /// <summary>A number with decimals, of no currency.</summary>
    public static readonly Spelling<decimal?> Number = new(new TextShape { Nullable = true, Format = "decimal" })
    {
        FromJson = (json, name, _) => json.Decimal(name),
        ToJson = number => DecimalText.Of(number),
        FromForm = (form, name, _) => form.Amount(name),
        ToForm = number => [FormText.Of(number)],
    };

    /// <summary>Money: its field says in which currency.</summary>
    public static readonly Spelling<decimal?> Amount = Number with { Shape = Amounts.MoneyOrNone };

    /// <summary>In UTC.</summary>
    public static readonly Spelling<DateTimeOffset?> Time = new(Times.Shape with { Nullable = true })
    {
        FromJson = (json, name, _) => json.Time(name),
        ToJson = time => Times.Text(time),
        FromForm = (form, name, _) => form.Time(name),
        ToForm = time => [FormText.Of(time)],
    };

    public static readonly Spelling<DateOnly?> Day = new(new TextShape { Nullable = true, Format = "date" })
    {
        FromJson = (json, name, _) => json.Date(name),
        ToJson = day => FormText.Of(day),
        FromForm = (form, name, _) => form.Day(name),
        ToForm = day => [FormText.Of(day)],
    };

    /// <summary>A new password: never shown, kept when nothing is typed.</summary>
    public static readonly Spelling<SecretInput> Secret = new(Optional)
    {
        FromJson = (json, name, _) => json.Secret(name),
        ToJson = _ => null,
        FromForm = (form, name, _) =>
            form.IsOn(name + ".clear") ? SecretInput.Clear
            : form.One(name) is { } typed ? SecretInput.Set(typed)
            : SecretInput.Keep,
        ToForm = _ => [],
    };

    /// <summary>One of an enumeration's values.</summary>
    /// <param name="isTold">Whether a form hears of what nobody knows; if not, it is as if nothing were chosen.</param>
    /// <param name="unchosen">What a form means that chooses none; null: what JSON means that doesn't name it.</param>
    public static Spelling<TChoice> Choice<TChoice>(bool isTold = true, TChoice? unchosen = null)
        where TChoice : struct, Enum => new(new TextShape { Choices = Names<TChoice>.All })
        {
            FromJson = (json, name, absent) => json.Choice(name, absent),
            ToJson = value => Names<TChoice>.Of(value),
            FromForm = (form, name, absent) => form.Choice<TChoice>(name, isTold) ?? unchosen ?? absent,
            ToForm = value => [Names<TChoice>.Of(value)],
            IsKeys = true,
        };

    /// <inheritdoc cref="Choice{TChoice}"/>
    public static Spelling<TChoice?> ChoiceOrNone<TChoice>(bool isTold = true)
        where TChoice : struct, Enum => new(new TextShape { Nullable = true, Choices = Names<TChoice>.All })
        {
            FromJson = (json, name, _) => json.ChoiceOrNone<TChoice>(name),
            ToJson = value => value is { } one ? Names<TChoice>.Of(one) : null,
            FromForm = (form, name, _) => form.Choice<TChoice>(name, isTold),
            ToForm = value => [value is { } one ? Names<TChoice>.Of(one) : null],
            IsKeys = true,
        };

    /// <summary>One of two values, which a form asks for by a tick.</summary>
    public static Spelling<TChoice> Tick<TChoice>(TChoice on, TChoice off)
        where TChoice : struct, Enum => Choice<TChoice>() with
        {
            FromForm = (form, name, _) => form.IsOn(name) ? on : off,
            ToForm = value => [EqualityComparer<TChoice>.Default.Equals(value, on) ? Names<TChoice>.Of(on) : null],
        };

    private static Spelling<string?> Texts(Func<FormFields, string, string?> fromForm) => new(Optional)
    {
        FromJson = (json, name, _) => json.Text(name),
        ToJson = text => text,
        FromForm = (form, name, _) => fromForm(form, name),
        ToForm = text => [text],
    };
}
