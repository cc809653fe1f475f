using System.IO.Pipelines;
using Portal.Load;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Sends a whole list as a table for spreadsheets and programs.</summary>
internal static class CsvAnswer
{
    public const string Type = "text/csv; charset=utf-8; header=present";

    /// <param name="range">What of it is in the file, for its name.</param>
    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public static Task Send<T>(
        PortalCall call,
        TextSet texts,
        string section,
        CsvRange range,
        IReadOnlyList<Column<T>> columns,
        IAsyncEnumerable<T> rows) => FileAnswer.Send(
        call, Type, CsvName.Disposition(call, section, range), output => Write(call, texts, columns, rows, output));

    private static async Task Write<T>(
        PortalCall call, TextSet texts, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows, PipeWriter output)
    {
        using var lines = new CsvRows<T>(call, texts, columns, output);
        lines.Head();
        await foreach (var row in rows.WithCancellation(call.Aborted))
        {
            lines.Row(row);
            await BodyStream.Leave(output, call.Aborted);
        }

        lines.Flush();
    }
}
