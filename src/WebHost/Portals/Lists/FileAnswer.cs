using System.IO.Pipelines;
using Portal.Load;

namespace Portal.WebHost.Portals;

/// <summary>Sends a whole list as it is read: memory does not grow with it.</summary>
internal static class FileAnswer
{
    private const long FlushAt = 32 * 1024;

    // A reader that dawdles holds its place.
    private static readonly BoundedWork Exports = new(atOnce: 16, waiting: 16, share: 4);

    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public static Task Send(PortalCall call, string type, string disposition, Func<PipeWriter, Task> write) => Exports.Run(
        call.Person.Id,
        async () =>
        {
            await Answer(call, type, disposition, write);
            return true;
        },
        call.Aborted);

    /// <summary>Lets what is written leave, once there is enough of it.</summary>
    public static async ValueTask Leave(PipeWriter output, CancellationToken cancellation)
    {
        if (output.UnflushedBytes >= FlushAt)
            await output.FlushAsync(cancellation);
    }

    private static async Task Answer(PortalCall call, string type, string disposition, Func<PipeWriter, Task> write)
    {
        var response = call.Context.Response;
        response.ContentType = type;
        response.Headers.ContentDisposition = disposition;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        if (HttpMethods.IsHead(call.Context.Request.Method))
            return;
        var output = response.BodyWriter;
        try
        {
            await write(output);
            await output.FlushAsync(call.Aborted);
        }
        catch (Exception)
        {
            // A list that was cut must not look whole.
            call.Context.Abort();
            throw;
        }
    }
}
