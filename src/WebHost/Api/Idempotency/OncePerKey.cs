using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Portal.WebHost.Api;

/// <summary>
/// POST with an <c>Idempotency-Key</c>: the same request again, within 24 h, is answered as the first was and nothing is
/// done twice. The key's operation id goes down to the grain, so that holds across a crash in the middle too.
/// </summary>
internal static class OncePerKey
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    private const int LongestName = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Headers.TryGetValue(Header, out var header) || Streams(http))
            return await next(context);
        var name = header.ToString();
        if (name.Length is 0 or > LongestName || name.Any(c => c is < ' ' or > '~'))
            return Problems.BadRequest($"{Header} takes 1 to {LongestName} visible ASCII characters, such as a UUID.");

        var call = http.Features.Get<ApiCall>()!;
        if (await call.ReadBytes(ApiCall.LargestJson) is not { } body)
            return ApiCall.TooLarge(ApiCall.LargestJson);
        var store = http.RequestServices.GetRequiredService<AnswerStore>();
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var request = Fingerprint(http.Request.Path, body);
        var started = clock.GetTimestamp();
        while (true)
        {
            switch (await store.Claim(call.Key.Id, name, request))
            {
                case Claim.Mine mine:
                    call.OperationId = mine.Operation;
                    return await Do(store, call.Key.Id, name, mine.Operation, () => next(context));
                case Claim.Done done:
                    http.Response.Headers[ReplayedHeader] = "true";
                    return done.Answer;
                case Claim.Other:
                    return Problems.Invalid(
                        Header, "This key was used for another request in the last 24 hours. Use a new one for each request.");
                case Claim.Busy when clock.GetElapsedTime(started) >= Patience:
                    http.Response.Headers.RetryAfter = "5";
                    return Problems.Make(409, "A request with this Idempotency-Key is still in progress. Retry in a moment.");
            }

            await Task.Delay(Pause, clock, http.RequestAborted);
        }
    }

    // The same stream again does nothing twice by itself, and is larger than what can be kept to compare it with.
    private static bool Streams(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ApiOperation>()?.Streams is not null;

    private static async Task<object?> Do(AnswerStore store, string apiKey, string name, string operation, Func<ValueTask<object?>> work)
    {
        object? result;
        try
        {
            result = await work();
        }
        catch
        {
            await Quietly(() => store.Release(apiKey, name, operation));
            throw;
        }

        await Quietly(() => result is ApiAnswer { IsProblem: false } answer
            ? store.Finish(apiKey, name, operation, answer)
            : store.Forget(apiKey, name, operation));
        return result;
    }

    /// <summary>
    /// The work is done, or not: that its note can't be kept changes nothing of the answer. Without the note the next
    /// request with this key does it under the same operation id, which answers the same.
    /// </summary>
    private static async Task Quietly(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (Exception problem) when (problem is DbException or TimeoutException)
        {
        }
    }

    private static string Fingerprint(string path, byte[] body) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(path), 0, .. body]));
}
