using Portal.Load;

namespace Portal.Dns;

/// <summary>
/// Bounds how many looks run at once in a process, so that thousands that fall due together (after an outage) don't read as
/// time-outs. Looks that a person waits for don't queue with them; they have places of their own.
/// </summary>
internal sealed class DnsTurns : IDisposable
{
    private readonly Turns due = new(atOnce: 32);
    private readonly BoundedWork asked = new(atOnce: 16, waiting: 32, share: 8);

    /// <summary>A look that a person waits for.</summary>
    /// <exception cref="TooBusyException">Too many wait.</exception>
    public Task<T> Ask<T>(Func<Task<T>> look, CancellationToken cancellation) => asked.Run(look, cancellation);

    /// <returns>Dispose it when done.</returns>
    public Task<IDisposable> Take(CancellationToken cancellation) => due.Take(cancellation);

    public void Dispose()
    {
        asked.Dispose();
        due.Dispose();
    }
}
