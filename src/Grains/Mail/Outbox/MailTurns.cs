using Portal.Load;

namespace Portal.Mail;

/// <summary>
/// Bounds conversations with mail servers in a process, all together and with one server: a server that is slow or dead,
/// set for hundreds of domains, holds a few turns and no more. In memory alone, there is nothing to survive.
/// </summary>
internal sealed class MailTurns : IDisposable
{
    private readonly Turns all = new(atOnce: 64);
    private readonly KeyedTurns servers = new(atOnce: 4, StringComparer.OrdinalIgnoreCase);

    /// <param name="name">Name and port.</param>
    /// <returns>Dispose it when done.</returns>
    public async Task<IDisposable> Take(string name, CancellationToken cancellation)
    {
        // The server's own turn first: whoever waits for a slow one holds nobody else up.
        var server = await servers.Take(name, cancellation);
        try
        {
            return new Turn(await all.Take(cancellation), server);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose() => all.Dispose();

    private sealed class Turn(IDisposable one, IDisposable server) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            server.Dispose();
        }
    }
}
