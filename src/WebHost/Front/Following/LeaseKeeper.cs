namespace Portal.WebHost.Front;

/// <summary>Has the versions of everything that is kept looked at before 30 s are over, whether the feed said anything or not.</summary>
internal sealed class LeaseKeeper(FollowedTables tables, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await tables.RevalidateDue(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}
