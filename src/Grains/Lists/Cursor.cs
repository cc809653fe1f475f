using System.Buffers.Text;
using System.Text.Json;

namespace Portal.Lists;

/// <summary>A place between two rows of a list in an order: opaque to those who keep it, and checked when it comes back.</summary>
/// <param name="IsBack">What stands before it is asked for.</param>
/// <param name="Before">How many rows stood before it when it was given.</param>
/// <param name="Values">Of the row that it stands at, one for each of the order's columns: text, or <see cref="long"/>.</param>
internal sealed record Cursor(bool IsBack, long Before, object[] Values)
{
    private const int Longest = 4000;

    public string Write(ListOrder order)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            json.WriteStringValue((IsBack ? "<" : ">") + order.Text);
            json.WriteNumberValue(Before);
            foreach (var value in Values)
            {
                if (value is string text)
                    json.WriteStringValue(text);
                else
                    json.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
            }

            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(bytes.ToArray());
    }

    /// <summary>Null: this isn't one, or one of another order.</summary>
    public static Cursor? Read(string text, ListOrder order)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text))
            return null;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            if (document.RootElement is not { ValueKind: JsonValueKind.Array } all || all.GetArrayLength() != order.By.Length + 2
                || all[0] is not { ValueKind: JsonValueKind.String } first || first.GetString() is not { Length: > 1 } way
                || way[0] is not ('<' or '>') || way[1..] != order.Text
                || all[1] is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt64(out var before) || before < 0)
                return null;
            var values = order.By.Select((by, i) => Value(all[i + 2], by.IsNumber)).ToArray();
            return values.Contains(null) ? null : new Cursor(way[0] == '<', before, values!);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // PostgreSQL takes no text with U+0000: a cursor that has one was made by hand.
    private static object? Value(JsonElement value, bool isNumber) =>
        isNumber ? value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text
        : null;
}
