using System.Net.Http.Headers;
using Portal.ApiKeys;
using Portal.Load;

namespace Portal.WebHost.Api;

/// <summary>Lets nobody in without a key: known routes and unknown ones alike answer 401. Cookies mean nothing here.</summary>
internal sealed class KeyGate(RequestDelegate next, KeyCheck keys)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (Bearer(context.Request.Headers) is not { } token)
        {
            await Problems.Make(401, "Send an API key: “Authorization: Bearer <key>”.").ExecuteAsync(context);
            return;
        }

        if (await keys.Find(token, context.RequestAborted) is not { } key)
        {
            await Problems.Make(401, "There is no such API key, or it has expired or was revoked.").ExecuteAsync(context);
            return;
        }

        if (Conditions.Read(context.Request.Headers) is not { } conditions)
        {
            await Problems.BadRequest("If-Match and If-None-Match take ETags as they were given, in quotation marks (\"7\"), or *.").ExecuteAsync(context);
            return;
        }

        CallOrigin.Set(context.Request.Host.Host, context.Connection.RemoteIpAddress);
        context.Features.Set(new ApiCall(context, key, conditions));
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

    private static string? Bearer(IHeaderDictionary headers) =>
        headers.Authorization is [{ } only] && AuthenticationHeaderValue.TryParse(only, out var value)
        && value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && value.Parameter is { Length: > 0 } token
            ? token
            : null;
}
