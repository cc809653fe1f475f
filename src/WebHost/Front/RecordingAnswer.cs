using System.Globalization;
using Microsoft.Net.Http.Headers;
using Portal.Calls;
using Portal.Load;

namespace Portal.WebHost.Front;

/// <summary>
/// A call's recording, played and downloaded by customers and staff: from here and never by redirect, so that no address of it works for
/// anybody else. In parts, as players ask for them.
/// </summary>
internal static class RecordingAnswer
{
    /// <summary>After a call's address.</summary>
    public const string Path = "/recording";

    /// <summary>In the query: as a file, not for a player.</summary>
    public const string Download = "download";

    // A player that is paused holds its place.
    private static readonly BoundedWork Work = new(atOnce: 64, waiting: 64, share: 6);

    public static bool IsDownload(HttpRequest request) => request.Query.ContainsKey(Download);

    /// <param name="hearer">Who has a share of what is sent at once.</param>
    /// <param name="opened">The stream is ended here.</param>
    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public static async Task Send(HttpContext context, string hearer, Call row, (Recording Recording, Stream Audio) opened)
    {
        await using var audio = opened.Audio;
        var headers = context.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        var format = opened.Recording.Format;
        var answer = TypedResults.Stream(
            audio,
            format.Type,
            IsDownload(context.Request) ? $"{NameOf(row)}.{format.Name}" : null,
            entityTag: new EntityTagHeaderValue($"\"{opened.Recording.Version}\""),
            enableRangeProcessing: true);
        await Work.Run(
            hearer,
            async () =>
            {
                await answer.ExecuteAsync(context);
                return true;
            },
            context.RequestAborted);
    }

    // By its time, since ids of switches are no names of files.
    private static string NameOf(Call row) =>
        string.Create(CultureInfo.InvariantCulture, $"call-{row.CallTime.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
}
