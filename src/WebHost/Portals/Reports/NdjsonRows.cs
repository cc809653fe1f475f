using System.Buffers;
using System.Text.Json;
using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Calls as one JSON object a line.</summary>
internal sealed class NdjsonRows(PortalCall call, IReadOnlyList<CdrColumn> columns, IBufferWriter<byte> output) : IRowWriter<Call>
{
    // Letters of all languages as they are; the file is UTF-8.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Utf8JsonWriter writer = new(output, Options);

    public void Head()
    {
        // Each line says itself what its values are.
    }

    public void Row(Call row)
    {
        var hasMoney = false;
        writer.WriteStartObject();
        foreach (var column in columns)
        {
            writer.WritePropertyName(column.Key);
            var value = column.Value(row);
            hasMoney |= value is Money;
            Write(value);
        }

        // An amount alone says nothing.
        if (hasMoney)
            writer.WriteString("currency", row.Currency);
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset();
        output.GetSpan(1)[0] = (byte)'\n';
        output.Advance(1);
    }

    public void Flush()
    {
        // Each line has left already.
    }

    public void Dispose() => writer.Dispose();

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteRawValue(DecimalText.Of(number));
                break;
            case Money money:
                writer.WriteStringValue(money.ToString());
                break;
            case bool yes:
                writer.WriteBooleanValue(yes);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(Moments.ExportExact(call, time));
                break;
            default:
                throw new InvalidOperationException($"A column of calls has a value that no file knows: {value.GetType()}.");
        }
    }
}
