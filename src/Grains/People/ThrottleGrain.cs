using Portal.Credentials;

namespace Portal.People;

/// <summary>In memory alone: a silo that dies forgives, which costs a guesser's waits and nobody's sign-in.</summary>
[GrainType("throttle")]
internal sealed class ThrottleGrain(TimeProvider clock) : Grain, IThrottleGrain
{
    private const int Kept = 20_000;

    private readonly ThrottleTable<Failures> failures = new(Kept);
    private readonly ThrottleTable<SlidingWindow> windows = new(Kept);

    public Task<DateTimeOffset?> WaitUntil(string key) => Task.FromResult(failures.Find(key)?.WaitUntil(clock.GetUtcNow()));

    public Task Fail(string key)
    {
        failures.Put(key, (failures.Find(key) ?? Failures.None).Add(clock.GetUtcNow()));
        return Task.CompletedTask;
    }

    public Task Forgive(string key)
    {
        failures.Remove(key);
        return Task.CompletedTask;
    }

    public Task<bool> Take(string key, int most, TimeSpan window)
    {
        var (taken, next) = (windows.Find(key) ?? SlidingWindow.Empty).Take(clock.GetUtcNow(), most, window);
        windows.Put(key, next);
        return Task.FromResult(taken);
    }
}
