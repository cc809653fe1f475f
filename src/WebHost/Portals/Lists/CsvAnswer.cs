namespace Portal.WebHost.Portals;

/// <summary>Sends a whole list as it is read: memory does not grow with it.</summary>
internal static class CsvAnswer
{
    private const long FlushAt = 32 * 1024;

    public static async Task Send<T>(PortalCall call, string name, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows)
    {
        var response = call.Context.Response;
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        if (HttpMethods.IsHead(call.Context.Request.Method))
            return;
        Column<T>[] sent = [.. columns.Where(c => c.Export is not null)];
        var output = response.BodyWriter;
        var writer = new Utf8Writer(output);
        Line(writer, sent.Select(c => c.Key));
        try
        {
            await foreach (var row in rows.WithCancellation(call.Aborted))
            {
                Line(writer, sent.Select(c => c.Export!(call, row).Text));
                if (output.UnflushedBytes >= FlushAt)
                    await output.FlushAsync(call.Aborted);
            }

            await output.FlushAsync(call.Aborted);
        }
        catch (Exception)
        {
            // A list that was cut must not look whole.
            call.Context.Abort();
            throw;
        }
    }

    private static void Line(Utf8Writer writer, IEnumerable<string> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
                writer.Write(',');
            writer.Write(cell);
            isFirst = false;
        }

        writer.Write("\r\n");
    }
}
