using System.IO.Pipelines;
using Portal.Load;

namespace Portal.WebHost.Portals;

/// <summary>Sends a whole list as a workbook.</summary>
internal static class XlsxAnswer
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Ending = ".xlsx";

    /// <param name="of">The section, for the file's name, and what its sheet is called.</param>
    /// <param name="range">What of it is in the file, for its name.</param>
    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public static Task Send<T>(
        PortalCall call,
        TextSet texts,
        (string Section, string Name) of,
        CsvRange range,
        IReadOnlyList<Column<T>> columns,
        IAsyncEnumerable<T> rows) => FileAnswer.Send(
        call,
        Type,
        CsvName.Disposition(call, of.Section, range, Ending),
        async output =>
        {
            await using var stream = new AnswerStream(output);
            await new XlsxFile<T>(call, texts, of.Name, columns).Write(stream, rows, call.Aborted);
        });

    /// <summary>What is written leaves as it goes; the little that a file's end writes at once waits for the last flush.</summary>
    private sealed class AnswerStream(PipeWriter output) : WrittenStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            buffer.CopyTo(output.GetSpan(buffer.Length));
            output.Advance(buffer.Length);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            await FileAnswer.Leave(output, cancellationToken);
        }
    }
}
