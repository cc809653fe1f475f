namespace Portal.Certificates;

/// <summary>Bounds how many orders run at once in a process, so that thousands that fall due together don't run into the CA's limits or time-outs.</summary>
internal sealed class OrderTurns : IDisposable
{
    private const int AtOnce = 16;

    private readonly SemaphoreSlim free = new(AtOnce);

    public Task Take(CancellationToken cancellation) => free.WaitAsync(cancellation);

    public void Give() => free.Release();

    public void Dispose() => free.Dispose();
}
