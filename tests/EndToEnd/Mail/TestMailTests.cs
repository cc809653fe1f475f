using System.Text.RegularExpressions;
using Portal.Brands;
using Portal.Mail;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Mail;

/// <summary>A test mail as the product sends it, by real SMTP conversations.</summary>
public sealed class TestMailTests : MailTalk
{
    [Theory]
    [InlineData((int)SinkSecurity.StartTls, SmtpSecurity.StartTls)]
    [InlineData((int)SinkSecurity.Tls, SmtpSecurity.Tls)]
    public async Task A_mail_goes_out_encrypted_and_signed_in(int sinkSecurity, SmtpSecurity security)
    {
        await using var sink = new SmtpSink(new() { Security = (SinkSecurity)sinkSecurity, Login = ("acme", Password) }, Leaf("localhost"));
        var outcome = await Send(sink, security, "acme", Password);

        Assert.True(outcome.Sent, outcome.Summary);
        Assert.Equal(
            [
                MailStepKind.Resolve,
                MailStepKind.Connect,
                MailStepKind.Greeting,
                MailStepKind.Encrypt,
                MailStepKind.SignIn,
                MailStepKind.Send,
            ],
            outcome.Steps.Select(s => s.Kind));
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
        Assert.Equal("The server refuses the user name and password.", step.Text);
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
        Assert.Equal("The server doesn't accept mail for you@customer.example.", outcome.Summary);
        Assert.Contains("nobody of that name here", outcome.Steps[^1].Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_sender_is_named()
    {
        await using var sink = new SmtpSink(new() { Sender = "553 5.7.1 not yours" });
        Assert.StartsWith(
            "The server doesn't accept mail from billing@acme.example.",
            (await Send(sink, SmtpSecurity.None)).Summary,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("554 go away", "The server refuses to talk to us.")]
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
        Assert.Contains("says nothing", outcome.Summary, StringComparison.Ordinal);
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
}
