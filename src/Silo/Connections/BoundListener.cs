using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Portal.Hosts;

namespace Portal.Hosting.Connections;

/// <summary>Takes connections as they come, if the book has room: what it refuses costs a socket for a moment, and nothing more.</summary>
internal sealed class BoundListener(
    Socket listening,
    SocketConnectionContextFactory connections,
    ConnectionBook book,
    BelievedProxy isProxy,
    bool noDelay,
    TimeProvider clock)
    : IConnectionListener
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    public EndPoint EndPoint { get; } = listening.LocalEndPoint!;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var socket = await listening.AcceptAsync(cancellationToken);
                if (Take(socket) is { } connection)
                    return connection;
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException stopped) when (stopped.SocketErrorCode == SocketError.OperationAborted)
            {
                return null;
            }
            catch (SocketException full) when (full.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                // Something else took the files that were kept back: better some silent visitor leaves than that this turns in circles.
                book.CloseOldest();
                await Task.Delay(Breath, clock, cancellationToken);
            }
            catch (SocketException)
            {
                // The visitor left before we came to it.
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        listening.Dispose();
        return default;
    }

    public ValueTask DisposeAsync()
    {
        listening.Dispose();
        connections.Dispose();
        return default;
    }

    private BoundConnection? Take(Socket socket)
    {
        BookEntry? entry = null;
        try
        {
            var address = (socket.RemoteEndPoint as IPEndPoint)?.Address;
            var speaksForOthers = address is not null && isProxy(address);
            entry = book.Admit(address is null || speaksForOthers ? null : SourceNetwork.Of(address), speaksForOthers);
            if (entry is null)
            {
                // A reset: nothing of it lingers here.
                socket.Close(0);
                return null;
            }

            socket.NoDelay = noDelay;
            return new BoundConnection(connections.Create(socket), entry);
        }
        catch (Exception)
        {
            entry?.Left();
            socket.Dispose();
            throw;
        }
    }
}
