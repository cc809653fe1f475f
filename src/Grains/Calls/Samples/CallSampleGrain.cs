using Microsoft.Extensions.Logging;

namespace Portal.Calls;

/// <summary>Has one member of the fleet look at the calls that there are. When it dies, another is woken within a minute.</summary>
[GrainType("call-samples")]
internal sealed partial class CallSampleGrain(CallSampler sampler, CallPeaks peaks, TimeProvider clock, ILogger<CallSampleGrain> logger)
    : Grain, ICallSampleGrain, IRemindable
{
    private const string Reminder = "look";
    private static readonly TimeSpan Wake = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenPeaks = TimeSpan.FromMinutes(5);

    private long? counted;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(Beat, Beat) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task Start() => await this.RegisterOrUpdateReminder(Reminder, Wake, Wake);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Look(CancellationToken cancellation)
    {
        try
        {
            await sampler.Sample(cancellation);
            if (counted is { } last && clock.GetElapsedTime(last) < BetweenPeaks)
                return;
            await peaks.CountLately(cancellation);
            counted = clock.GetTimestamp();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogFailed(logger, problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "How many calls there are could not be noted; charts have a gap.")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}
