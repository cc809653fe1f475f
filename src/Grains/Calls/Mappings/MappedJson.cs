using System.Text.Json;

namespace Portal.Calls;

/// <summary>Records of theirs in JSON.</summary>
internal sealed class MappedJson(ILines lines, CallMapping mapping) : IRecords, IMappedRecord
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    private readonly JsonPlace[] places = Array.ConvertAll(mapping.Places, place => new JsonPlace(place));
    private JsonElement record;

    public ILines Lines => lines;

    public bool AwaitsHead => false;

    public string? TakeHead(ReadOnlySpan<byte> line) => throw new NotSupportedException();

    public string? Read(ReadOnlySpan<byte> line, CallValues values)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
            using var document = JsonDocument.ParseValue(ref reader);
            if (reader.Read() || document.RootElement.ValueKind != JsonValueKind.Object)
                return "It is not a JSON object.";
            record = document.RootElement;
            return mapping.Read(this, values);
        }
        catch (JsonException problem)
        {
            return $"It is not JSON: the mistake is near line {(problem.LineNumber ?? 0) + 1}, "
                + $"character {(problem.BytePositionInLine ?? 0) + 1} of it.";
        }
        catch (InvalidOperationException)
        {
            return "It has an escape that is half a character (a lone surrogate).";
        }
    }

    public bool TryFind(int place, out string? text)
    {
        text = null;
        if (!places[place].TryFind(record, out var value))
            return false;
        text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False =>
                value.GetRawText(),
        };
        return true;
    }
}
