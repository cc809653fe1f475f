using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Platform;

/// <summary>
/// One of the <see cref="Shards.Count"/> shards of a schedule. The reminder only wakes it; its timer reads what is due and
/// wakes each key's grain. The query is on what is stored, so no outage loses anything; one bad key holds up no other.
/// </summary>
/// <param name="what">What is due, for the log: <c>certificates</c>.</param>
/// <param name="interval">Between two scans; each shard has its own place in it.</param>
internal abstract partial class ShardGrain(string what, TimeSpan interval, ILogger logger) : Grain, IRemindable
{
    private const string Reminder = "scan";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    protected int Shard => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ServiceProvider.GetRequiredService<SpreadHome>().Keep(this, Shards.Count);
        this.RegisterGrainTimer(
            _ => Scan(), new GrainTimerCreationOptions(interval * ((Shard + 1.0) / Shards.Count), interval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public virtual async Task Start() => await this.RegisterOrUpdateReminder(Reminder, Period * ((Shard + 1.0) / Shards.Count), Period);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    protected async Task Scan()
    {
        try
        {
            foreach (var key in await Due())
                await TryWake(key);
            await Tidy();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogScan(logger, what, Shard, problem);
        }
    }

    /// <summary>Keys whose time has come, the longest overdue first; bounded.</summary>
    protected abstract Task<IReadOnlyList<string>> Due();

    protected abstract Task Wake(string key);

    /// <summary>What else a scan does, once the due ones are woken.</summary>
    protected virtual Task Tidy() => Task.CompletedTask;

    private async Task TryWake(string key)
    {
        try
        {
            await Wake(key);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogKey(logger, what, key, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Due {What} of shard {Shard} could not be read; trying again")]
    private static partial void LogScan(ILogger logger, string what, int shard, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "Due {What}: {Key} could not be woken; trying again")]
    private static partial void LogKey(ILogger logger, string what, string key, Exception problem);
}
