using Portal.Load;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Sends a whole list as a workbook.</summary>
internal static class XlsxAnswer
{
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
        XlsxCells.Type,
        CsvName.Disposition(call, of.Section, range, Ending),
        async output =>
        {
            await using var stream = new BodyStream(output);
            await new XlsxFile<T>(of.Name, XlsxColumns.Of(call, texts, columns)).Write(stream, rows, call.Aborted);
        });
}
