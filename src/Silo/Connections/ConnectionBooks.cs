using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Hosting.Connections;

/// <summary>The books of this process, looked through each second.</summary>
internal sealed partial class ConnectionBooks : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromMinutes(1);

    private readonly TimeProvider clock;
    private readonly ILogger<ConnectionBooks> logger;
    private (int Closed, int Refused) untold;
    private long? told;

    public ConnectionBooks(IOptions<LimitOptions> options, TimeProvider clock, ILogger<ConnectionBooks> logger)
    {
        (this.clock, this.logger) = (clock, logger);
        var bounds = ConnectionBounds.From(FileLimit.Read(), options.Value);
        Visitors = new(bounds.Total, bounds.PerAddress, clock);
        Ops = new(ConnectionBounds.Ops, ConnectionBounds.Ops, clock);
    }

    public ConnectionBook Visitors { get; }

    public ConnectionBook Ops { get; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Visitors.Sweep();
                Ops.Sweep();
                Tell();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    // A flood must not fill the log too.
    private void Tell()
    {
        var (closed, refused) = Visitors.TakeCounts();
        untold = (untold.Closed + closed, untold.Refused + refused);
        if (untold is (0, 0) || (told is { } last && clock.GetElapsedTime(last) < BetweenWords))
            return;
        LogFull(logger, Visitors.Total, untold.Closed, untold.Refused);
        (untold, told) = ((0, 0), clock.GetTimestamp());
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "More connections arrived than are allowed (Portal:Limits:Connections, {Total} here, and the limit per address): "
            + "{Closed} silent ones were closed, {Refused} new ones refused")]
    private static partial void LogFull(ILogger logger, int total, int closed, int refused);
}
