namespace Portal.WebHost.Front;

/// <summary>
/// A body that nobody read to its end, since its request was refused before or it could not be read, ends the connection
/// with the answer: the server would trip over its half-done read, with a stack trace in the log, when the client goes.
/// </summary>
internal sealed class UnreadBody(HttpResponse response)
{
    private bool isRead;

    /// <summary>HTTP/2 has streams for it.</summary>
    public static void Watch(HttpContext context)
    {
        var request = context.Request;
        if (HttpProtocol.IsHttp2(request.Protocol) || (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0))
            return;
        var body = new UnreadBody(context.Response);
        context.Features.Set(body);
        context.Response.OnStarting(static state => ((UnreadBody)state).Close(), body);
    }

    /// <summary>It was read to its end.</summary>
    public static void Done(HttpContext context)
    {
        if (context.Features.Get<UnreadBody>() is { } body)
            body.isRead = true;
    }

    private Task Close()
    {
        if (!isRead)
            response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
