using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Brands;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary><c>texts</c> of a brand or domain: what it says by language.</summary>
internal static class LocalTextsShape
{
    private static readonly ObjectShape One = new(
        "LocalTexts",
        new Field("footer", new TextShape { Nullable = true }),
        new Field("links", new ListShape(LookShape.Link) { Nullable = true }),
        new Field("support", new TextShape
        {
            Nullable = true,
            Format = "email",
            Description = "The address that customers with this language write to.",
        }))
    {
        Description = "Where null, the default language's text is shown.",
    };

    public static readonly MapShape Texts = new(One)
    {
        Nullable = true,
        Description = "By language code; footer, look.links and look.supportEmail are the default language's.",
        Example = """{ "de": { "footer": "Acme Telecom GmbH", "links": [{ "text": "AGB", "url": "https://acme.example/agb" }], "support": "hilfe@acme.example" } }""",
    };

    public static JsonObject? Write(Dictionary<string, LocalTexts>? texts) => texts is null ? null : new JsonObject(
        texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(
            pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, Write(pair.Value))));

    public static Dictionary<string, LocalTexts>? Read(JsonElement document, List<FieldError> errors)
    {
        if (!document.TryGetProperty("texts", out var texts) || texts.ValueKind != JsonValueKind.Object)
            return null;
        var read = new Dictionary<string, LocalTexts>(StringComparer.Ordinal);
        foreach (var language in texts.EnumerateObject())
        {
            var fields = new Fields(language.Value, $"texts.{language.Name}.", errors);
            read[language.Name] = new LocalTexts
            {
                Footer = fields.Text("footer"),
                Links = LookShape.ReadLinks(fields),
                Support = fields.Text("support"),
            };
        }

        return read;
    }

    private static JsonObject Write(LocalTexts texts) => new()
    {
        ["footer"] = texts.Footer,
        ["links"] = LookShape.Write(texts.Links),
        ["support"] = texts.Support,
    };
}
