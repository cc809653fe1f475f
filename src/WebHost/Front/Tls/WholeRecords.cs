using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Portal.WebHost.Front;

/// <summary>
/// Gathers what is written between two flushes into buffers of a TLS record's greatest size (RFC 8446, 5.1: 2^14 bytes).
/// Kestrel's own are of 4 KiB, and each becomes a record, a wake-up of the socket's writer and often a system call: a page
/// of 9 KiB went out in three pieces.
/// </summary>
internal static class WholeRecords
{
    private const int Record = 16 * 1024;
    private static readonly StreamPipeWriterOptions Options = new(minimumBufferSize: Record, leaveOpen: true);

    public static async Task Run(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.Features.Get<ISslStreamFeature>() is not { SslStream: var stream })
        {
            await next(connection);
            return;
        }

        var transport = connection.Transport;
        connection.Transport = new Gathered(transport.Input, PipeWriter.Create(stream, Options));
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    }

    private sealed record Gathered(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
