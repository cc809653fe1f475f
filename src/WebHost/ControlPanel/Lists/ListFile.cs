using System.Globalization;
using Portal.Load;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>A column of a file of a list.</summary>
/// <param name="Head">The API's name.</param>
/// <param name="Value">A text, decimal, long, money, or a time on the page's clocks; null: nothing.</param>
internal sealed record FileColumn<T>(string Head, Func<T, object?> Value)
{
    /// <summary>A workbook's times have no offset: it stands beside them.</summary>
    public bool IsTime { get; init; }
}

/// <summary>A whole list as a file, sent as it is read: for programs, or as a workbook.</summary>
internal static class ListFile
{
    public const string Csv = ".csv";
    public const string Xlsx = ".xlsx";

    /// <summary>A time in the page's zone, with its offset.</summary>
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.FFFzzz";

    // A workbook is packed as it is sent, by a reader who may dawdle.
    private static readonly BoundedWork Books = new(atOnce: 8, waiting: 8, share: 2);

    /// <param name="name">Without the ending.</param>
    public static IResult Of<T>(
        StaffCall call, string name, string ending, IAsyncEnumerable<T> rows, params FileColumn<T>[] columns) => ending == Xlsx
        ? new BookResult<T>(call, name, rows, columns)
        : CsvFile.Of(call, name, rows, [.. columns.Select(column => (column.Head, (Func<T, string?>)(row => Text(column.Value(row)))))]);

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        decimal number => DecimalText.Of(number),
        DateTimeOffset time => time.ToString(Time, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private sealed class BookResult<T>(StaffCall call, string name, IAsyncEnumerable<T> rows, FileColumn<T>[] columns) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Books.Run(
            call.Session!.Email,
            async () =>
            {
                await Send(httpContext);
                return true;
            },
            call.Aborted);

        private async Task Send(HttpContext context)
        {
            var response = context.Response;
            response.ContentType = XlsxCells.Type;
            response.Headers.ContentDisposition = $"attachment; filename=\"{name}{Xlsx}\"";
            try
            {
                await using (var stream = new BodyStream(response.BodyWriter))
                {
                    await new XlsxFile<T>(
                        name, [.. columns.Select(one => new XlsxColumn<T>(one.Head, one.Value, one.IsTime ? "utcOffset" : null))])
                        .Write(stream, rows, call.Aborted);
                }

                await response.BodyWriter.FlushAsync(call.Aborted);
            }
            catch (Exception) when (response.HasStarted)
            {
                // A list that was cut must not look whole.
                context.Abort();
                throw;
            }
        }
    }
}
