namespace Portal.WebHost.Front;

/// <summary>Keeps what was made for visitors and can be made again from what is in memory.</summary>
internal interface IRests
{
    /// <summary>Lets go of what nobody asked for since the last call.</summary>
    void Rest();
}

/// <summary>
/// A fleet has many hosts that somebody visits now and then: what was made for the visit (the site put together, its style, its
/// pages) is an order of magnitude larger than what the documents say, so it leaves a minute or two later. The documents stay:
/// a host goes on being served while nobody can be asked for them. (ADR 0035)
/// </summary>
internal sealed class RestKeeper(IEnumerable<IRests> kept, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    // Sites first: pages go with them.
    private readonly IRests[] kept = [.. kept];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var one in kept)
                    one.Rest();
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}
