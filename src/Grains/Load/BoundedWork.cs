using System.Threading.RateLimiting;

namespace Portal.Load;

/// <summary>
/// Costly work that waits for others more than for a core: so much of it at once, so much waiting, and of one caller no more
/// than a share.
/// </summary>
/// <param name="atOnce">How much runs at once in this process.</param>
/// <param name="waiting">How much may wait, first come, first served.</param>
/// <param name="share">How much of one caller may run or wait.</param>
internal sealed class BoundedWork(int atOnce, int waiting, int share) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly ConcurrencyLimiter all = new(new() { PermitLimit = atOnce, QueueLimit = waiting });
    private readonly PartitionedRateLimiter<string> shares = PartitionedRateLimiter.Create<string, string>(
        caller => RateLimitPartition.GetConcurrencyLimiter(
            caller, _ => new ConcurrencyLimiterOptions { PermitLimit = share, QueueLimit = 0 }),
        StringComparer.Ordinal);

    /// <summary>For whom the call's origin says; what nobody outside asked for has no share.</summary>
    /// <exception cref="TooBusyException">It was not begun.</exception>
    public Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancellation = default) =>
        Run(CallOrigin.Current?.Source, work, cancellation);

    /// <param name="caller">Null: nobody outside.</param>
    /// <exception cref="TooBusyException">It was not begun.</exception>
    public async Task<T> Run<T>(string? caller, Func<Task<T>> work, CancellationToken cancellation = default)
    {
        using var part = caller is null ? null : shares.AttemptAcquire(caller);
        if (part is { IsAcquired: false })
            throw new TooBusyException(isShare: true, Moment);
        using var place = await all.AcquireAsync(1, cancellation);
        return place.IsAcquired ? await work() : throw new TooBusyException(isShare: false, Moment);
    }

    public void Dispose()
    {
        shares.Dispose();
        all.Dispose();
    }
}
