using Microsoft.AspNetCore.Connections;

namespace Portal.WebHost.Front;

/// <summary>
/// Looks at a connection's ClientHello before TLS does, without consuming it: the handshake's callback is not told
/// ALPN, and visitors must never get a challenge's certificate while one is open.
/// </summary>
internal static class HelloPeek
{
    /// <summary>On the connection: it is a CA's validation.</summary>
    public sealed class AcmeValidation
    {
        public static readonly AcmeValidation Instance = new();
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task Run(ConnectionContext connection, ConnectionDelegate next, TimeProvider clock)
    {
        var verdict = await Look(connection, clock);
        if (verdict is null)
            return;
        if (verdict == HelloVerdict.AcmeValidation)
            connection.Features.Set(AcmeValidation.Instance);
        await next(connection);
    }

    // Null: nobody said anything in time, or left.
    private static async ValueTask<HelloVerdict?> Look(ConnectionContext connection, TimeProvider clock)
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

            var verdict = ClientHello.Look(read.Buffer);
            if (verdict != HelloVerdict.Unfinished)
            {
                input.AdvanceTo(read.Buffer.Start);
                return verdict;
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
