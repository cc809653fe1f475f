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
    private readonly Dictionary<string, Server> servers = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="name">Name and port.</param>
    /// <returns>Dispose it when done.</returns>
    public async Task<IDisposable> Take(string name, CancellationToken cancellation)
    {
        Server server;
        lock (servers)
        {
            if (!servers.TryGetValue(name, out server!))
                servers.Add(name, server = new Server());
            server.Users++;
        }

        var took = false;
        try
        {
            // The server's own turn first: whoever waits for a slow one holds nobody else up.
            await server.Free.WaitAsync(cancellation);
            took = true;
            await free.WaitAsync(cancellation);
            return new Turn(this, name, server);
        }
        catch
        {
            Leave(name, server, took);
            throw;
        }
    }

    public void Dispose() => free.Dispose();

    private void Leave(string name, Server server, bool took)
    {
        if (took)
            server.Free.Release();
        lock (servers)
        {
            if (--server.Users > 0)
                return;
            servers.Remove(name);
            server.Free.Dispose();
        }
    }

    private sealed class Server
    {
        public SemaphoreSlim Free { get; } = new(AtOneServer);

        public int Users { get; set; }
    }

    private sealed class Turn(MailTurns turns, string name, Server server) : IDisposable
    {
        private int done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref done, 1) != 0)
                return;
            turns.free.Release();
            turns.Leave(name, server, took: true);
        }
    }
}
