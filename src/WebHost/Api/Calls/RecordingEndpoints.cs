using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Portal.Calls;
using Portal.Hosting.Ops;

namespace Portal.WebHost.Api;

/// <summary>Recordings of calls, as switches bring them.</summary>
internal static class RecordingEndpoints
{
    private const string Path = "/recordings/{switch}/{callId}";
    private const string What = "recording";

    private static readonly ObjectShape Shape = new(
        "Recording",
        new Field("switch", new TextShape()),
        new Field("callId", new TextShape()),
        new Field("type", new TextShape { Description = "Media type, by what it holds: audio/wav, audio/mpeg or audio/ogg." }),
        new Field("bytes", new NumberShape()),
        new Field("addedAt", Times.Shape));

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(Path, Put).Does(new("Bring a recording", CallIntakeDesk.Writing)
        {
            Description = $"The body is the sound: WAV, MP3 or Ogg, at most {RecordingDesk.Most / 1024 / 1024} MiB, in place of one that is "
                + "there. It may come before its call, except from a key that is limited to brands (404 then).",
            TakesBytes = true,
            Gives = Shape,
            Refuses = [404, 413, 422],
        });
        api.MapDelete(Path, Delete).Does(new("Remove a recording", CallIntakeDesk.Writing)
        {
            Statuses = [204],
            Refuses = [404],
        });
    }

    private static async Task<ApiAnswer> Put(
        string @switch, string callId, ApiCall call, HttpContext http, RecordingDesk desk, CancellationToken cancellation)
    {
        if (RecordingDesk.Refuse(call.Caller) is { } refused)
            return refused.Refused(What);
        if (http.Request.ContentLength > RecordingDesk.Most)
            return TooLarge();
        // Where an upgrade is asked for, reading would wait for the connection's end.
        var audio = http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false } ? Stream.Null : http.Request.Body;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = RecordingDesk.Most + 1;
        try
        {
            var kept = await desk.Put(call.Caller, Id(@switch), Id(callId), audio, cancellation);
            if (kept.IsDone)
                WholeBodies.WasRead(http);
            return kept.Answer(What, recording => ApiAnswer.Ok(Write(Id(@switch), Id(callId), recording)));
        }
        catch (RecordingTooLargeException)
        {
            return TooLarge();
        }
    }

    private static async Task<ApiAnswer> Delete(
        string @switch, string callId, ApiCall call, RecordingDesk desk, CancellationToken cancellation) =>
        (await desk.Delete(call.Caller, Id(@switch), Id(callId), cancellation)).Answer(What, _ => ApiAnswer.NoContent());

    // The one sign that stays escaped in a path's part.
    private static string Id(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static ApiAnswer TooLarge() => ApiCall.TooLarge((int)RecordingDesk.Most);

    private static JsonObject Write(string name, string callId, Recording recording) => new()
    {
        ["switch"] = name,
        ["callId"] = callId,
        ["type"] = recording.Format.Type,
        ["bytes"] = recording.Size,
        ["addedAt"] = Times.Text(recording.AddedAt),
    };
}
