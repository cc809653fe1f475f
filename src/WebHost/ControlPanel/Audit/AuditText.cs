using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.WebHost.ControlPanel;

/// <summary>The audit's JSON as a person reads it.</summary>
internal static class AuditText
{
    private static readonly JsonSerializerOptions Wide =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Indent(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(document.RootElement, Wide);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
