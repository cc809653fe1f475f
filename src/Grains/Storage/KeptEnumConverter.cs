using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Saving;

namespace Portal.Storage;

/// <summary>Enumerations by name; a name or number that only a newer release knows is kept as it is.</summary>
internal sealed class KeptEnumConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
                ? UnknownNames.FromNumber<T>(reader.GetInt32())
                : UnknownNames.Keep<T>(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            // A number that came from a newer member of the fleet: it reads its own.
            if (UnknownNames.IsUnknown(value) && Convert.ToInt32(value, CultureInfo.InvariantCulture) >= 0)
                writer.WriteNumberValue(Convert.ToInt32(value, CultureInfo.InvariantCulture));
            else
                writer.WriteStringValue(UnknownNames.Of(value));
        }
    }
}
