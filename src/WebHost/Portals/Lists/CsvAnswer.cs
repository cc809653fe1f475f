using System.IO.Pipelines;
using Portal.Load;

namespace Portal.WebHost.Portals;

/// <summary>Sends a whole list as a table for spreadsheets and programs.</summary>
internal static class CsvAnswer
{
    private const string Type = "text/csv; charset=utf-8; header=present";

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
        Column<T>[] sent = [.. columns.Where(c => c.Export is not null)];
        var dialect = CsvDialect.Of(call);
        using var writer = new Utf8Writer(output);
        writer.Write(dialect.Mark);
        Line(writer, dialect, sent.Select(c => dialect.HasLabels ? CsvCell.Of(c.Label(call, texts)) : new CsvCell(c.Key)));
        await foreach (var row in rows.WithCancellation(call.Aborted))
        {
            Line(writer, dialect, sent.Select(c => c.Export!(call, row)));
            await FileAnswer.Leave(output, call.Aborted);
        }

        writer.Flush();
    }

    private static void Line(Utf8Writer writer, CsvDialect dialect, IEnumerable<CsvCell> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
                writer.Write(dialect.Separator);
            writer.Write(cell.IsNumber ? cell.Text.Replace('.', dialect.Point) : cell.Text);
            isFirst = false;
        }

        writer.Write("\r\n");
    }
}
