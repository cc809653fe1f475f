using Portal.Exports;

namespace Portal.WebHost.Portals;

/// <summary>
/// Makes files in this front end, as many at once as it is told to; takes those that another one left, tells of those that are made, and
/// deletes those whose time is over.
/// </summary>
internal sealed partial class ExportWorker(
    IExports exports,
    ExportRun run,
    ExportMails mails,
    ScheduledExports scheduled,
    ExportCleaning cleaning,
    ExportLimits limits,
    TimeProvider clock,
    ILogger<ExportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Cleans = TimeSpan.FromMinutes(10);

    private readonly List<Task> running = [];
    private DateTimeOffset rests;
    private DateTimeOffset cleans;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Look(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The process ends: what is being made is let go of, and another goes on.
        }

        await Task.WhenAll(running);
    }

    private async Task Look(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (now < rests)
            return;
        running.RemoveAll(task => task.IsCompleted);
        try
        {
            while (running.Count < limits.AtOnce && await exports.Take(stopping) is { } job)
                running.Add(Task.Run(() => run.Do(job, stopping), CancellationToken.None));
            await mails.Tell(stopping);
            await scheduled.Run(stopping);
            if (now >= cleans)
            {
                cleans = now + Cleans;
                await cleaning.RemoveExpired(stopping);
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException && !stopping.IsCancellationRequested)
        {
            rests = now + Rest;
            LogFailed(logger, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Exports could not be looked for; trying again in half a minute")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}
