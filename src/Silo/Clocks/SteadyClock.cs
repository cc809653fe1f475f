using Microsoft.Extensions.DependencyInjection;

namespace Portal.Hosting.Clocks;

/// <summary>
/// A clock that nobody sets: it starts with the machine's and goes on by what has passed since. Not for anything that is
/// stored or shown, where the time of day counts; for how long something takes in this process.
/// </summary>
internal sealed class SteadyClock(TimeProvider machine) : TimeProvider
{
    private readonly DateTimeOffset began = machine.GetUtcNow();
    private readonly long at = machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => began + machine.GetElapsedTime(at);

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);
}

internal static class SteadyClockRegistration
{
    // Orleans' own names for what it takes the time for (TimeProviderNames, 10.4).
    private static readonly string[] Inside = ["Orleans.ActivationManagement", "Orleans.Grains"];

    /// <summary>
    /// Orleans decides by the time of day when a grain was last used. Set back by more than the age at which idle grains go,
    /// no grain could be activated any more: "the earliest collection that can be scheduled from now is for …". What it
    /// writes into the cluster's table stays by the machine's clock, which the others read.
    /// </summary>
    public static ISiloBuilder UseSteadyClock(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton(provider => new SteadyClock(provider.GetRequiredService<TimeProvider>()));
        foreach (var name in Inside)
            silo.Services.AddKeyedSingleton<TimeProvider>(name, (provider, _) => provider.GetRequiredService<SteadyClock>());
        return silo;
    }
}
