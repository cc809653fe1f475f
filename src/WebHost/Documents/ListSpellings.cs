using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

/// <summary>Lists and maps of values, each as JSON and forms spell it. Pure.</summary>
internal static class ListSpellings
{
    /// <summary>Words with blanks or commas between them.</summary>
    /// <param name="between">What a form shows between them.</param>
    public static Spelling<string[]> Words(string between = ", ") => Listed(
        words => [string.Join(between, words)], (form, name) => FormText.Words(form.One(name)));

    /// <summary>Words that may be missing altogether.</summary>
    public static readonly Spelling<string[]?> WordsOrNone = new(new ListShape(new TextShape()) { Nullable = true })
    {
        FromJson = (json, name, _) => json.Texts(name),
        ToJson = words => words is null ? null : JsonList.Of(words),
        FromForm = (form, name, _) => FormText.Words(form.One(name)) is { Length: > 0 } words ? words : null,
        ToForm = words => [words is null ? null : string.Join(", ", words)],
    };

    /// <summary>Texts that may have blanks inside, between commas or on lines of their own.</summary>
    public static readonly Spelling<string[]> Phrases = Listed(
        phrases => [string.Join(", ", phrases)], (form, name) => FormText.Phrases(form.One(name)));

    /// <summary>ISO 4217 codes, in whatever case somebody types them.</summary>
    public static readonly Spelling<string[]> Currencies = Listed(
        codes => [string.Join(", ", codes)],
        (form, name) => [.. FormText.Words(form.One(name)).Select(CurrencyCodes.Clean).OfType<string>()]);

    /// <summary>Keys that a form has ticks for.</summary>
    /// <param name="known">All that it offers; null: it doesn't matter, none is kept that isn't ticked.</param>
    public static Spelling<string[]> Keys(string[]? known = null) =>
        Picked(known, (form, name) => form.Many(name)) with { IsKeys = known is not null };

    /// <summary>The same in an order that people choose.</summary>
    public static Spelling<string[]> OrderedKeys(string[] known) => Picked(known, (form, name) => form.Picked(name)) with { IsKeys = true };

    /// <summary>Some of an enumeration's values.</summary>
    public static Spelling<TChoice[]> Choices<TChoice>()
        where TChoice : struct, Enum => new(new ListShape(new TextShape { Choices = Names<TChoice>.All }))
        {
            FromJson = (json, name, _) => json.Choices<TChoice>(name),
            ToJson = values => JsonList.Of(values.Select(Names<TChoice>.Of)),
            FromForm = (form, name, _) => [.. form.Many(name).Select(FormText.Choice<TChoice>).OfType<TChoice>().Distinct()],
            ToForm = values => values.Select(Names<TChoice>.Of),
            IsKeys = true,
        };

    /// <summary>Names of people's own with their texts; in a form, one on a line.</summary>
    public static readonly Spelling<Dictionary<string, string>> Map = new(new MapShape())
    {
        FromJson = (json, name, _) => json.Map(name),
        ToJson = map => new JsonObject(map.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, one.Value))),
        FromForm = (form, name, _) => form.Map(name),
        ToForm = map => [string.Join('\n', map.Select(one => $"{one.Key} = {one.Value}"))],
    };

    private static Spelling<string[]> Picked(string[]? known, Func<FormFields, string, string[]> fromForm) =>
        Listed(keys => keys, fromForm) with
        {
            Shape = new ListShape(new TextShape { Choices = known }),
            Keep = known is null ? null : (read, stored) => NotOffered.Keep(read, stored, known),
        };

    private static Spelling<string[]> Listed(Func<string[], IEnumerable<string?>> toForm, Func<FormFields, string, string[]> fromForm) =>
        new(new ListShape(new TextShape()))
        {
            FromJson = (json, name, absent) => json.Texts(name) ?? absent,
            ToJson = JsonList.Of,
            FromForm = (form, name, _) => fromForm(form, name),
            ToForm = toForm,
        };
}
