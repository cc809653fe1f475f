using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Hosting.Ops;

namespace Portal.Hosting.Clustering;

/// <summary>
/// Notices that this process stood still (a hung machine, a stopped process): its cluster may have put it out meanwhile,
/// and nobody tells the dead. Until the table was read again it isn't ready; if it was put out, Orleans ends it.
/// </summary>
internal sealed partial class MemberWatch(
    IClusterMembershipService members, TimeProvider clock, ILogger<MemberWatch> logger) : BackgroundService, IReadiness
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly PeriodicTimer timer = new(Timeout.InfiniteTimeSpan, clock);
    private long last = clock.GetTimestamp();

    public ValueTask<string?> WhyNot(CancellationToken cancellation) => ValueTask.FromResult(StoodStill(clock.GetTimestamp()) is { } still
        ? FormattableString.Invariant(
            $"The process stood still for {still.TotalSeconds:0} s and is checking whether the cluster still counts it as a member.")
        : null);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Here and not in the loop, which begins whenever a thread is free: what stands still before it is noticed too.
        Volatile.Write(ref last, clock.GetTimestamp());
        timer.Period = Beat;
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // One moment for the check and for what is kept: a standstill between two readings would go unseen.
                var seen = clock.GetTimestamp();
                if (StoodStill(seen) is { } still)
                {
                    LogStoodStill(logger, still.TotalSeconds);
                    await Check(stoppingToken);
                    seen = clock.GetTimestamp();
                }

                Volatile.Write(ref last, seen);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    /// <summary>For how long, if longer than a busy machine explains.</summary>
    private TimeSpan? StoodStill(long now) =>
        clock.GetElapsedTime(Volatile.Read(ref last), now) is var still && still >= Long ? still : null;

    private async Task Check(CancellationToken stopping)
    {
        try
        {
            await members.Refresh(default, stopping).AsTask().WaitAsync(Patience, clock, stopping);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException && !stopping.IsCancellationRequested)
        {
            // The database is away: known pages go on from memory, and the table is read again by and by.
            LogNotLooked(logger, problem.Message);
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "The process stood still for {Seconds:0} s; checking whether the cluster still counts it as a member")]
    private static partial void LogStoodStill(ILogger logger, double seconds);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The membership table could not be read after a standstill ({Reason}); trying again in a few seconds")]
    private static partial void LogNotLooked(ILogger logger, string reason);
}
