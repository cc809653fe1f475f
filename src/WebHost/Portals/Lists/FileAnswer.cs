using System.IO.Pipelines;
using Portal.Load;

namespace Portal.WebHost.Portals;

/// <summary>Sends a whole list as it is read: memory does not grow with it.</summary>
internal static class FileAnswer
{
    // A reader that dawdles holds its place.
    private static readonly BoundedWork Exports = new(atOnce: 16, waiting: 16, share: 4);

    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public static Task Send(PortalCall call, string type, string disposition, Func<PipeWriter, Task> write) =>
        Bounded(call, () => Answer(call, type, disposition, write));

    /// <summary>Sends a file in another way, in its turn.</summary>
    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public static Task Bounded(PortalCall call, Func<Task> send) => Exports.Run(
        call.Person.Id,
        async () =>
        {
            await send();
            return true;
        },
        call.Aborted);

    /// <summary>What keeps a file from being kept by others or taken for a page.</summary>
    public static void Guard(HttpResponse response, string disposition)
    {
        response.Headers.ContentDisposition = disposition;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
    }

    private static async Task Answer(PortalCall call, string type, string disposition, Func<PipeWriter, Task> write)
    {
        var response = call.Context.Response;
        response.ContentType = type;
        Guard(response, disposition);
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
