using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Portal.Tests.Bench;

/// <summary>A visitor who comes once: a connection and a handshake of its own, one page, and gone.</summary>
internal static class OneVisit
{
    /// <param name="cookie">A session's; null: nobody is signed in.</param>
    /// <exception cref="InvalidOperationException">The answer isn't 200.</exception>
    public static async Task Pay(int port, string host, string path, string? cookie = null)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new SslStream(new NetworkStream(socket));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
#pragma warning disable CA5359 // Benchmark against our own process on loopback.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        });
        var session = cookie is null ? "" : $"Cookie: {H2Load.SessionCookie}{cookie}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\n{session}Connection: close\r\n\r\n"));
        using var answer = new StreamReader(stream, Encoding.UTF8);
        var status = await answer.ReadLineAsync();
        await answer.ReadToEndAsync();
        if (status is null || !status.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{host}{path} answered {status}."));
    }

    /// <summary>Many of them, sixteen at a time, once the first is served.</summary>
    public static async Task PayAll(int port, string path, IReadOnlyList<(string Host, string? Cookie)> visits)
    {
        await UntilServed(port, visits[0].Host);
        await Parallel.ForAsync(0, visits.Count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            await Pay(port, visits[i].Host, path, visits[i].Cookie));
    }

    // A process listens before all of it is ready.
    private static async Task UntilServed(int port, string host)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await Pay(port, host, "/sign-in");
                return;
            }
            catch (Exception problem) when (problem is IOException or AuthenticationException or InvalidOperationException && tries < 60)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            }
        }
    }
}
