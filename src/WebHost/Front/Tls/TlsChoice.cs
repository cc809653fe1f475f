using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Portal.Certificates;
using Portal.Hosts;
using Portal.Secrets;

namespace Portal.WebHost.Front;

/// <summary>Chooses what a handshake shows, by the name that the client asks for. A name that nobody has here ends it.</summary>
internal sealed class TlsChoice(CertificateTable certificates, SiteTable sites, ControlNames names, IGrainFactory grains, ISecrets secrets)
{
    private static readonly List<SslApplicationProtocol> Validation = [new("acme-tls/1")];

    public ValueTask<SslServerAuthenticationOptions> Choose(TlsHandshakeCallbackContext handshake) =>
        Choose(handshake.Connection, handshake.Connection.Features.Get<TlsHello>() ?? new TlsHello(default));

    private ValueTask<SslServerAuthenticationOptions> Choose(BaseConnectionContext connection, TlsHello hello)
    {
        if (NameOf(hello.ServerName, connection) is not { } host)
            return ValueTask.FromException<SslServerAuthenticationOptions>(Stranger());
        if (hello.IsValidation)
            return new(Validate(host, hello));

        // The usual case waits for nothing.
        var site = names.Contains(host) ? new ValueTask<bool>(true) : Lives(host);
        return site is { IsCompletedSuccessfully: true, Result: true } ? Show(host, hello) : new(Search(site, host, hello));
    }

    private ValueTask<SslServerAuthenticationOptions> Show(string host, TlsHello hello)
    {
        hello.Host = host;
        var finding = certificates.Find(host);
        return finding is { IsCompletedSuccessfully: true, Result: { } identity } ? new(identity.For(hello)) : new(Wait(finding, hello));
    }

    private ValueTask<bool> Lives(string host)
    {
        var finding = sites.Find(host);
        return finding.IsCompletedSuccessfully ? new(finding.Result is not null) : new(Answer(finding));

        static async Task<bool> Answer(ValueTask<Site?> finding) => await finding is not null;
    }

    private string? NameOf(string? asked, BaseConnectionContext connection)
    {
        if (!string.IsNullOrEmpty(asked))
            return HostName.TryFromHeader(asked, out var host) ? host.Value : null;

        // Without a name: browsers that open an address, and scanners. Only this machine itself gets an answer.
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var from } || !IPAddress.IsLoopback(from))
            return null;
        var local = (connection.LocalEndPoint as IPEndPoint)?.Address;
        var address = (local is { IsIPv4MappedToIPv6: true } ? local.MapToIPv4() : local)?.ToString();
        return address is not null && names.Contains(address) ? address
            : names.All.FirstOrDefault(ControlNames.IsLoopback) ?? (names.All.Count > 0 ? names.All[0] : null);
    }

    private async Task<SslServerAuthenticationOptions> Search(ValueTask<bool> lives, string host, TlsHello hello) =>
        await lives ? await Show(host, hello) : throw Stranger();

    private static async Task<SslServerAuthenticationOptions> Wait(ValueTask<TlsIdentity?> finding, TlsHello hello)
    {
        TlsIdentity? identity;
        try
        {
            identity = await finding;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            hello.Refusal = "its certificate can't be used. " + problem.Message;
            throw;
        }

        return identity?.For(hello) ?? throw Refusal(hello, "it has no certificate yet.");
    }

    private async Task<SslServerAuthenticationOptions> Validate(string host, TlsHello hello)
    {
        if (!names.Contains(host) && await sites.Find(host) is null)
            throw Stranger();
        hello.Host = host;
        return await grains.GetGrain<ICertificateGrain>(host).AnswerAlpn() is { } challenge
            ? TlsIdentity.Make(challenge.CertificatePem, secrets.Open(SecretPurposes.CertificateKey, challenge.SealedKey), Validation)
            : throw Refusal(hello, "a certificate authority looked for a tls-alpn-01 challenge, but none is open.");
    }

    private static AuthenticationException Refusal(TlsHello hello, string reason)
    {
        hello.Refusal = reason;
        return Stranger();
    }

    private static AuthenticationException Stranger() => new("There is no certificate for the requested name.");
}
