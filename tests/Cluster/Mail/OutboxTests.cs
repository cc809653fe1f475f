using Dapper;
using Portal.Brands;
using Portal.Domains;
using Portal.Mail;
using Portal.Storage;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.Cluster.Mail;

/// <summary>Outboxes over a store, by real conversations with a mail server.</summary>
public abstract class OutboxTests(ClusterFixture cluster) : OutboxScenarios(cluster)
{
    private protected abstract PushedClock Clock { get; }

    [Fact]
    public async Task A_mail_is_sent_once_in_the_brands_name_and_its_link_is_forgotten()
    {
        await using var sink = new SmtpSink(new());
        await AddDomain(sink.Port);
        await Outbox.Enqueue(Draft("m1"));
        await Outbox.Enqueue(Draft("m1"));
        await Reaches("m1", MailState.Sent);
        await Outbox.Wake();

        var mail = SmtpSink.Parse(Assert.Single(sink.Mails));
        Assert.Equal("\"Acme\" <billing@acme.example>", mail.From.ToString());
        Assert.Equal("help@acme.example", mail.ReplyTo.ToString());
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.EndsWith("@acme.example", mail.MessageId, StringComparison.Ordinal);
        Assert.Equal("Set a new password for Acme Telecom", mail.Subject);
        Assert.Contains($"https://{Host}/reset-password?token=t0k3n", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Acme Ltd", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("MAIL FROM:<billing@acme.example> SIZE=", string.Join('\n', sink.Heard), StringComparison.Ordinal);
        Assert.Null(await StoredLink("m1"));
        var row = await Row("m1");
        Assert.Equal((1, null), (row.Attempts, row.NextAttemptAt));
        Assert.NotNull(row.DoneAt);
        Assert.False(await Outbox.Resend("m1", Change));
    }

    [Fact]
    public async Task A_server_that_is_down_gets_the_mail_once_it_is_up()
    {
        var port = Closed();
        await AddDomain(port);
        await Outbox.Enqueue(Draft("m1"));
        var row = await Fails("m1");
        Assert.Equal(MailState.Queued, row.State);
        Assert.StartsWith($"127.0.0.1 refuses connections on port {port}.", row.Reason, StringComparison.Ordinal);
        Assert.True(row.NextAttemptAt > Clock.GetUtcNow());
        Assert.DoesNotContain("t0k3n", await StoredLink("m1"), StringComparison.Ordinal);

        await using var sink = new SmtpSink(new(), port: port);
        Clock.Push(TimeSpan.FromMinutes(1));
        // Nobody calls the outbox: the shard's scan finds what is due.
        await Reaches("m1", MailState.Sent);
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task A_refusal_for_good_is_in_the_log_with_the_servers_words_and_can_be_sent_again()
    {
        await using var sink = new SmtpSink(new() { Recipient = "550 5.1.1 nobody of that name here" });
        await AddDomain(sink.Port);
        await Outbox.Enqueue(Draft("m1"));
        await Reaches("m1", MailState.Refused);
        var row = await Row("m1");
        Assert.Contains("nobody of that name here", row.Reason, StringComparison.Ordinal);
        Assert.Null(row.NextAttemptAt);

        sink.Manners = new();
        var change = Change;
        Assert.True(await Outbox.Resend("m1", change));
        await Reaches("m1", MailState.Sent);
        // The same operation again changes nothing.
        Assert.True(await Outbox.Resend("m1", change));
        Assert.Single(sink.Mails);
        await using var connection = await Cluster.Database.Read.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            1,
            await connection.QuerySingleAsync<long>(
                "SELECT count(*) FROM portal_audit WHERE target = @target AND brand = @BrandId",
                new { target = $"mail/{Host}/m1", BrandId }));
    }

    [Fact]
    public async Task Mails_to_one_address_keep_their_order_and_others_go_on()
    {
        await using var sink = new SmtpSink(new() { Recipients = { ["slow@customer.example"] = "451 4.7.1 greylisted, come again" } });
        await AddDomain(sink.Port);
        await Outbox.Enqueue(Draft("first", "Slow@customer.example") with { Kind = MailKind.Welcome });
        await Outbox.Enqueue(Draft("second", "slow@customer.example") with { Kind = MailKind.Welcome });
        await Outbox.Enqueue(Draft("other"));
        await Reaches("other", MailState.Sent);
        var first = await Fails("first");
        Assert.Contains("greylisted", first.Reason, StringComparison.Ordinal);
        Assert.Equal(0, (await Row("second")).Attempts);

        sink.Manners = new();
        Clock.Push(TimeSpan.FromMinutes(1));
        await Reaches("second", MailState.Sent);
        Assert.Equal(3, sink.Mails.Count);
        Assert.Contains("To: Ann <Slow@customer.example>", sink.Mails[1], StringComparison.Ordinal);
        Assert.Contains("To: Ann <slow@customer.example>", sink.Mails[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_takes_one_connection()
    {
        var port = Closed();
        await AddDomain(port);
        for (var i = 0; i < 40; i++)
            await Outbox.Enqueue(Draft($"m{i}", $"you{i}@customer.example"));
        await Fails("m39");
        await using var sink = new SmtpSink(new(), port: port);
        Clock.Push(TimeSpan.FromMinutes(1));
        await Eventually.Holds(async () => await Log.Count(Host, MailState.Sent, All, CancellationToken.None) == 40, "all are sent");
        Assert.Equal(40, sink.Mails.Count);
        Assert.Equal(1, sink.Connections);
        Assert.Equal(40, sink.Mails.Select(m => SmtpSink.Parse(m).MessageId).Distinct().Count());
        await Eventually.Holds(() => Task.FromResult(sink.Heard.Contains("QUIT")), "the conversation is ended");
    }

    [Fact]
    public async Task A_mail_that_is_too_late_to_be_of_use_is_not_sent()
    {
        var port = Closed();
        await AddDomain(port);
        await Outbox.Enqueue(Draft("m1", until: Clock.GetUtcNow().AddMinutes(30)));
        await Fails("m1");
        Clock.Push(TimeSpan.FromMinutes(31));
        await Reaches("m1", MailState.Refused);
        Assert.StartsWith("Too late:", (await Row("m1")).Reason, StringComparison.Ordinal);
        Assert.Null(await StoredLink("m1"));
        Assert.False(await Outbox.Resend("m1", Change));
    }

    [Fact]
    public async Task Without_a_mail_server_the_mail_waits_and_says_so()
    {
        Assert.True(
            (await Cluster.Grains.GetGrain<IBrandGrain>(BrandId).Create(
                new BrandSettings { Id = BrandId, Name = "Acme" }, Change)).IsSaved);
        Assert.True(
            (await Cluster.Grains.GetGrain<IDomainGrain>(Host).Create(
                new DomainSettings { Host = Host, Brand = BrandId }, Change)).IsSaved);
        await Outbox.Enqueue(Draft("m1"));
        var row = await Fails("m1");
        Assert.Equal(MailState.Queued, row.State);
        Assert.StartsWith("No mail server is set", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_of_a_domain_that_was_deleted_is_refused()
    {
        var port = Closed();
        await AddDomain(port);
        await Outbox.Enqueue(Draft("m1"));
        await Fails("m1");
        await Cluster.Grains.GetGrain<IDomainGrain>(Host).Delete(Change);
        Clock.Push(TimeSpan.FromMinutes(1));
        await Reaches("m1", MailState.Refused);
        Assert.Equal($"The domain {Host} no longer exists.", (await Row("m1")).Reason);
    }

    [Fact]
    public async Task The_log_is_listed_by_state_brand_and_recipient_page_by_page()
    {
        await using var sink = new SmtpSink(new() { Recipients = { ["bad@customer.example"] = "550 no" } });
        await AddDomain(sink.Port);
        foreach (var to in (string[])["a@customer.example", "b@customer.example", "bad@customer.example", "c@else.example"])
            await Outbox.Enqueue(Draft(to, to));
        await Eventually.Holds(async () => await Log.Count(Host, MailState.Queued, All, CancellationToken.None) == 0, "all are done");

        Assert.Equal(
            "bad@customer.example", Assert.Single((await Log.List(Host, MailState.Refused, All, CancellationToken.None)).Items).To);
        Assert.Equal(3, await Log.Count(Host, MailState.Sent, All, CancellationToken.None));
        Assert.Equal(3, (await Log.List(null, null, new ListQuery("CUSTOMER.", Brands: [BrandId]), CancellationToken.None)).Items.Count);
        Assert.Empty((await Log.List(Host, null, new ListQuery(Brands: ["another"]), CancellationToken.None)).Items);
        Assert.Empty((await Log.List(Host, null, new ListQuery(Brands: []), CancellationToken.None)).Items);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Log.List(Host, null, new ListQuery(Limit: 3, Cursor: cursor), CancellationToken.None);
            seen.AddRange(page.Items.Select(m => m.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(4, seen.Distinct().Count());
        Assert.Equal(4, seen.Count);
    }

    [Fact]
    public async Task Staffs_mail_goes_by_the_platforms_own_box_and_waits_while_ops_set_no_server()
    {
        await Cluster.Grains.GetGrain<IOutboxGrain>(IOutboxGrain.Platform).Enqueue(Draft("m1", "ann@operator.example"));
        await Eventually.Holds(
            async () => (await Log.Find(IOutboxGrain.Platform, "m1", CancellationToken.None))?.Reason is not null, "it was tried");
        Assert.Equal(
            "No mail server is set for the platform.", (await Log.Find(IOutboxGrain.Platform, "m1", CancellationToken.None))!.Reason);
    }
}

public sealed class OutboxSqliteTests(OutboxOnSqlite cluster) : OutboxTests(cluster), IClassFixture<OutboxOnSqlite>
{
    private protected override PushedClock Clock => cluster.Clock;
}

public sealed class OutboxPostgresTests(OutboxOnPostgres cluster) : OutboxTests(cluster), IClassFixture<OutboxOnPostgres>
{
    private protected override PushedClock Clock => cluster.Clock;
}
