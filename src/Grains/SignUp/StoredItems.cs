using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Customers;

namespace Portal.SignUp;

/// <summary>Rows as the saga's document keeps them: each kind in a list of its own, in the order that they came.</summary>
[JsonConverter(typeof(StoredItems.Converter))]
internal sealed class StoredItems
{
    private readonly ItemSettings[] items;

    private StoredItems(IEnumerable<ItemSettings> items) => this.items = [.. items.OrderBy(item => item.Kind)];

    public static StoredItems Of(IReadOnlyCollection<ItemSettings> items) => new(items);

    /// <summary>In the order of the kinds: a row's place makes its id, so it stays the same after the document was read.</summary>
    public ItemSettings[] ToItems() => [.. items];

    internal sealed class Converter : JsonConverter<StoredItems>
    {
        public override StoredItems Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new(document.RootElement.EnumerateObject().SelectMany(Read).ToArray());
        }

        public override void Write(Utf8JsonWriter writer, StoredItems value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var kind in ItemKinds.All)
            {
                writer.WritePropertyName(kind.Plural);
                JsonSerializer.Serialize(writer, value.items.Where(item => item.Kind == kind.Kind).Cast<object>(), options);
            }

            writer.WriteEndObject();
        }

        // Rows of a kind that only a later release knows are not lost by this one: the sign-up waits for it.
        private static IEnumerable<ItemSettings> Read(JsonProperty list)
        {
            var kind = ItemKinds.All.FirstOrDefault(kind => kind.Plural == list.Name);
            return list.Value.EnumerateArray().Select(item =>
                kind?.Read(item.GetRawText()) ?? throw new JsonException($"This release doesn't know {list.Name}."));
        }
    }
}
