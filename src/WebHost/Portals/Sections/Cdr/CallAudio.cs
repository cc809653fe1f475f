using Microsoft.Net.Http.Headers;
using Portal.Calls;
using Portal.Load;

namespace Portal.WebHost.Portals;

/// <summary>
/// A call's recording, played and downloaded: from here and never by redirect, so that no address of it works for anybody else. In parts,
/// as players ask for them.
/// </summary>
internal sealed class CallAudio(IRecordings recordings) : IDisposable
{
    public const string Path = "/recording";
    public const string Download = "download";

    // A player that is paused holds its place.
    private readonly BoundedWork work = new(atOnce: 64, waiting: 64, share: 6);

    /// <summary>Whether the domain lets people hear recordings at all.</summary>
    public static bool IsAllowed(string[] columns) => columns.Contains("playAudio") || columns.Contains("recordingFile");

    /// <returns>False: there is none.</returns>
    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public async Task<bool> Send(PortalCall call, Call row)
    {
        if (!IsAllowed(CdrColumns.Allowed(call)) || await recordings.Open(CallKey.Of(row), call.Aborted) is not { } found)
            return false;
        await using var audio = found.Audio;
        var headers = call.Context.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        var format = found.Recording.Format;
        var answer = TypedResults.Stream(
            audio,
            format.Type,
            call.Context.Request.Query.ContainsKey(Download) ? $"{NameOf(row)}.{format.Name}" : null,
            entityTag: new EntityTagHeaderValue($"\"{found.Recording.Version}\""),
            enableRangeProcessing: true);
        return await work.Run(
            call.Person.Id,
            async () =>
            {
                await answer.ExecuteAsync(call.Context);
                return true;
            },
            call.Aborted);
    }

    public void Dispose() => work.Dispose();

    // By its time, since ids of switches are no names of files.
    private static string NameOf(Call row) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"call-{row.CallTime.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
}
