using System.Threading.RateLimiting;
using Portal.People;

namespace Portal.WebHost.ControlPanel;

/// <summary>
/// Bounds tries at signing in to the control panel: by network across the fleet, and by account so many at once. An
/// account's own count is stored with it and looks at one try after the other; more than these would only wait there.
/// </summary>
internal sealed class StaffTries(Tries tries, TimeProvider clock) : IDisposable
{
    private const int AtOnce = 5;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string> accounts = PartitionedRateLimiter.Create<string, string>(
        account => RateLimitPartition.GetConcurrencyLimiter(
            account, _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = 0 }),
        StringComparer.Ordinal);

    /// <summary>Dispose it when the answer is known.</summary>
    public async Task<StaffTry> Begin(StaffCall call, string account)
    {
        var place = accounts.AttemptAcquire(account);
        if (!place.IsAcquired)
            return new StaffTry(place, null, clock.GetUtcNow() + Moment);
        var attempt = await tries.Begin(null, Tries.Network("staff", call.Context.Connection.RemoteIpAddress));
        return new StaffTry(place, attempt, attempt.WaitUntil);
    }

    public void Dispose() => accounts.Dispose();
}

/// <summary>A try at signing in, as long as it lasts.</summary>
internal sealed class StaffTry(RateLimitLease place, Try? attempt, DateTimeOffset? waitUntil) : IDisposable
{
    /// <summary>Null: look at it.</summary>
    public DateTimeOffset? WaitUntil => waitUntil;

    /// <summary>It was right, or not looked at.</summary>
    public Task GiveBack() => attempt?.GiveBack() ?? Task.CompletedTask;

    public Task<T> Check<T>(Func<Task<T>> check) => attempt!.Check(check);

    public void Dispose() => place.Dispose();
}
