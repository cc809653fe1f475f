using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Portal.Brands;
using Portal.Mail;
using Portal.Outbound;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Mail;

/// <summary>Sends a test mail to a sink as the product does, without a store.</summary>
public abstract class MailTalk : IDisposable
{
    private protected const string Password = "correct horse battery";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mail");
    private readonly X509Certificate2 root = Root();

    public void Dispose()
    {
        root.Dispose();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected Task<TestMailOutcome> Send(
        SmtpSink sink, SmtpSecurity security, string? user = null, string? password = null, bool trusted = true, TimeProvider? clock = null,
        string from = "Acme <billing@acme.example>", string to = "you@customer.example", string? replyTo = null) =>
        Send(sink.Port, security, user, password, trusted, clock: clock, from: from, to: to, replyTo: replyTo);

    private protected async Task<TestMailOutcome> Send(
        int port, SmtpSecurity security, string? user = null, string? password = null, bool trusted = true, bool allowPrivate = true,
        TimeProvider? clock = null, string from = "Acme <billing@acme.example>", string to = "you@customer.example", string? replyTo = null)
    {
        var pem = Path.Combine(folder.FullName, "roots.pem");
        await File.WriteAllTextAsync(pem, root.ExportCertificatePem());
        var options = new Monitor(new MailOptions { AllowPrivateServers = allowPrivate, TrustedRoots = trusted ? pem : null });
        clock ??= TimeProvider.System;
        // Loopback by IPv4 alone: the sink doesn't listen on ::1.
        var hosts = new OutboundHosts((_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        var connector = new MailConnector(hosts, new MailTrust(Options.Create(options.CurrentValue)), options, clock);
        var mail = new TestMail(null!, null!, connector, new MailEntrance(new NoPauses(), clock), clock);
        var relay = new MailRelay("localhost", port, security, user, password, from, replyTo, Trusted: false, "the domain's");
        var (sender, recipient) = (MailAddresses.Parse(relay.From)!, MailAddresses.Parse(to)!);
        var message = mail.Write("Acme Telecom for portal.acme.example", relay, sender, recipient);
        return await mail.Send(relay, message, sender, recipient, TestContext.Current.CancellationToken);
    }

    private static X509Certificate2 Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private protected X509Certificate2 Leaf(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(root, now.AddHours(-1), now.AddHours(1), [1, 2, 3]);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Time limits come twenty times sooner.</summary>
    private protected sealed class FastClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 20 : dueTime, period);
    }

    private sealed class NoPauses : IMailPauses
    {
        public Task<string?> AccountOf(MailRelay relay) => Task.FromResult<string?>(relay.ToString());

        public Task<MailPause?> Find(string account) => Task.FromResult<MailPause?>(null);

        public Task<bool> Claim(string account, MailPause seen) => Task.FromResult(true);

        public Task<MailPause> Begin(string account, MailRelay relay, string reason) =>
            Task.FromResult(new MailPause(account, relay.UserName!, reason, default, 1, default));

        public Task End(string account) => Task.CompletedTask;
    }

    private sealed class Monitor(MailOptions value) : IOptionsMonitor<MailOptions>
    {
        public MailOptions CurrentValue => value;

        public MailOptions Get(string? name) => value;

        public IDisposable? OnChange(Action<MailOptions, string?> listener) => null;
    }
}
