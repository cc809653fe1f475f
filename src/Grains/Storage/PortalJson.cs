using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Saving;

namespace Portal.Storage;

/// <summary>How documents are written: grain state, audit, read models. Part of what is stored: change it only by adding.</summary>
internal static class PortalJson
{
    public static readonly JsonSerializerOptions Options = Create();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Makes other options write alike.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Stored and shown as text, never put into a page unescaped: letters of all languages stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new KeptEnumConverter());
        options.Converters.Add(new SecretInputConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General);
        Apply(options);
        return options;
    }

    /// <summary>A secret on its way in is never written down: documents say only that it changed.</summary>
    private sealed class SecretInputConverter : JsonConverter<SecretInput>
    {
        public override SecretInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return SecretInput.Keep;
        }

        public override void Write(Utf8JsonWriter writer, SecretInput value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
