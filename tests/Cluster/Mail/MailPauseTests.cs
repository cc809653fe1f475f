using Portal.Brands;
using Portal.Domains;
using Portal.Mail;
using Portal.Saving;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.Cluster.Mail;

/// <summary>A mail server with a wrong password hears of it once, not once for each mail.</summary>
public abstract class MailPauseTests(ClusterFixture cluster) : OutboxScenarios(cluster)
{
    private const string Right = "correct horse battery";
    private static readonly SinkManners Strict = new() { Login = ("acme", Right), Mechanisms = "LOGIN PLAIN", BanAfter = 2 };

    private protected abstract PushedClock Clock { get; }

    private IMailHealth Health => Cluster.Service<IMailHealth>();

    [Fact]
    public async Task A_refused_password_pauses_the_queue_until_another_is_typed()
    {
        await using var sink = new SmtpSink(Strict);
        await AddDomain(sink.Port, Smtp("wrong"));
        for (var i = 0; i < 5; i++)
            await Outbox.Enqueue(Draft($"m{i}", $"you{i}@customer.example"));
        for (var i = 0; i < 5; i++)
            await Waits($"m{i}");
        Assert.Equal(1, sink.Refusals);
        var row = await Row("m4");
        Assert.Equal((MailState.Queued, 0), (row.State, row.Attempts));
        Assert.StartsWith(
            $"Mail is waiting: 127.0.0.1:{sink.Port} refuses the user name and password of acme.",
            row.Reason,
            StringComparison.Ordinal);

        var health = await Health.Of(Host, BrandId);
        Assert.False(health.IsGood);
        Assert.Equal(
            ($"127.0.0.1:{sink.Port}", "the domain's", "acme", 1),
            (health.Server, health.Source, health.Pause!.UserName, health.Pause.Tries));
        Assert.Contains("535 5.7.8", health.Pause.Reason, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(1), health.Pause.NextTry - health.Pause.Since);

        // Half an hour and one more mail: the server hears nothing.
        Clock.Push(TimeSpan.FromMinutes(30));
        await Outbox.Enqueue(Draft("m5", "you5@customer.example"));
        await Waits("m5");
        Assert.Equal(1, sink.Refusals);

        await Type(Right);
        Assert.True((await Health.Of(Host, BrandId)).IsGood);
        Clock.Push(TimeSpan.FromMinutes(10));
        await Eventually.Holds(async () => await Log.Count(Host, MailState.Sent, All, CancellationToken.None) == 6, "all are sent");
        Assert.Equal(1, sink.Refusals);
    }

    [Fact]
    public async Task Domains_that_share_a_server_share_its_pause_and_a_test_mail_ends_it()
    {
        await using var sink = new SmtpSink(Strict with { BanAfter = 0 });
        await AddDomain(sink.Port, Smtp("wrong"));
        var other = new Other(Cluster);
        await other.AddDomain(sink.Port, Smtp("wrong"));
        await Outbox.Enqueue(Draft("m1"));
        await other.Outbox.Enqueue(Draft("m1"));
        await Waits("m1");
        await other.Waits("m1");
        Assert.Equal(1, sink.Refusals);

        // The account is right again at the server: somebody asks, and what waits goes out.
        sink.Manners = new() { Login = ("acme", "wrong") };
        var outcome = await Cluster.Service<ITestMail>().Send(Host, "ada@operator.example", CancellationToken.None);
        Assert.True(outcome!.Sent, outcome.Summary);
        await Reaches("m1", MailState.Sent);
        Assert.True((await Health.Of(Host, BrandId)).IsGood);
    }

    [Fact]
    public async Task It_is_tried_again_by_itself_once_when_the_pause_is_over()
    {
        await using var sink = new SmtpSink(Strict with { BanAfter = 0 });
        await AddDomain(sink.Port, Smtp("wrong"));
        await Outbox.Enqueue(Draft("m1"));
        await Outbox.Enqueue(Draft("m2", "else@customer.example"));
        await Waits("m2");
        Clock.Push(TimeSpan.FromMinutes(61));
        await Eventually.Holds(() => Task.FromResult(sink.Refusals == 2), "it was tried once more");
        await Eventually.Holds(
            async () => (await Row("m1")).NextAttemptAt > Clock.GetUtcNow() && (await Row("m2")).NextAttemptAt > Clock.GetUtcNow(),
            "both wait again");
        Assert.Equal(2, (await Health.Of(Host, BrandId)).Pause!.Tries);
        sink.Manners = new() { Login = ("acme", "wrong") };
        Clock.Push(TimeSpan.FromHours(4.1));
        await Reaches("m1", MailState.Sent);
        await Reaches("m2", MailState.Sent);
    }

    [Fact]
    public async Task A_server_that_can_check_no_password_now_is_not_paused()
    {
        await using var sink = new SmtpSink(new() { Login = ("acme", Right), Refusal = "454 4.7.0 come again" });
        await AddDomain(sink.Port, Smtp("wrong"));
        await Outbox.Enqueue(Draft("m1"));
        Assert.Equal(1, (await Fails("m1")).Attempts);
        Assert.Null((await Health.Of(Host, BrandId)).Pause);
    }

    private static SmtpSettings Smtp(string password) =>
        new() { Security = SmtpSecurity.None, UserName = "acme", Password = SecretInput.Set(password) };

    private async Task Type(string password)
    {
        var domain = Cluster.Grains.GetGrain<IDomainGrain>(Host);
        var settings = (await domain.Get())!.Settings;
        var saved = await domain.Save(settings with { Smtp = settings.Smtp! with { Password = SecretInput.Set(password) } }, Change);
        Assert.True(saved.IsSaved, string.Join(' ', saved.Errors.Select(e => e.Reason)));
    }

    private sealed class Other(ClusterFixture cluster) : OutboxScenarios(cluster)
    {
        public new IOutboxGrain Outbox => base.Outbox;

        public new Task AddDomain(int port, SmtpSettings smtp) => base.AddDomain(port, smtp);

        public new Task<MailRow> Waits(string id) => base.Waits(id);
    }
}

public sealed class MailPauseSqliteTests(OutboxOnSqlite cluster) : MailPauseTests(cluster), IClassFixture<OutboxOnSqlite>
{
    private protected override PushedClock Clock => cluster.Clock;
}

public sealed class MailPausePostgresTests(OutboxOnPostgres cluster) : MailPauseTests(cluster), IClassFixture<OutboxOnPostgres>
{
    private protected override PushedClock Clock => cluster.Clock;
}
