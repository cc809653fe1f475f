using Microsoft.AspNetCore.Connections;

namespace Portal.WebHost.Front;

/// <summary>
/// Looks at a connection's ClientHello before TLS does, without consuming it: the handshake's callback is not told
/// ALPN, and visitors must never get a challenge's certificate while one is open; and it is told the server name in
/// another form than the one that was sent. A handshake that comes to nothing is told where its name is known here.
/// </summary>
internal static class HelloPeek
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task Run(ConnectionContext connection, ConnectionDelegate next, TimeProvider clock, AbortedHandshakes aborted)
    {
        if (await Peek(connection, clock) is not { } hello)
            return;
        connection.Features.Set(hello);
        try
        {
            await next(connection);
        }
        finally
        {
            if (hello is { IsDone: false, Host: { } host })
                aborted.Tell(host, hello.Refusal);
        }
    }

    // Null: nobody said anything in time, or left.
    private static async ValueTask<TlsHello?> Peek(ConnectionContext connection, TimeProvider clock)
    {
        var input = connection.Transport.Input;
        using var patience = new CancellationTokenSource(Patience, clock);
        while (true)
        {
            System.IO.Pipelines.ReadResult read;
            try
            {
                read = await input.ReadAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (Exception gone) when (gone is IOException or ConnectionAbortedException)
            {
                return null;
            }

            if (ClientHello.Read(read.Buffer, out var facts) != HelloVerdict.Unfinished)
            {
                input.AdvanceTo(read.Buffer.Start);
                return new TlsHello(facts);
            }

            if (read.IsCompleted || read.Buffer.Length >= ClientHello.MaxLength)
            {
                input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                return null;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
