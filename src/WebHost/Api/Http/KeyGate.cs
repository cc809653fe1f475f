using System.Globalization;
using Portal.ApiKeys;
using Portal.Load;
using Portal.People;

namespace Portal.WebHost.Api;

/// <summary>Lets nobody in without a key: known routes and unknown ones alike answer 401. Cookies mean nothing here.</summary>
internal sealed class KeyGate(RequestDelegate next, KeyCheck keys, Tries tries, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (KeyCredentials.Read(context.Request) is not { Key: var token })
        {
            await Problems.Make(401, "Send an API key: “Authorization: Bearer <key>”.").ExecuteAsync(context);
            return;
        }

        var guess = keys.IsGuess(token) ? await tries.Begin(null, Tries.Network("key", context.Connection.RemoteIpAddress)) : null;
        if (guess?.WaitUntil is { } until)
        {
            context.Response.Headers.RetryAfter = WholeSeconds.Of(until - clock.GetUtcNow()).ToString(CultureInfo.InvariantCulture);
            await Problems.Make(
                429, "Too many keys that don't exist came from your network. Try again after Retry-After.").ExecuteAsync(context);
            return;
        }

        var key = guess is null
            ? await keys.Find(token, context.RequestAborted)
            : await guess.Check(() => keys.Find(token, context.RequestAborted));
        if (guess is not null && key is not null)
            await guess.GiveBack();
        if (key is null)
        {
            await Problems.Make(401, "This API key doesn't exist, has expired or was revoked.").ExecuteAsync(context);
            return;
        }

        if (Conditions.Read(context.Request.Headers) is not { } conditions)
        {
            await Problems.BadRequest(
                "If-Match and If-None-Match take ETags exactly as they were returned, "
                    + "in quotation marks (\"7\"), or *.").ExecuteAsync(context);
            return;
        }

        CallOrigin.Set(context.Request.Host.Host, context.Connection.RemoteIpAddress);
        context.Features.Set(new ApiCall(context, key, conditions, clock));
        await next(context);
    }

    /// <summary>Runs before each handler: the key's scopes must open this route.</summary>
    public static async ValueTask<object?> CheckScope(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var scope = context.HttpContext.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiOperation>().Scope;
        var call = context.HttpContext.Features.Get<ApiCall>()!;
        return Scopes.Allow(call.Key.Settings.Scopes, scope)
            ? await next(context)
            : Problems.Forbidden($"This key lacks the scope “{scope}”.");
    }
}
