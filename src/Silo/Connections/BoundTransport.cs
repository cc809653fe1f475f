using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Hosting.Connections;

/// <summary>Whether a peer is one of those whose word on others is believed.</summary>
internal delegate bool BelievedProxy(IPAddress address);

/// <summary>Where the ops port listens: it has connections of its own, whatever visitors hold.</summary>
internal sealed class OpsEndPoint(IPAddress address, int port) : IPEndPoint(address, port);

/// <summary>
/// Opens the server's ports so that connections are counted as they are taken. A limit inside of the server comes too
/// late: it takes connections faster than it looks at them, and each has a file by then. (ADR 0032)
/// </summary>
internal sealed class BoundTransport(
    ConnectionBooks books,
    IEnumerable<BelievedProxy> proxies,
    IOptions<SocketTransportOptions> options,
    ILoggerFactory loggers,
    TimeProvider clock)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        Socket socket;
        try
        {
            socket = options.Value.CreateBoundListenSocket(endpoint);
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(taken.Message, taken);
        }

        socket.Listen(options.Value.Backlog);
        var connections = new SocketConnectionContextFactory(
            Options(options.Value), loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets"));
        return new(new BoundListener(
            socket, connections, endpoint is OpsEndPoint ? books.Ops : books.Visitors, address =>
                proxies.Any(one => one(address)), options.Value.NoDelay, clock));
    }

    private static SocketConnectionFactoryOptions Options(SocketTransportOptions set) => new()
    {
        IOQueueCount = set.IOQueueCount,
        MaxReadBufferSize = set.MaxReadBufferSize,
        MaxWriteBufferSize = set.MaxWriteBufferSize,
        UnsafePreferInlineScheduling = set.UnsafePreferInlineScheduling,
        // A silent connection costs no buffer.
        WaitForDataBeforeAllocatingBuffer = set.WaitForDataBeforeAllocatingBuffer,
    };
}
