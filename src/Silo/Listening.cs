using System.Net;
using System.Net.Sockets;

namespace Portal.Hosting;

/// <summary>A part that opens ports once the program starts.</summary>
internal interface IListens
{
    IEnumerable<Listening> Listens();
}

/// <summary>A port that is to be opened.</summary>
/// <param name="Key">The setting that moves it.</param>
/// <param name="Address">Null: every address.</param>
/// <param name="Port">0: any free one.</param>
internal sealed record Listening(string Key, IPAddress? Address, int Port)
{
    /// <summary>Looks before anything starts, so that a taken port is one line and not a half-started program's stack trace.</summary>
    /// <exception cref="StartRefusedException">Somebody else has it, or this machine or user may not.</exception>
    public void Refuse()
    {
        if (Port == 0)
            return;
        var address = Address ?? (Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any);
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, Port));
        }
        catch (SocketException failure)
        {
            throw new StartRefusedException(failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => FormattableString.Invariant(
                    $"Port {Port} is in use by another program. Stop it, or choose another port with {Key}."),
                SocketError.AccessDenied => FormattableString.Invariant(
                    $"Port {Port} can't be opened by this user. Choose a port of 1024 or above with {Key}, or grant CAP_NET_BIND_SERVICE."),
                _ => FormattableString.Invariant(
                    $"Port {Port} at {address} can't be opened ({failure.SocketErrorCode}). Check {Key} and its address."),
            }, failure);
        }
    }
}
