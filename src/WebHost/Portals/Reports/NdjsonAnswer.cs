using System.Text.Json;
using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Sends calls as one JSON object a line, for programs.</summary>
internal static class NdjsonAnswer
{
    private const string Ending = ".ndjson";

    // Letters of all languages as they are; the file is UTF-8.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc cref="CsvAnswer.Send"/>
    public static Task Send(
        PortalCall call, string section, CsvRange range, IReadOnlyList<CdrColumn> columns, IAsyncEnumerable<Call> rows) => FileAnswer.Send(
        call,
        "application/x-ndjson; charset=utf-8",
        CsvName.Disposition(call, section, range, Ending),
        async output =>
        {
            using var writer = new Utf8JsonWriter(output, Options);
            await foreach (var row in rows.WithCancellation(call.Aborted))
            {
                Write(writer, call, columns, row);
                writer.Flush();
                writer.Reset();
                output.GetSpan(1)[0] = (byte)'\n';
                output.Advance(1);
                await FileAnswer.Leave(output, call.Aborted);
            }
        });

    private static void Write(Utf8JsonWriter writer, PortalCall call, IReadOnlyList<CdrColumn> columns, Call row)
    {
        var hasMoney = false;
        writer.WriteStartObject();
        foreach (var column in columns)
        {
            writer.WritePropertyName(column.Key);
            var value = column.Value(row);
            hasMoney |= value is Money;
            Write(writer, call, value);
        }

        // An amount alone says nothing.
        if (hasMoney)
            writer.WriteString("currency", row.Currency);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PortalCall call, object? value)
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
