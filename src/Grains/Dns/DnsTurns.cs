namespace Portal.Dns;

/// <summary>
/// Bounds how many looks run at once in a process, so that thousands that fall due together (after an outage) don't read as
/// time-outs. Looks that a person waits for don't queue here.
/// </summary>
internal sealed class DnsTurns : IDisposable
{
    private const int AtOnce = 32;

    private readonly SemaphoreSlim free = new(AtOnce);

    /// <returns>Dispose it when done.</returns>
    public async Task<IDisposable> Take(CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        return new Turn(free);
    }

    public void Dispose() => free.Dispose();

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        private int done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref done, 1) == 0)
                free.Release();
        }
    }
}
