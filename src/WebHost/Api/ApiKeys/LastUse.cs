using Portal.ApiKeys;

namespace Portal.WebHost.Api;

/// <summary>Writes down now and then when keys were last used: nobody's request waits for it.</summary>
internal sealed partial class LastUse(
    KeyCheck keys, IApiKeyDirectory directory, TimeProvider clock, ILogger<LastUse> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Write(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; what was used in the last half minute is no loss.
        }
    }

    private async Task Write(CancellationToken cancellation)
    {
        try
        {
            if (keys.TakeUsed() is { Count: > 0 } used)
                await directory.Touch(used, cancellation);
        }
        catch (Exception problem) when (problem is not (OutOfMemoryException or OperationCanceledException))
        {
            LogNotWritten(logger, problem);
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "The times at which API keys were last used could not be written; the next round writes newer ones")]
    private static partial void LogNotWritten(ILogger logger, Exception problem);
}
