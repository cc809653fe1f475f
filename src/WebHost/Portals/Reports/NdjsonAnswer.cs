using Portal.Calls;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Sends calls as one JSON object a line, for programs.</summary>
internal static class NdjsonAnswer
{
    public const string Type = "application/x-ndjson; charset=utf-8";
    private const string Ending = ".ndjson";

    /// <inheritdoc cref="CsvAnswer.Send"/>
    public static Task Send(
        PortalCall call, string section, CsvRange range, IReadOnlyList<CdrColumn> columns, IAsyncEnumerable<Call> rows) => FileAnswer.Send(
        call,
        Type,
        CsvName.Disposition(call, section, range, Ending),
        async output =>
        {
            using var lines = new NdjsonRows(call, columns, output);
            await foreach (var row in rows.WithCancellation(call.Aborted))
            {
                lines.Row(row);
                await BodyStream.Leave(output, call.Aborted);
            }
        });
}
