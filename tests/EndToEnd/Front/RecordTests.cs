using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Front;

/// <summary>What goes over the wire for a page, seen by somebody who stands between.</summary>
public sealed class RecordTests
{
    private const string Host = "portal.acme.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_leaves_in_one_TLS_record()
    {
        await using var portal = await PortalProcess.Start();
        using var api = portal.Api();
        await api.AddDomain(Host);
        using var between = new TcpListener(IPAddress.Loopback, 0);
        between.Start();
        var relaying = Relay(between, portal.Https);

        var page = await Fetch(((IPEndPoint)between.LocalEndpoint).Port);
        Assert.StartsWith("HTTP/1.1 200", page, StringComparison.Ordinal);
        Assert.True(page.Length > 4096, "The page is too short to show anything.");
        Assert.Contains(Lengths(await relaying), length => length > Encoding.UTF8.GetByteCount(page));
    }

    private static async Task<string> Fetch(int port)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, Cancellation);
#pragma warning disable CA5359 // The root is made by the process under test; what is looked at is the record layer.
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Host }, Cancellation);
        await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET /sign-in HTTP/1.1\r\nHost: {Host}\r\nConnection: close\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(tls, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <returns>All that the server sent.</returns>
    private static async Task<byte[]> Relay(TcpListener between, int port)
    {
        using var visitor = await between.AcceptTcpClientAsync(Cancellation);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        var asking = visitor.GetStream().CopyToAsync(server.GetStream(), Cancellation);
        using var sent = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await server.GetStream().ReadAsync(buffer, Cancellation)) > 0;)
        {
            sent.Write(buffer, 0, read);
            await visitor.GetStream().WriteAsync(buffer.AsMemory(0, read), Cancellation);
        }

        visitor.Close();
        await asking.ContinueWith(static _ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        return sent.ToArray();
    }

    /// <summary>A record: type, version, length, content (RFC 8446, 5.1).</summary>
    private static IEnumerable<int> Lengths(byte[] records)
    {
        for (var at = 0; at + 5 <= records.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(records.AsSpan(at + 3));
            yield return length;
            at += 5 + length;
        }
    }
}
