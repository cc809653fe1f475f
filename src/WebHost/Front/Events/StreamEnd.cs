using Portal.Hosting.Stopping;

namespace Portal.WebHost.Front;

/// <summary>Ends answers that would stay open for ever when the process leaves: whoever has one comes back elsewhere.</summary>
/// <param name="drains">One, or none in a host that isn't a program.</param>
internal sealed class StreamEnd(IHostApplicationLifetime lifetime, IEnumerable<Drain> drains)
{
    private readonly Drain? drain = drains.FirstOrDefault();

    public bool IsNear => drain is { IsLeaving: true } || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Cancelled when the browser goes away, or the host stops.</summary>
    public CancellationTokenSource Of(HttpContext context) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
}
