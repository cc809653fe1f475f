using System.Buffers;

namespace Portal.WebHost.Portals;

/// <summary>Rows as lines of CSV, in the dialect that was asked for.</summary>
internal sealed class CsvRows<T>(PortalCall call, TextSet texts, IReadOnlyList<Column<T>> columns, IBufferWriter<byte> output)
    : IRowWriter<T>
{
    private readonly Column<T>[] sent = [.. columns.Where(column => column.Export is not null)];
    private readonly CsvDialect dialect = CsvDialect.Of(call);
    private readonly Utf8Writer writer = new(output);

    public void Head()
    {
        writer.Write(dialect.Mark);
        Line(sent.Select(column => dialect.HasLabels ? CsvCell.Of(column.Label(call, texts)) : new CsvCell(column.Key)));
    }

    public void Row(T row) => Line(sent.Select(column => column.Export!(call, row)));

    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();

    private void Line(IEnumerable<CsvCell> cells)
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
