using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Hosting.Ops;

namespace Portal.Hosting.Stopping;

/// <summary>
/// The way out, one step after the other: 1. not ready, everything else as before, for the time that a balancer needs to
/// see it; 2. each answer asks its caller to come back on another connection; 3. the host stops: what is idle is closed,
/// what runs ends, the member leaves its cluster.
/// </summary>
internal sealed partial class Drain(
    IOptions<StopOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Drain> logger) : IReadiness
{
    // Whoever speaks at all speaks within this time, mostly; an idle connection has nothing to lose.
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private int begun;
    private volatile bool leaving;

    /// <summary>Whether answers say that the connection ends.</summary>
    public bool IsLeaving => leaving;

    public ValueTask<string?> WhyNot(CancellationToken cancellation) =>
        ValueTask.FromResult(
            Volatile.Read(ref begun) == 0
                ? null
                : "The process was asked to stop: it still serves, but should get no new visitors.");

    /// <summary>Begins to leave; asked a second time, or before the start is over, it stops at once.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref begun, 1) == 0 && lifetime.ApplicationStarted.IsCancellationRequested
            && options.Value.Delay > TimeSpan.Zero)
            _ = Leave();
        else
            lifetime.StopApplication();
    }

    private async Task Leave()
    {
        LogBegun(logger, options.Value.Delay.TotalSeconds);
        await Task.Delay(options.Value.Delay, clock, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leaving = true;
        await Task.Delay(Goodbye, clock, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lifetime.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Information, "Asked to stop: not ready from now on, serving for {Seconds:0.#} s more")]
    private static partial void LogBegun(ILogger logger, double seconds);
}
