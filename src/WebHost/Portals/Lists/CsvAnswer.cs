using Portal.Load;

namespace Portal.WebHost.Portals;

/// <summary>Sends a whole list as it is read: memory does not grow with it.</summary>
internal static class CsvAnswer
{
    private const long FlushAt = 32 * 1024;

    // A reader that dawdles holds its place.
    private static readonly BoundedWork Exports = new(atOnce: 16, waiting: 16, share: 4);

    /// <param name="range">What of it is in the file, for its name.</param>
    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public static Task Send<T>(
        PortalCall call,
        TextSet texts,
        string section,
        CsvRange range,
        IReadOnlyList<Column<T>> columns,
        IAsyncEnumerable<T> rows) => Exports.Run(
        call.Person.Id,
        async () =>
        {
            await Write(call, texts, section, range, columns, rows);
            return true;
        },
        call.Aborted);

    private static async Task Write<T>(
        PortalCall call, TextSet texts, string section, CsvRange range, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows)
    {
        var response = call.Context.Response;
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = CsvName.Disposition(call, section, range);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        if (HttpMethods.IsHead(call.Context.Request.Method))
            return;
        Column<T>[] sent = [.. columns.Where(c => c.Export is not null)];
        var dialect = CsvDialect.Of(call);
        var output = response.BodyWriter;
        using var writer = new Utf8Writer(output);
        writer.Write(dialect.Mark);
        Line(writer, dialect, sent.Select(c => dialect.HasLabels ? CsvCell.Of(c.Label(call, texts)) : new CsvCell(c.Key)));
        try
        {
            await foreach (var row in rows.WithCancellation(call.Aborted))
            {
                Line(writer, dialect, sent.Select(c => c.Export!(call, row)));
                if (output.UnflushedBytes >= FlushAt)
                    await output.FlushAsync(call.Aborted);
            }

            writer.Flush();
            await output.FlushAsync(call.Aborted);
        }
        catch (Exception)
        {
            // A list that was cut must not look whole.
            call.Context.Abort();
            throw;
        }
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
