using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Brands;
using Portal.Mail;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.Cluster.Mail;

/// <summary>What the log says of mail servers that are wrong in one way or another, and what outlives the silo.</summary>
public sealed class OutboxServerTests(OutboxOnSqlite cluster) : OutboxScenarios(cluster), IClassFixture<OutboxOnSqlite>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task A_wrong_certificate_is_told_and_nothing_is_sent()
    {
        using var certificate = SelfSigned("other.example");
        await using var sink = new SmtpSink(new() { Security = SinkSecurity.StartTls }, certificate);
        await AddDomain(sink.Port, new SmtpSettings { Security = SmtpSecurity.StartTls });
        await Outbox.Enqueue(Draft("m1"));
        Assert.Contains(
            "certificate isn't good for 127.0.0.1: it is for CN=other.example", (await Fails("m1")).Reason, StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_never_shown()
    {
        await using var sink = new SmtpSink(new() { Login = ("acme", "another") });
        await AddDomain(
            sink.Port, new SmtpSettings { Security = SmtpSecurity.None, UserName = "acme", Password = SecretInput.Set(Password) });
        await Outbox.Enqueue(Draft("m1"));
        var reason = (await Waits("m1")).Reason!;
        Assert.Contains("The server refuses the user name and password.", reason, StringComparison.Ordinal);
        Assert.Contains("535", reason, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("\0acme\0" + Password)), reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_that_need_smtputf8_and_mails_that_dont_go_out_side_by_side()
    {
        await using var sink = new SmtpSink(new() { Utf8 = true });
        await AddDomain(sink.Port);
        string[] to = ["a@customer.example", "jürgen@customer.example", "b@bücher.example", "rené@customer.example", "c@customer.example"];
        foreach (var address in to)
            await Outbox.Enqueue(Draft(address, address));
        foreach (var address in to)
            await Reaches(address, MailState.Sent);
        Assert.Equal(
            2,
            sink.Heard.Count(
                line => line.StartsWith("MAIL", StringComparison.Ordinal) && line.Contains("SMTPUTF8", StringComparison.Ordinal)));
        Assert.Contains("RCPT TO:<b@xn--bcher-kva.example>", sink.Heard);
    }

    [Fact]
    public async Task A_mail_that_the_server_cant_take_is_refused_in_our_words_and_nothing_is_said_after_ehlo()
    {
        await using var sink = new SmtpSink(new() { Login = ("acme", Password) });
        await AddDomain(
            sink.Port, new SmtpSettings { Security = SmtpSecurity.None, UserName = "acme", Password = SecretInput.Set(Password) });
        await Outbox.Enqueue(Draft("m1", "jürgen@customer.example"));
        await Reaches("m1", MailState.Refused);
        Assert.StartsWith("The mail server can't take jürgen@customer.example", (await Row("m1")).Reason, StringComparison.Ordinal);
        await Eventually.Holds(() => Task.FromResult(sink.Heard.Contains("QUIT")), "the conversation is ended");
        Assert.Equal(["EHLO", "QUIT"], sink.Heard.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_wrong_greeting_is_told()
    {
        await using var sink = new SmtpSink(new() { Greeting = "554 go away" });
        await AddDomain(sink.Port);
        await Outbox.Enqueue(Draft("m1"));
        Assert.Contains("refuses to talk to us. It said: 554 go away", (await Fails("m1")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_that_breaks_off_is_told_and_the_mail_waits_longer_each_time()
    {
        await using var sink = new SmtpSink(new() { Taken = null });
        await AddDomain(sink.Port);
        await Outbox.Enqueue(Draft("m1"));
        var row = await Fails("m1");
        Assert.Equal(1, row.Attempts);
        Assert.Contains("The connection broke; the server may have accepted the mail anyway.", row.Reason, StringComparison.Ordinal);
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task A_hanging_server_holds_up_neither_the_caller_nor_other_domains()
    {
        await using var hanging = new SmtpSink(new() { Greeting = null });
        await AddDomain(hanging.Port);
        await Outbox.Enqueue(Draft("m1"));
        await Outbox.Enqueue(Draft("m2", "else@customer.example")).WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);

        await using var sink = new SmtpSink(new());
        var other = new Other(Cluster);
        await other.SendsOne(sink);
        Assert.Equal(0, (await Row("m1")).Attempts);
        Assert.Contains("says nothing", (await Fails("m1")).Reason, StringComparison.Ordinal);
    }

    private sealed class Other(ClusterFixture cluster) : OutboxScenarios(cluster)
    {
        public async Task SendsOne(SmtpSink sink)
        {
            await AddDomain(sink.Port);
            await Outbox.Enqueue(Draft("m1"));
            await Reaches("m1", MailState.Sent, TimeSpan.FromSeconds(8));
        }
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256).CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1));
    }
}

/// <summary>In a cluster of its own: the silo is stopped.</summary>
public sealed class OutboxRestartTests(OutboxOnSqlite cluster) : OutboxScenarios(cluster), IClassFixture<OutboxOnSqlite>
{
    [Fact]
    public async Task What_is_queued_when_the_silo_ends_is_sent_once_after_the_start()
    {
        var port = Closed();
        await AddDomain(port);
        await Outbox.Enqueue(Draft("m1"));
        await Fails("m1");
        await using var sink = new SmtpSink(new(), port: port);
        await Cluster.Restart();
        // Due by the back-off of half a minute.
        await Reaches("m1", MailState.Sent, TimeSpan.FromSeconds(50));
        await Outbox.Wake();
        Assert.Single(sink.Mails);
    }
}
