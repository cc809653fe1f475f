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

    public Task<ThrottlePlace> Enter(string key, int free, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        var wrong = failures.Find(key) ?? Failures.None;
        if (wrong.WaitUntil(now) is { } until)
            return Task.FromResult(new ThrottlePlace(until, IsFree: false, 0, 0));
        if (free > 0)
        {
            var (taken, left) = (windows.Find(key) ?? SlidingWindow.Empty).Take(now, free, window);
            windows.Put(key, left);
            if (taken)
                return Task.FromResult(new ThrottlePlace(null, IsFree: true, now.UtcTicks, 0));
        }

        var next = wrong.Add(now);
        failures.Put(key, next);
        return Task.FromResult(new ThrottlePlace(null, IsFree: false, wrong.Until, next.Until));
    }

    public Task GiveBack(string key, ThrottlePlace place)
    {
        if (place.IsFree)
        {
            if (windows.Find(key) is { } window)
                windows.Put(key, window.GiveBack(new DateTimeOffset(place.Before, TimeSpan.Zero)));
        }
        else if (place.WaitUntil is null && failures.Find(key) is { } wrong)
        {
            failures.Put(key, wrong.GiveBack(place.Before, place.After));
        }

        return Task.CompletedTask;
    }

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
