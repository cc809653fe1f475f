using System.Text;
using Portal.Storage;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>A whole list as a file (RFC 4180), sent as it is read. Heads are the API's names.</summary>
internal static class CsvFile
{
    // Ours, and typed by nobody: an amount below zero is no formula.
    private static readonly string[] Numbers = ["balance", "charge", "rate", "connectCost"];

    public static IResult Of<T>(
        StaffCall call, string name, IAsyncEnumerable<T> rows, params (string Head, Func<T, string?> Cell)[] columns) =>
        new CsvResult(call, name, Lines(rows, columns));

    /// <param name="page">The list's page, which says what of the address isn't there: then there is no file of it.</param>
    public static async Task<IResult> Of<T>(
        StaffCall call,
        string name,
        ListQuery query,
        Func<ListQuery, Task<Page<T>>> list,
        Func<ListQuery, IAsyncEnumerable<T>> all,
        Func<Task<IResult>> page,
        params (string Head, Func<T, string?> Cell)[] columns) =>
        (await list(query with { Limit = 1, CountTo = null })).Problems.Count > 0
            ? await page()
            : Of(call, name, all(query), columns);

    /// <summary>A time as programs read it.</summary>
    public static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static async IAsyncEnumerable<string> Lines<T>(IAsyncEnumerable<T> rows, (string Head, Func<T, string?> Cell)[] columns)
    {
        yield return string.Join(',', columns.Select(column => column.Head));
        await foreach (var row in rows)
            yield return string.Join(',', columns.Select(column =>
                Numbers.Contains(column.Head, StringComparer.Ordinal) ? column.Cell(row) : CsvText.Cell(column.Cell(row))));
    }

    private sealed class CsvResult(StaffCall call, string name, IAsyncEnumerable<string> lines) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "text/csv; charset=utf-8; header=present";
            response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
            response.Headers.CacheControl = "no-store";
            try
            {
                await foreach (var line in lines.WithCancellation(call.Aborted))
                {
                    Encoding.UTF8.GetBytes(line + "\r\n", response.BodyWriter);
                    await BodyStream.Leave(response.BodyWriter, call.Aborted);
                }

                await response.BodyWriter.FlushAsync(call.Aborted);
            }
            catch (Exception) when (response.HasStarted)
            {
                // A list that was cut must not look whole.
                httpContext.Abort();
                throw;
            }
        }
    }
}
