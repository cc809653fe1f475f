using Portal.Load;

namespace Portal.Mail;

/// <summary>
/// Bounds conversations with mail servers in a process, all together and with one server: a server that is slow or dead,
/// set for hundreds of domains, holds a few turns and no more. In memory alone, there is nothing to survive.
/// </summary>
internal sealed class MailTurns : IDisposable
{
    private const int AtOnce = 64;
    private const int AtOneServer = 4;

    private readonly SemaphoreSlim free = new(AtOnce);
    private readonly KeyedTurns servers = new(AtOneServer, StringComparer.OrdinalIgnoreCase);

    /// <param name="name">Name and port.</param>
    /// <returns>Dispose it when done.</returns>
    public async Task<IDisposable> Take(string name, CancellationToken cancellation)
    {
        // The server's own turn first: whoever waits for a slow one holds nobody else up.
        var server = await servers.Take(name, cancellation);
        try
        {
            await free.WaitAsync(cancellation);
            return new Turn(free, server);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose() => free.Dispose();

    private sealed class Turn(SemaphoreSlim free, IDisposable server) : IDisposable
    {
        private int done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref done, 1) != 0)
                return;
            free.Release();
            server.Dispose();
        }
    }
}
