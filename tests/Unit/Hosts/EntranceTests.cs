using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Portal.Certificates;
using Portal.Certificates.Acme;
using Portal.Hosts;
using Portal.Lists;
using Portal.People;
using Portal.Platform;
using Portal.Staff;
using Portal.Storage;
using Portal.Tests.Unit.Front;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Hosts;

/// <summary>Every place where a host comes in from outside takes each spelling of a name for the same one.</summary>
public sealed class EntranceTests
{
    // As somebody writes it, and its one form: what browsers send, what DNS and certificates have.
    public static TheoryData<string, string> Names => new()
    {
        { "portal.acme.example", "portal.acme.example" },
        { "Portal.ACME.Example", "portal.acme.example" },
        { "portal.acme.example.", "portal.acme.example" },
        { "bücher.example", "xn--bcher-kva.example" },
        { "BÜCHER.example.", "xn--bcher-kva.example" },
        { "bu\u0308cher.example", "xn--bcher-kva.example" },
        { "straße.example", "xn--strae-oqa.example" },
        { "مثال.example", "xn--mgbh0fb.example" },
        { "例子.example", "xn--fsqu00a.example" },
        { "例子。example", "xn--fsqu00a.example" },
        { "παράδειγμα.example", "xn--hxajbheg2az3al.example" },
        { "σίσυφος.example", "xn--kxa6ajbbmh.example" },
        { "XN--Bcher-KVA.example", "xn--bcher-kva.example" },
    };

    [Theory, MemberData(nameof(Names))]
    public void Typed_or_looked_for(string written, string host)
    {
        Assert.True(HostName.TryParse(written, out var parsed, out var reason), reason);
        Assert.Equal(host, parsed.Value);
        Assert.Equal(host, HostName.ForFinding($" {written} "));
        // Lists keep both forms folded, and hosts in the one.
        Assert.Contains(Assert.Single(ListText.FoldedHosts(written)), Folded.Of(parsed.Value, parsed.Display), StringComparison.Ordinal);
        Assert.Equal([host], ListText.Hosts(written));
    }

    [Theory, MemberData(nameof(Names))]
    public void In_the_hosts_header_and_a_proxys(string written, string host)
    {
        Assert.NotEmpty(written);
        // Browsers and proxies send A-labels; the case, the last dot and the port are theirs.
        var sent = host.ToUpperInvariant() + ".:8443";
        Assert.True(HostName.TryFromHeader(sent, out var header));
        Assert.Equal(host, header.Value);

        foreach (var (name, value) in new[] { ("X-Forwarded-Host", sent), ("Forwarded", $"for=192.0.2.1;host=\"{sent}\";proto=https") })
        {
            var context = new DefaultHttpContext();
            context.Connection.RemoteIpAddress = System.Net.IPAddress.Loopback;
            context.Request.Headers["X-Forwarded-Proto"] = "https";
            context.Request.Headers[name] = value;
            var text = "proxy.example";
            new PeerReader(Options.Create(new FrontOptions { Proxies = ["127.0.0.0/8"] })).Read(context, ref text);
            Assert.True(HostName.TryFromHeader(text, out var told));
            Assert.Equal(host, told.Value);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task In_a_handshake(string written, string host)
    {
        Assert.NotEmpty(written);
        Assert.Equal(HelloVerdict.Other, ClientHello.Read(await HelloRecorder.Record(host), out var facts));
        Assert.Equal(host, facts.ServerName);
        Assert.Equal(HelloVerdict.AcmeValidation, ClientHello.Read(await HelloRecorder.Record(host, "acme-tls/1"), out facts));
        Assert.True(HostName.TryFromHeader(facts.ServerName, out var name));
        Assert.Equal(host, name.Value);
    }

    [Theory, MemberData(nameof(Names))]
    public void After_the_at_of_an_address(string written, string host)
    {
        Assert.True(EmailAddress.TryParse("Ada@" + written, out var address, out var reason), reason);
        Assert.Equal("ada@" + host, address.Value);
        Assert.Equal("ada@" + host, StaffEmail.Normalise("Ada@" + written));
        Assert.Equal([$"ada@{host}"], ListText.Addresses("Ada@" + written));
        Assert.Equal([$"@{host}"], ListText.Addresses("@" + written));
    }

    [Theory, MemberData(nameof(Names))]
    public void In_settings(string written, string host)
    {
        var options = new PlatformOptions { PlatformHost = written, ControlHosts = ["panel." + written] };
        new PlatformOptionsCompletion(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()).PostConfigure(null, options);
        Assert.Equal(host, options.PlatformHost);
        Assert.Equal(["panel." + host], options.ControlHosts);
        Assert.True(new PlatformOptionsValidator().Validate(null, options).Succeeded);
    }

    [Theory, MemberData(nameof(Names))]
    public void In_certificates(string written, string host)
    {
        Assert.NotEmpty(written);
        var now = TimeProvider.System.GetUtcNow();
        var (rootPem, rootKey) = InternalAuthority.CreateRoot(now);
        using var root = X509Certificate2.CreateFromPem(rootPem, rootKey);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = X509Certificate2.CreateFromPem(InternalAuthority.Sign(root, host, key.ExportSubjectPublicKeyInfo(), now));
        Assert.Equal([host], CertificateReading.Names(leaf));
        Assert.True(CertificateReading.Covers(leaf, host));

        var request = CertificateRequest.LoadSigningRequest(
            KeyPair.Request(key.ExportPkcs8PrivateKeyPem(), host),
            HashAlgorithmName.SHA256,
            CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        Assert.Equal([host], request.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames());
        using var challenge = X509Certificate2.CreateFromPem(AlpnCertificate.Create(host, "token.thumbprint", now).CertificatePem);
        Assert.Equal([host], CertificateReading.Names(challenge));
    }
}
