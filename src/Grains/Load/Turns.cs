using System.Threading.RateLimiting;

namespace Portal.Load;

/// <summary>
/// Work that nobody stands and waits for: so much of it at once in this process. The rest waits, first come, first served,
/// however much it is.
/// </summary>
internal sealed class Turns(int atOnce) : IDisposable
{
    private readonly ConcurrencyLimiter free = new(new() { PermitLimit = atOnce, QueueLimit = int.MaxValue });

    /// <returns>Dispose it when done.</returns>
    /// <exception cref="OperationCanceledException">Nobody waits any more, or the process ends.</exception>
    public async Task<IDisposable> Take(CancellationToken cancellation)
    {
        var turn = await free.AcquireAsync(1, cancellation);
        // The queue is never full: without a turn comes back only who waited when this was disposed of.
        return turn.IsAcquired ? turn : throw new OperationCanceledException("The process ends.");
    }

    public void Dispose() => free.Dispose();
}
