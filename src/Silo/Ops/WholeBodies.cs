using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Portal.Hosting.Ops;

/// <summary>
/// On HTTP/1 a connection is for one request more only when the body of the last one was read to its end. Kestrel looks for the
/// next request even where a body ended too early or nobody wanted it, and fails with a stack trace (dotnet/aspnetcore 17840).
/// What is left of a body it takes in either case, so that the answer arrives.
/// </summary>
internal static class WholeBodies
{
    private static readonly object Read = new();

    /// <summary>The body was read to its end.</summary>
    public static void WasRead(HttpContext context) => context.Items[Read] = Read;

    /// <summary>Around all that answers a request.</summary>
    public static Task Watch(HttpContext context, RequestDelegate next) =>
        HttpProtocol.IsHttp2(context.Request.Protocol)
            || context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
            ? next(context)
            : WatchBody(context, next);

    private static async Task WatchBody(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(
            static state =>
            {
                var asked = (HttpContext)state;
                if (!asked.Items.ContainsKey(Read))
                    asked.Response.Headers.Connection = "close";
                return Task.CompletedTask;
            },
            context);
        try
        {
            await next(context);
        }
        finally
        {
            // Where the client left, no answer starts.
            if (!context.Items.ContainsKey(Read))
                context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }
}
