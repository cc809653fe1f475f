using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.Calls;

/// <summary>What a switch says of a call in words of its own: one JSON object, written without spaces. Pure.</summary>
internal static class CallMeta
{
    /// <summary>Bytes.</summary>
    public const int Longest = 4 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Why it isn't taken; null: it is.</returns>
    public static string? Read(string text, out string? meta)
    {
        meta = null;
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return "“meta” must be a JSON object.";
            if (HasNull(document.RootElement))
                return "“meta” has the character U+0000.";
            meta = JsonSerializer.Serialize(document.RootElement, Writing);
            return Encoding.UTF8.GetByteCount(meta) > Longest ? "“meta” has more than 4 KiB." : null;
        }
        catch (JsonException)
        {
            return "“meta” is not JSON.";
        }
        catch (InvalidOperationException)
        {
            return "“meta” has an escape that is half a character (a lone surrogate).";
        }
    }

    // Reading each text also finds escapes that are no characters.
    private static bool HasNull(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Contains('\0', StringComparison.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Any(HasNull),
        JsonValueKind.Object => value.EnumerateObject().Any(
            member => member.Name.Contains('\0', StringComparison.Ordinal) || HasNull(member.Value)),
        _ => false,
    };
}
