using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Portal.Brands;
using Portal.Mail;
using Portal.Outbound;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Mail;

/// <summary>A test mail as the product sends it, by real SMTP conversations.</summary>
public sealed class TestMailTests : IDisposable
{
    private const string Password = "correct horse battery";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mail");
    private readonly X509Certificate2 root = Root();

    public void Dispose()
    {
        root.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData((int)SinkSecurity.StartTls, SmtpSecurity.StartTls)]
    [InlineData((int)SinkSecurity.Tls, SmtpSecurity.Tls)]
    public async Task A_mail_goes_out_encrypted_and_signed_in(int sinkSecurity, SmtpSecurity security)
    {
        await using var sink = new SmtpSink(new() { Security = (SinkSecurity)sinkSecurity, Login = ("acme", Password) }, Leaf("localhost"));
        var outcome = await Send(sink, security, "acme", Password);

        Assert.True(outcome.Sent, outcome.Summary);
        Assert.Equal([MailStepKind.Resolve, MailStepKind.Connect, MailStepKind.Greeting, MailStepKind.Encrypt, MailStepKind.SignIn, MailStepKind.Send], outcome.Steps.Select(s => s.Kind));
        Assert.Contains("queued as 4711", outcome.Steps[^1].Reply, StringComparison.Ordinal);
        var mail = Assert.Single(sink.Mails);
        Assert.Contains("From: Acme <billing@acme.example>", mail, StringComparison.Ordinal);
        Assert.Contains("To: you@customer.example", mail, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.Matches("Message-I[dD]: <[^>]+@acme.example>", mail);
        Assert.Contains("EHLO acme.example", sink.Heard);
        // As a word: a short name stands in many a random id.
        Assert.DoesNotMatch($@"(?i)\b{Regex.Escape(Environment.MachineName)}\b", mail + string.Join('\n', sink.Heard));
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_never_shown()
    {
        // This one repeats in its refusal what it was given.
        await using var sink = new SmtpSink(new() { Security = SinkSecurity.StartTls, Login = ("acme", "another") }, Leaf("localhost"));
        var outcome = await Send(sink, SmtpSecurity.StartTls, "acme", Password);

        Assert.False(outcome.Sent);
        var step = outcome.Steps[^1];
        Assert.Equal(MailStepKind.SignIn, step.Kind);
        Assert.Equal("The server refuses user name and password.", step.Text);
        var shown = outcome + string.Join('\n', outcome.Steps);
        Assert.DoesNotContain(Password, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("\0acme\0correct horse battery"u8), shown, StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        await using var sink = new SmtpSink(new() { Security = SinkSecurity.StartTls }, Leaf("other.example"));
        var outcome = await Send(sink, SmtpSecurity.StartTls);
        Assert.Equal(MailStepKind.Encrypt, outcome.Steps[^1].Kind);
        Assert.Contains("isn't good for localhost: it is for CN=other.example", outcome.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_from_an_unknown_authority_is_refused()
    {
        await using var sink = new SmtpSink(new() { Security = SinkSecurity.Tls }, Leaf("localhost"));
        var outcome = await Send(sink, SmtpSecurity.Tls, trusted: false);
        Assert.Equal(MailStepKind.Encrypt, outcome.Steps[^1].Kind);
        Assert.False(outcome.Steps[^1].Passed);
    }

    [Fact]
    public async Task A_server_without_starttls_gets_nothing_in_plain_text()
    {
        await using var sink = new SmtpSink(new() { Login = ("acme", Password) });
        var outcome = await Send(sink, SmtpSecurity.StartTls, "acme", Password);
        Assert.StartsWith("The server doesn't offer STARTTLS.", outcome.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(sink.Heard, l => l.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_recipient_comes_with_the_servers_words()
    {
        await using var sink = new SmtpSink(new() { Recipient = "550 5.1.1 nobody of that name here" });
        var outcome = await Send(sink, SmtpSecurity.None);
        Assert.Equal("The server doesn't take mail for you@customer.example.", outcome.Summary);
        Assert.Contains("nobody of that name here", outcome.Steps[^1].Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_sender_is_named()
    {
        await using var sink = new SmtpSink(new() { Sender = "553 5.7.1 not yours" });
        Assert.StartsWith("The server doesn't take mail from billing@acme.example.", (await Send(sink, SmtpSecurity.None)).Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("554 go away", "The server doesn't want to talk to us.")]
    [InlineData("HTTP/1.1 400 Bad Request", "doesn't speak SMTP")]
    public async Task A_wrong_greeting_is_told(string greeting, string words)
    {
        await using var sink = new SmtpSink(new() { Greeting = greeting });
        var outcome = await Send(sink, SmtpSecurity.None);
        Assert.Equal(MailStepKind.Greeting, outcome.Steps[^1].Kind);
        Assert.Contains(words, outcome.Summary, StringComparison.Ordinal);
        Assert.Contains(greeting[4..], outcome.Steps[^1].Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_server_ends_by_the_time_limit()
    {
        await using var sink = new SmtpSink(new() { Greeting = null });
        var outcome = await Send(sink, SmtpSecurity.None, clock: new FastClock());
        Assert.Equal(MailStepKind.Greeting, outcome.Steps[^1].Kind);
        Assert.Contains("doesn't speak", outcome.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_port_is_told()
    {
        var outcome = await Send(FreePort.Next(), SmtpSecurity.None);
        Assert.Equal(MailStepKind.Connect, outcome.Steps[^1].Kind);
        Assert.Contains("refuses connections", outcome.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenants_server_on_loopback_is_not_connected_to()
    {
        await using var sink = new SmtpSink(new());
        var outcome = await Send(sink.Port, SmtpSecurity.None, allowPrivate: false);
        Assert.Equal(MailStepKind.Resolve, outcome.Steps[^1].Kind);
        Assert.Contains("a loopback address", outcome.Summary, StringComparison.Ordinal);
        Assert.Empty(sink.Heard);
    }

    private Task<TestMailOutcome> Send(SmtpSink sink, SmtpSecurity security, string? user = null, string? password = null, bool trusted = true, TimeProvider? clock = null) =>
        Send(sink.Port, security, user, password, trusted, clock: clock);

    private async Task<TestMailOutcome> Send(
        int port, SmtpSecurity security, string? user = null, string? password = null, bool trusted = true, bool allowPrivate = true, TimeProvider? clock = null)
    {
        var pem = Path.Combine(folder.FullName, "roots.pem");
        await File.WriteAllTextAsync(pem, root.ExportCertificatePem());
        var options = new Monitor(new MailOptions { AllowPrivateServers = allowPrivate, TrustedRoots = trusted ? pem : null });
        clock ??= TimeProvider.System;
        // Loopback by IPv4 alone: the sink doesn't listen on ::1.
        var hosts = new OutboundHosts((_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        var mail = new TestMail(null!, null!, new MailConnector(hosts, new MailTrust(Options.Create(options.CurrentValue)), options, clock), clock);
        var route = new MailRoute("localhost", port, security, user, password, "Acme <billing@acme.example>", null, Trusted: false, "the domain's");
        var (sender, recipient) = (MailAddresses.Parse(route.From)!, MailAddresses.Parse("you@customer.example")!);
        return await mail.Send(route, mail.Write("portal.acme.example", "Acme Telecom", route, sender, recipient), sender, recipient, TestContext.Current.CancellationToken);
    }

    private static X509Certificate2 Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private X509Certificate2 Leaf(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1), [1, 2, 3]);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Time limits come twenty times sooner.</summary>
    private sealed class FastClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 20 : dueTime, period);
    }

    private sealed class Monitor(MailOptions value) : IOptionsMonitor<MailOptions>
    {
        public MailOptions CurrentValue => value;

        public MailOptions Get(string? name) => value;

        public IDisposable? OnChange(Action<MailOptions, string?> listener) => null;
    }
}
