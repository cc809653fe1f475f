using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Portal.Hosting.Connections;
using Portal.Hosts;

namespace Portal.WebHost.Front;

/// <summary>On a connection that began with a believed PROXY header.</summary>
internal sealed class ProxiedConnection(bool isTls)
{
    // A proxy may open a connection before it has anything to send on it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The visitor's TLS ended at the proxy.</summary>
    public bool IsTls => isTls;

    /// <summary>
    /// Takes the header off a proxy's connection and gives the connection its visitor's address. Strangers' bytes are not
    /// looked at.
    /// </summary>
    public static async Task Run(ConnectionContext connection, ConnectionDelegate next, ProxyList proxies, TimeProvider clock)
    {
        if (connection.RemoteEndPoint is not IPEndPoint peer || !proxies.Contains(peer.Address) || await TakeHeader(connection, clock))
            await next(connection);
    }

    // False: the connection is of no use.
    private static async Task<bool> TakeHeader(ConnectionContext connection, TimeProvider clock)
    {
        var input = connection.Transport.Input;
        using var patience = new CancellationTokenSource(Patience, clock);
        while (true)
        {
            ReadResult read;
            try
            {
                read = await input.ReadAsync(patience.Token);
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or ConnectionAbortedException)
            {
                return false;
            }

            var verdict = ProxyHeader.Read(read.Buffer, out var header, out var length);
            switch (verdict)
            {
                case ProxyVerdict.Whole:
                    input.AdvanceTo(read.Buffer.GetPosition(length));
                    connection.Features.Set(new ProxiedConnection(header!.IsTls));
                    if (header.Source is null)
                        return true;
                    connection.RemoteEndPoint = header.Source;
                    return connection.Features.Get<BookEntry>()?.Name(SourceNetwork.Of(header.Source.Address)) != false;
                case ProxyVerdict.Absent:
                    // It may forward by headers instead, or come for itself.
                    input.AdvanceTo(read.Buffer.Start);
                    return true;
                case ProxyVerdict.Wrong:
                    input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                    return false;
                case ProxyVerdict.Unfinished:
                    input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                    if (read.IsCompleted)
                        return false;
                    break;
                default:
                    throw new InvalidOperationException($"A verdict that nobody thought of: {verdict}.");
            }
        }
    }
}
