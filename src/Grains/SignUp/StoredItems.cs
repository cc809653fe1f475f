using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Customers;
using Portal.Saving;

namespace Portal.SignUp;

/// <summary>
/// Rows as the saga's document keeps them: each kind in a list of its own, in the order that they came. Lists of kinds that
/// only a newer release knows are kept as they are: the sign-up waits for a member of the fleet that knows them.
/// </summary>
[JsonConverter(typeof(Converter))]
internal sealed class StoredItems
{
    private readonly ItemSettings[] items;
    private readonly Dictionary<string, JsonElement> unknown;

    private StoredItems(IEnumerable<ItemSettings> items, Dictionary<string, JsonElement> unknown) =>
        (this.items, this.unknown) = ([.. items.OrderBy(item => item.Kind)], unknown);

    public static StoredItems Of(IReadOnlyCollection<ItemSettings> items) => new(items, []);

    /// <summary>In the order of the kinds: a row's place makes its id, so it stays the same after the document was read.</summary>
    /// <exception cref="StoreUnavailableException">There are rows of a kind that only a newer release knows.</exception>
    public ItemSettings[] ToItems() => unknown.Values.All(list => list.GetArrayLength() == 0)
        ? [.. items]
        : throw new StoreUnavailableException(
            StoreFault.Newer, $"It has rows of kinds that this one doesn't know: {string.Join(", ", unknown.Keys)}.");

    internal sealed class Converter : JsonConverter<StoredItems>
    {
        public override StoredItems Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var (items, unknown) = (new List<ItemSettings>(), new Dictionary<string, JsonElement>(StringComparer.Ordinal));
            foreach (var list in document.RootElement.EnumerateObject())
            {
                if (ItemKinds.All.FirstOrDefault(kind => kind.Plural == list.Name) is { } kind)
                    items.AddRange(list.Value.EnumerateArray().Select(item => kind.Read(item.GetRawText())));
                else
                    unknown.Add(list.Name, list.Value.Clone());
            }

            return new(items, unknown);
        }

        public override void Write(Utf8JsonWriter writer, StoredItems value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var kind in ItemKinds.All)
            {
                writer.WritePropertyName(kind.Plural);
                JsonSerializer.Serialize(writer, value.items.Where(item => item.Kind == kind.Kind).Cast<object>(), options);
            }

            foreach (var (name, list) in value.unknown)
            {
                writer.WritePropertyName(name);
                list.WriteTo(writer);
            }

            writer.WriteEndObject();
        }
    }
}
