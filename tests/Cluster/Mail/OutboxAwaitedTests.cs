using Portal.Mail;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.Cluster.Mail;

/// <summary>Somebody sits before a screen and waits for a link.</summary>
public abstract class OutboxAwaitedTests(ClusterFixture cluster) : OutboxScenarios(cluster)
{
    private static readonly SinkManners Greylist = new() { Recipient = "451 4.7.1 greylisted, come again" };

    [Theory]
    [InlineData(MailKind.ResetPassword)]
    [InlineData(MailKind.VerifyEmail)]
    [InlineData(MailKind.ChangeEmail)]
    [InlineData(MailKind.KnownAddress)]
    [InlineData(MailKind.Invitation)]
    public async Task A_new_link_goes_at_once_whatever_an_older_mail_waits_for_and_the_older_link_is_not_sent(MailKind kind)
    {
        await using var sink = new SmtpSink(Greylist);
        await AddDomain(sink.Port);
        await Outbox.Enqueue(Draft("news") with { Kind = MailKind.Welcome, Link = "/sign-in" });
        await Fails("news");
        await Outbox.Enqueue(Draft("old") with { Kind = kind, Link = "/reset-password?token=0ld" });
        await Fails("old");

        sink.Manners = new();
        await Outbox.Enqueue(Draft("new", "You@customer.example") with { Kind = kind, Link = "/reset-password?token=n3w" });
        // Nobody pushes the clock: the older ones' waits are not over.
        await Reaches("new", MailState.Sent);
        var old = await Row("old");
        Assert.Equal((MailState.Refused, null), (old.State, old.NextAttemptAt));
        Assert.StartsWith("Not sent: a newer e-mail with a newer link replaced it. Before that: ", old.Reason, StringComparison.Ordinal);
        Assert.Null(await StoredLink("old"));
        Assert.False(await Outbox.Resend("old", Change));
        Assert.DoesNotContain(sink.Mails, mail => mail.Contains("0ld", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_link_is_tried_at_once_after_a_server_was_out_of_reach()
    {
        var port = Closed();
        await AddDomain(port);
        await Outbox.Enqueue(Draft("old"));
        await Fails("old");
        await using var sink = new SmtpSink(new(), port: port);
        await Outbox.Enqueue(Draft("new"));
        await Reaches("new", MailState.Sent);
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task An_older_mail_that_fails_later_doesnt_take_a_new_link_with_it()
    {
        await using var sink = new SmtpSink(Greylist);
        await AddDomain(sink.Port);
        await Outbox.Enqueue(
            Draft("news") with
            {
                Kind = MailKind.NewDevice,
                Link = null,
                Values = new(StringComparer.Ordinal) { ["time"] = "2026-07-01T12:00:00Z" },
            });
        await Fails("news");
        await Outbox.Enqueue(Draft("link"));
        await Fails("link");
        var due = (await Row("link")).NextAttemptAt;
        await Outbox.Resend("news", Change);
        await Fails("news", 2);
        Assert.Equal(due, (await Row("link")).NextAttemptAt);
    }

    [Fact]
    public async Task Invitations_to_two_customers_are_two_mails()
    {
        await using var sink = new SmtpSink(Greylist);
        await AddDomain(sink.Port);
        foreach (var customer in (string[])["Initech", "Globex"])
            await Outbox.Enqueue(
                Draft(customer) with { Kind = MailKind.Invitation, Values = new(StringComparer.Ordinal) { ["customer"] = customer } });
        await Fails("Globex");
        Assert.Equal(MailState.Queued, (await Row("Initech")).State);
    }
}

public sealed class OutboxAwaitedSqliteTests(OutboxOnSqlite cluster) : OutboxAwaitedTests(cluster), IClassFixture<OutboxOnSqlite>;

public sealed class OutboxAwaitedPostgresTests(OutboxOnPostgres cluster) : OutboxAwaitedTests(cluster), IClassFixture<OutboxOnPostgres>;
