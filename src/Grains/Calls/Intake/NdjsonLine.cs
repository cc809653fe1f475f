using System.Text;
using System.Text.Json;

namespace Portal.Calls;

/// <summary>One line of NDJSON: an object, its members a call's fields. Pure.</summary>
internal static class NdjsonLine
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 16 };

    /// <returns>Why it can't be read; null: the values have it.</returns>
    public static string? Read(ReadOnlySpan<byte> line, CallValues values)
    {
        try
        {
            return Members(new Utf8JsonReader(line, Strict), values);
        }
        catch (JsonException problem)
        {
            return $"It is not a JSON object on one line: the mistake is near character {(problem.BytePositionInLine ?? 0) + 1}.";
        }
        catch (InvalidOperationException)
        {
            return "It has an escape that is half a character (a lone surrogate).";
        }
    }

    private static string? Members(Utf8JsonReader json, CallValues values)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            return "It is not a JSON object.";
        long seen = 0;
        string? wrong = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (CallFields.Find(name) is not { } field)
            {
                wrong ??= CallFields.Unknown(name);
                json.Skip();
                continue;
            }

            if ((seen & (1L << (int)field)) != 0)
                wrong ??= $"“{name}” is there twice.";
            seen |= 1L << (int)field;
            wrong = Value(ref json, field, values) is { } reason ? wrong ?? reason : wrong;
        }

        // To the end, so that what follows the object is seen.
        while (json.Read())
        {
        }

        return wrong;
    }

    private static string? Value(ref Utf8JsonReader json, CallField field, CallValues values)
    {
        var name = CallFields.Name(field);
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String when field != CallField.Meta:
                values[field] = json.GetString();
                return null;
            case JsonTokenType.Number when CallFields.IsNumber(field):
                values[field] = Encoding.UTF8.GetString(json.ValueSpan);
                return null;
            case JsonTokenType.StartObject when field == CallField.Meta:
                var copy = json;
                json.Skip();
                values[field] = JsonElement.ParseValue(ref copy).GetRawText();
                return null;
            default:
                json.Skip();
                return field == CallField.Meta ? "“meta” must be an object."
                    : CallFields.IsNumber(field) ? $"“{name}” must be a number."
                    : $"“{name}” must be text.";
        }
    }
}
