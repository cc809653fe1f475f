using Microsoft.AspNetCore.Http.Features;

namespace Portal.WebHost.Front;

/// <summary>Server-sent events of one answer (HTML, 9.2). What is sent leaves at once, whatever stands between.</summary>
internal sealed class EventStream
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private readonly HttpResponse response;
    private readonly TimeProvider clock;
    private long told;

    private EventStream(HttpResponse response, TimeProvider clock) => (this.response, this.clock) = (response, clock);

    /// <summary>Begins to answer.</summary>
    public static async Task<EventStream> Begin(HttpContext context, TimeProvider clock)
    {
        var answer = context.Response;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        answer.ContentType = "text/event-stream";
        answer.Headers.CacheControl = "no-store";
        answer.Headers.XContentTypeOptions = "nosniff";
        answer.Headers["X-Accel-Buffering"] = "no";
        var stream = new EventStream(answer, clock);
        await stream.Write(": here\n\n", context.RequestAborted);
        return stream;
    }

    /// <param name="data">Of one line or more.</param>
    public Task Send(string data, CancellationToken cancellation) =>
        Write(string.Concat(data.ReplaceLineEndings("\n").Split('\n').Select(line => $"data: {line}\n")) + "\n", cancellation);

    /// <summary>A word now and then, so that nobody on the way takes the connection for dead.</summary>
    public Task KeepOpen(CancellationToken cancellation) =>
        clock.GetElapsedTime(told) < KeepAlive ? Task.CompletedTask : Write(": still here\n\n", cancellation);

    private async Task Write(string text, CancellationToken cancellation)
    {
        await response.WriteAsync(text, cancellation);
        await response.Body.FlushAsync(cancellation);
        told = clock.GetTimestamp();
    }
}
