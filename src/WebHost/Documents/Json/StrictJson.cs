using System.Globalization;
using System.Text.Json;

namespace Portal.WebHost.Documents;

/// <summary>
/// Reads JSON (RFC 8259) and says where it can't be read: syntax, text that isn't Unicode, a field that occurs twice.
/// What passes can be read by <see cref="JsonElement"/> without an exception.
/// </summary>
internal static class StrictJson
{
    private const int Deepest = 32;

    /// <returns>The document's root, cut loose from its buffer; or what is wrong with it.</returns>
    public static (JsonElement Root, ShapeErrors Errors) Parse(ReadOnlySpan<byte> json)
    {
        var errors = new ShapeErrors();
        // RFC 8259, 8.1: a parser may ignore a byte order mark.
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        if (json.Trim(" \t\r\n"u8).IsEmpty)
        {
            errors.Add("$", "The body is empty. Send a JSON object.");
            return (default, errors);
        }

        Walk(json, errors);
        if (errors.Any)
            return (default, errors);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        return (JsonElement.ParseValue(ref reader), errors);
    }

    private static void Walk(ReadOnlySpan<byte> json, ShapeErrors errors)
    {
        var at = new JsonPosition();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            while (reader.Read())
                Take(ref reader, at, errors);
        }
        catch (JsonException problem)
        {
            var place = string.Create(
                CultureInfo.InvariantCulture, $"line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}");
            errors.Add(at.Path, at.Depth >= Deepest
                ? $"The JSON is nested too deeply ({place}); {Deepest} levels are allowed."
                : $"This is not valid JSON ({place}). Look for a missing comma, quotation mark or bracket near that place.");
        }
        catch (InvalidOperationException)
        {
            // A lone half of a surrogate pair, or bytes that are not UTF-8: the reader only finds out when asked for the text.
            errors.Add(at.Path, "The text here is not valid Unicode (UTF-8).");
        }
    }

    private static void Take(ref Utf8JsonReader reader, JsonPosition at, ShapeErrors errors)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                at.Value();
                at.Enter(reader.TokenType == JsonTokenType.StartArray);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                at.Leave();
                break;
            case JsonTokenType.PropertyName:
                var name = reader.GetString()!;
                if (!at.Name(name))
                    errors.Add(at.Path, "This field occurs twice. Send it once.");
                if (name.Contains('\0', StringComparison.Ordinal))
                    errors.Add(at.Path, "A field's name can't contain the character U+0000.");
                break;
            case JsonTokenType.String:
                at.Value();
                // PostgreSQL's text can't hold it, and nothing that a person writes has it.
                if (reader.GetString()!.Contains('\0', StringComparison.Ordinal))
                    errors.Add(at.Path, "The text contains the character U+0000. Remove it.");
                break;
            default:
                at.Value();
                break;
        }
    }
}
