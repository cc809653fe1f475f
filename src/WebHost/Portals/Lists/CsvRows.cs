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
        for (var i = 0; i < sent.Length; i++)
            Cell(i, dialect.HasLabels ? CsvCell.Of(sent[i].Label(call, texts)) : new CsvCell(sent[i].Key));
        writer.Write("\r\n");
    }

    public void Row(T row)
    {
        for (var i = 0; i < sent.Length; i++)
            Cell(i, sent[i].Export!(call, row));
        writer.Write("\r\n");
    }

    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();

    private void Cell(int place, CsvCell cell)
    {
        if (place > 0)
            writer.Write(dialect.Separator);
        writer.Write(cell.IsNumber && dialect.Point != '.' ? cell.Text.Replace('.', dialect.Point) : cell.Text);
    }
}
