using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace Portal.WebHost.Front;

/// <summary>
/// A list as a workbook, written as it is read: memory doesn't grow with it. Heads are labels; a time on the reader's clocks has its
/// offset beside it, since a spreadsheet's times have none. Rows that one sheet can't hold stand on the next one.
/// </summary>
/// <param name="name">Of the sheet.</param>
internal sealed class XlsxFile<T>(string name, IReadOnlyList<XlsxColumn<T>> columns)
{
    private const int LongestName = 25;

    // Without what says when and by whom: the same rows are the same file.
    private static readonly SpreadCheetahOptions Options = new() { DocumentProperties = null };

    /// <summary>On one sheet, its heads included: the format has no more.</summary>
    public int MostRows { get; init; } = 1_048_576;

    public async Task Write(Stream output, IAsyncEnumerable<T> rows, CancellationToken cancellation)
    {
        await using var steady = new TimelessZip(output);
        await using var book = await Spreadsheet.CreateNewAsync(steady, Options, cancellation);
        var cells = new XlsxCells(book);
        var row = new StyledCell[columns.Count + columns.Count(column => column.Offset is not null)];
        var sheets = 0;
        var left = 0;
        await foreach (var one in rows.WithCancellation(cancellation))
        {
            if (left == 0)
                left = await Begin(book, cells, ++sheets, cancellation);
            Fill(cells, one, row);
            await book.AddRowAsync(row, cancellation);
            left--;
        }

        if (sheets == 0)
            await Begin(book, cells, 1, cancellation);
        await book.FinishAsync(cancellation);
    }

    private async Task<int> Begin(Spreadsheet book, XlsxCells cells, int number, CancellationToken cancellation)
    {
        var title = string.Concat(name.Where(letter => !@"\/*?:[]'".Contains(letter, StringComparison.Ordinal)));
        title = title.Length > LongestName ? title[..LongestName] : title;
        await book.StartWorksheetAsync(
            number == 1 ? title : FormattableString.Invariant($"{title} {number}"),
            new WorksheetOptions { FrozenRows = 1 },
            cancellation);
        await book.AddRowAsync([.. Heads().Select(cells.Head)], cancellation);
        return MostRows - 1;
    }

    private IEnumerable<string> Heads()
    {
        foreach (var column in columns)
        {
            yield return column.Head;
            if (column.Offset is { } offset)
                yield return offset;
        }
    }

    private void Fill(XlsxCells cells, T row, StyledCell[] filled)
    {
        var place = 0;
        foreach (var column in columns)
        {
            var value = column.Value(row);
            filled[place++] = cells.Of(value);
            if (column.Offset is not null)
                filled[place++] = cells.Offset(value);
        }
    }
}
