using System.Net;
using System.Net.Security;
using Dapper;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Portal.Hosting.Ops;
using Portal.Platform;
using Portal.Storage;

namespace Portal.WebHost.Front;

/// <summary>
/// Visits this process as a browser does: the control panel's sign-in page, and that of one domain if there is any, through
/// TLS where it ends here. What the first visitor would wait for (code that is compiled, a certificate, a page) is there.
/// </summary>
internal sealed class OwnPage(
    IOptions<FrontOptions> front, IOptions<PlatformOptions> platform, PortalDatabase database, IServer server, TimeProvider clock) : IWarmUp
{
    public string What => "its own page";

    public async Task Once(CancellationToken cancellation)
    {
        using var client = new HttpClient(Handler());
        // Plain HTTP: it needs no certificate, which may be on its way still.
        if (platform.Value.ControlHosts.FirstOrDefault() is { } control && !await Answers(client, "http", control, cancellation))
            throw new HttpRequestException($"{control} does not answer here");
        // A domain that fails for a reason of its own is told elsewhere, and is no reason to send nobody here.
        if (await AnyDomain(cancellation) is { } domain)
            await Answers(client, front.Value.IsBehindProxy ? "http" : "https", domain, cancellation);
    }

    private async Task<string?> AnyDomain(CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            """
            SELECT host FROM portal_domains d WHERE deleted = 0 AND status = 'enabled'
              AND (@behindProxy = 1 OR EXISTS (SELECT 1 FROM portal_certificates c WHERE c.host = d.host AND c.not_after > @now))
            ORDER BY host LIMIT 1
            """,
            new { behindProxy = front.Value.IsBehindProxy ? 1 : 0, now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken: cancellation));
    }

    private async Task<bool> Answers(HttpClient client, string scheme, string host, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://{(host.Contains(':') ? $"[{host}]" : host)}/sign-in");
            using var answer = await client.SendAsync(request, cancellation);
            return (int)answer.StatusCode < 500;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (connection, cancellation) =>
        {
            var socket = new System.Net.Sockets.Socket(
                System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp)
            { NoDelay = true };
            try
            {
                await socket.ConnectAsync(Where(connection.InitialRequestMessage.RequestUri!.Scheme), cancellation);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
#pragma warning disable CA5359 // The peer is this process itself; the visit proves nothing to anybody.
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    };

    private IPEndPoint Where(string scheme)
    {
        var endpoint = scheme == "https" ? front.Value.Https : front.Value.Http;
        var address = endpoint.Address is { } text ? IPAddress.Parse(text) : IPAddress.Loopback;
        // Any free port: the server knows which.
        var port = endpoint.Port != 0 ? endpoint.Port
            : new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses
                .First(at => at.StartsWith(scheme + ":", StringComparison.Ordinal))
                .Replace("[::]", "localhost", StringComparison.Ordinal)).Port;
        return new IPEndPoint(
            address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address,
            port);
    }
}
