using System.Net.Sockets;
using MailKit.Security;
using Portal.Brands;
using Portal.Mail;

namespace Portal.Tests.Unit.Mail;

/// <summary>Advice fits the setting that is there.</summary>
public sealed class MailProblemTests
{
    [Theory]
    [InlineData(SmtpSecurity.None, "none")]
    [InlineData(SmtpSecurity.StartTls, "STARTTLS")]
    [InlineData(SmtpSecurity.Tls, "TLS")]
    public void Nobody_is_told_to_set_what_is_set(SmtpSecurity security, string name)
    {
        var relay = new MailRelay(
            "smtp.acme.example", 2525, security, "acme", "secret", "billing@acme.example", null, Trusted: false, "the domain's");
        foreach (var problem in (Exception[])[new SslHandshakeException("no"), new TimeoutException(), new OperationCanceledException(), new IOException("gone"), new SocketException((int)SocketError.ConnectionRefused)])
        {
            string[] advice =
            [
                MailProblems.OfConnecting(problem, relay),
                MailProblems.OfGreeting(problem, relay),
                MailProblems.OfSigningIn(problem, secure: security != SmtpSecurity.None),
                .. security == SmtpSecurity.None ? (string[])[] : [MailProblems.OfEncrypting(problem, relay)],
            ];
            Assert.All(advice, words => Assert.DoesNotMatch($@"set security to {name}\b", words));
        }
    }

    [Fact]
    public void A_handshake_that_fails_after_starttls_is_no_matter_of_the_setting() =>
        Assert.Contains(
            "may support only old versions of TLS",
            MailProblems.OfEncrypting(new SslHandshakeException("no"), Relay(SmtpSecurity.StartTls)),
            StringComparison.Ordinal);

    [Fact]
    public void The_advice_on_ports_is_of_the_security_that_is_set()
    {
        var refused = new SocketException((int)SocketError.ConnectionRefused);
        Assert.Contains("465 is usual for TLS", MailProblems.OfConnecting(refused, Relay(SmtpSecurity.Tls)), StringComparison.Ordinal);
        Assert.Contains(
            "587 is usual for STARTTLS",
            MailProblems.OfConnecting(refused, Relay(SmtpSecurity.StartTls)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLAIN LOGIN CRAM-MD5 XOAUTH2", true, "PLAIN")]
    [InlineData("LOGIN CRAM-MD5", true, "LOGIN")]
    [InlineData("login plain cram-md5 scram-sha-256", false, "SCRAM-SHA-256")]
    [InlineData("LOGIN PLAIN", false, "PLAIN")]
    [InlineData("XOAUTH2 NTLM", true, null)]
    public void One_way_of_signing_in_comes_first(string offered, bool secure, string? first) =>
        Assert.Equal(first, MailMechanisms.Order(offered.Split(' '), secure).FirstOrDefault());

    private static MailRelay Relay(SmtpSecurity security) =>
        new("smtp.acme.example", 587, security, null, null, "a@acme.example", null, Trusted: false, "the domain's");
}
