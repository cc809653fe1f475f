using Portal.Load;

namespace Portal.Certificates;

/// <summary>
/// Bounds how many orders run at once in a process, so that thousands that fall due together don't run into the CA's limits
/// or time-outs.
/// </summary>
internal sealed class OrderTurns : IDisposable
{
    private readonly Turns turns = new(atOnce: 16);

    /// <returns>Dispose it when done.</returns>
    public Task<IDisposable> Take(CancellationToken cancellation) => turns.Take(cancellation);

    public void Dispose() => turns.Dispose();
}
