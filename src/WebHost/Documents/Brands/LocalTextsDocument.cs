using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Brands;
using static Portal.WebHost.Documents.FieldsOf<Portal.Brands.LocalTexts, Portal.Brands.LocalTexts>;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary><c>texts</c> of a brand or domain: what it says in other languages than its default one.</summary>
internal static class LocalTextsDocument
{
    private static readonly Document<LocalTexts, LocalTexts> Said = new(
        "LocalTexts",
        () => new LocalTexts(),
        Value("footer", "Footer text", Text, t => t.Footer, (t, v) => t with { Footer = v }),
        Value("links", "Links", LinkSpelling.Links, t => t.Links, (t, v) => t with { Links = v }),
        Value("support", "Support address", Text, t => t.Support, (t, v) => t with { Support = v }) with
        {
            Format = "email",
            Description = "The address that customers with this language write to.",
        })
    {
        Description = "Where null, the default language's text is shown.",
    };

    private static readonly MapShape Shape = new(Said.Shape)
    {
        Nullable = true,
        Description = "By language code; footer, look.links and look.supportEmail are the default language's.",
        Example = """
            { "de": { "footer": "Acme Telecom GmbH", "links": [{ "text": "AGB", "url": "https://acme.example/agb" }],
              "support": "hilfe@acme.example" } }
            """,
    };

    /// <summary>The languages that a form has texts in.</summary>
    public static IReadOnlyList<string> Languages => LookRules.Languages;

    /// <summary>By language; null: nothing is said in another one.</summary>
    public static Field<T, TView> Texts<T, TView>(
        Func<T, Dictionary<string, LocalTexts>?> get, Func<T, Dictionary<string, LocalTexts>?, T> set) => new("texts", Shape)
        {
            FromJson = (item, json) => set(item, json.Under("texts")?.ToDictionary(
                one => one.Name, one => Said.FromJson(one.Inside), StringComparer.Ordinal)),
            ToJson = (item, _) => get(item) is { } texts
                ? new JsonObject(texts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(
                    one => KeyValuePair.Create<string, JsonNode?>(one.Key, Said.Show(one.Value))))
                : null,
            FromForm = (item, form) => set(item, Read(form)),
            ToForm = (item, values, path) =>
            {
                foreach (var language in Languages)
                    Said.ToForm(get(item)?.GetValueOrDefault(language) ?? new LocalTexts(), values, $"{path}texts.{language}.");
            },
            Form = Languages.SelectMany(language => Said.Form($"texts.{language}.").Select(
                field => field with { Label = $"{field.Label} in {CultureInfo.GetCultureInfo(language).EnglishName}" })),
        };

    private static Dictionary<string, LocalTexts>? Read(FormFields form)
    {
        var texts = Languages.ToDictionary(
            language => language, language => Said.FromForm(form.Inside($"texts.{language}"), new LocalTexts()), StringComparer.Ordinal);
        return texts.Values.All(said => said is { Footer: null, Links: null, Support: null }) ? null : texts;
    }
}
