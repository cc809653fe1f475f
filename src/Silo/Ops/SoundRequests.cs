using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Portal.Hosting.Ops;

/// <summary>Refuses what no face could answer, before any of them sees it: 400, without a body and without a line in the log.</summary>
internal static class SoundRequests
{
    // They speak of one connection, and have no meaning where it carries many requests (RFC 9113, 8.2.2).
    private static readonly string[] OfConnections =
        [HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.TransferEncoding, HeaderNames.Upgrade, "Proxy-Connection"];

    public static IApplicationBuilder UseSoundRequests(this IApplicationBuilder app) => app.Use(next => context =>
    {
        if (IsSound(context.Request))
            return WholeBodies.Watch(context, next);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    });

    /// <summary>
    /// 1. It asks for a path: <c>OPTIONS *</c> asks for none, nor does CONNECT. 2. No U+0000 in the query: databases can't hold it,
    /// and nobody types it. 3. On HTTP/2, nothing that speaks of the connection: such a request is malformed.
    /// </summary>
    private static bool IsSound(HttpRequest request)
    {
        if (request.Path.Value is not ['/', ..])
            return false;
        if (request.QueryString.Value is { Length: > 0 } query && query.Contains("%00", StringComparison.Ordinal))
            return false;
        if (!HttpProtocol.IsHttp2(request.Protocol))
            return true;
        foreach (var name in OfConnections)
        {
            if (request.Headers.ContainsKey(name))
                return false;
        }

        return true;
    }
}
