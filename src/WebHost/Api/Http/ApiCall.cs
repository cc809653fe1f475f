using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Portal.ApiKeys;
using Portal.Hosting.Ops;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>One call of a known program: who calls, what they may, what they sent.</summary>
internal sealed class ApiCall(HttpContext context, ApiKeyView key, Conditions conditions, TimeProvider clock)
{
    /// <summary>Room for two texts of 256 KiB with every character escaped.</summary>
    public const int LargestJson = 4 * 1024 * 1024;

    private readonly long started = clock.GetTimestamp();
    private byte[]? body;

    public ApiKeyView Key => key;

    public Conditions Conditions => conditions;

    /// <summary>Names the attempt; the Idempotency-Key's, where there is one.</summary>
    public string OperationId { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>
    /// Whether a change that met another one is to be tried again: its caller named no version, so that the other's is no
    /// news to them. Without an end but time: of many at once each gets its turn.
    /// </summary>
    public bool TriesAgain(DeskOutcome outcome) =>
        outcome == DeskOutcome.Changed && !Conditions.NamesVersions && clock.GetElapsedTime(started) < DecidedChange.Patience;

    /// <summary>Whoever calls, for desks.</summary>
    public Caller Caller => new(Actor, key.Settings.Rights, key.Settings.Scopes);

    // For minimal API: a handler asks for an ApiCall and gets the gate's.
    public static ValueTask<ApiCall?> BindAsync(HttpContext context) => new(context.Features.Get<ApiCall>());

    public Change Change(long? expectedVersion = null) => Caller.Own(new(OperationId, Actor, expectedVersion));

    /// <summary>Of what the caller saw in this version, where it named versions; else of whatever is there by then.</summary>
    public Change ChangeOf(long? version) => Change(Conditions.NamesVersions ? version : null);

    /// <summary>The body as JSON of this shape, or the answer that says why it isn't.</summary>
    /// <param name="limit">The most bytes of it.</param>
    public async Task<(JsonElement Root, ApiAnswer? Problem)> Read(ObjectShape shape, bool patch = false, int limit = LargestJson)
    {
        var (root, problem) = await ReadJson(patch, limit);
        if (problem is not null)
            return (root, problem);
        var errors = new ShapeErrors();
        shape.Check(root, "$", errors, patch);
        return (root, errors.Any ? Problems.Unreadable(errors) : null);
    }

    /// <summary>The body's bytes; null when there are more than the limit. The same bytes each time it is asked.</summary>
    public async Task<byte[]?> ReadBytes(int limit)
    {
        if (body is not null)
            return body.Length <= limit ? body : null;
        if (context.Request.ContentLength > limit)
            return null;
        // Where an upgrade is asked for, reading would wait for the connection's end.
        if (context.Request.ContentLength == 0)
            return body = [];
        if (limit > LargestJson && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        using var memory = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        // Without a token: the server itself ends a read whose client has left.
        while ((read = await context.Request.Body.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            if (memory.Length + read > limit)
                return null;
            memory.Write(buffer, 0, read);
        }

        WholeBodies.WasRead(context);

        return body = memory.ToArray();
    }

    private Actor Actor => new("apiKey", key.Id, key.Settings.Name, context.Connection.RemoteIpAddress?.ToString());

    private async Task<(JsonElement Root, ApiAnswer? Problem)> ReadJson(bool patch, int limit)
    {
        if (!IsJson(context.Request.ContentType, patch))
            return (
                default,
                Problems.Make(415, $"Send the body as application/json{(patch ? " or application/merge-patch+json" : "")}, in UTF-8."));
        if (await ReadBytes(limit) is not { } bytes)
            return (default, TooLarge(limit));
        var (root, errors) = StrictJson.Parse(bytes);
        return (root, errors.Any ? Problems.Unreadable(errors) : null);
    }

    public static ApiAnswer TooLarge(int limit) => Problems.Make(413, $"The body is larger than {limit / 1024 / 1024} MiB.");

    private static bool IsJson(string? type, bool patch) =>
        MediaTypeHeaderValue.TryParse(type, out var media)
        && (media.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (patch && media.MediaType.Equals("application/merge-patch+json", StringComparison.OrdinalIgnoreCase)))
        && (!media.Charset.HasValue || media.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
