using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Portal.Hosting.Stopping;

/// <summary>
/// While the process leaves, each answer is the last one of its connection, and says so: by <c>Connection: close</c>, in
/// HTTP/2 by GOAWAY. A caller whose connection is cut without a word can't tell whether its request was served.
/// </summary>
internal sealed class PoliteGoodbye(RequestDelegate next, Drain drain)
{
    public Task Invoke(HttpContext context)
    {
        if (drain.IsLeaving)
        {
            if (HttpProtocol.IsHttp11(context.Request.Protocol) || HttpProtocol.IsHttp10(context.Request.Protocol))
                context.Response.Headers.Connection = "close";
            else
                context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        return next(context);
    }
}
