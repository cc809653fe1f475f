using System.Data.Common;
using System.IO.Pipelines;
using System.Text;
using Portal.Calls;
using Portal.Customers;
using Portal.Saving;
using Portal.Staff;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls;

/// <summary>What staff see of what switches send.</summary>
public abstract class IntakeWatchTests(ClusterFixture cluster)
{
    private static readonly Caller Owner = new(Actor.System, new StaffRights { Role = StaffRole.Owner });

    private DateTimeOffset Now => cluster.Service<TimeProvider>().GetUtcNow();

    private async Task<IntakeResult> Send(string body, string? name = null, CallCorrecting? correcting = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return await cluster.Service<CallIntake>().Run(
            new(stream, CallFormat.Ndjson, name) { Correcting = correcting }, cancellation: TestContext.Current.CancellationToken);
    }

    private async Task<SwitchIntake?> Seen(string name) =>
        (await cluster.Service<IntakeWatchDesk>().All(Owner, TestContext.Current.CancellationToken)).Value!
            .SingleOrDefault(line => line.Switch == name);

    private string Line(string name, string id, string customer, int minutesAgo, int seconds) =>
        $$"""{"switch":"{{name}}","callId":"{{id}}","customer":"{{customer}}","callTime":"{{Now.AddMinutes(-minutesAgo):yyyy-MM-dd'T'HH:mm:ss'Z'}}","duration":{{seconds}}}""" + "\n";

    [Fact]
    public async Task Each_switch_is_told_by_what_became_of_its_lines()
    {
        var id = await Customer("watched");
        await Send(Line("watch 1", "a", id, 10, 60) + Line("watch 1", "b", id, 20, 120) + Line("watch 2", "a", id, 5, 0)
            + Line("watch 1", "a", id, 10, 60) + Line("watch 1", "c", "c_nobody", 1, 0) + "{}\n");
        await Send(Line("watch 1", "a", id, 10, 60) + "nonsense\n", "watch 2");
        await Send(Line("watch 1", "a", id, 10, 60), null, CallCorrecting.Tried);

        var one = (await Seen("watch 1"))!;
        Assert.Equal((new IntakeCount(2, 2, 1), new IntakeCount(2, 2, 1)), (one.Hour, one.Day));
        Assert.Equal("There is no customer “c_nobody”.", one.LastError);
        Assert.Equal(1, one.PerMinute);
        Assert.InRange((Now - one.NewestCall!.Value).TotalMinutes, 9, 11);
        // Nine and eighteen minutes after their ends.
        Assert.InRange(one.Delay!.Value.TotalMinutes, 13, 15);
        var two = (await Seen("watch 2"))!;
        Assert.Equal((new IntakeCount(1, 0, 1), true), (two.Hour, two.LastError!.StartsWith("It is not a JSON", StringComparison.Ordinal)));
        Assert.True((await Seen(""))!.Day.Rejected >= 1);
        await cluster.Service<IntakeReader>().Run();
        Assert.NotNull(await Seen("watch 1"));
    }

    [Fact]
    public async Task Lines_that_are_wrong_are_told_while_the_body_lasts()
    {
        var sent = new Pipe();
        var run = Open(sent, "watch open");
        await sent.Writer.WriteAsync("nonsense\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await Eventually.Holds(async () => (await Seen("watch open"))?.Day.Rejected == 1, "the line is told");
        Assert.False(run.IsCompleted);
        await sent.Writer.CompleteAsync();
        Assert.Equal(1, (await run).Rejected);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_told_while_the_next_line_is_awaited()
    {
        var id = await Customer("unstored");
        var batch = string.Concat(Enumerable.Range(0, CallBatch.Most).Select(i => Line("watch 3", $"{i}", id, 10, 60)));
        var sent = new Pipe();
        await cluster.Without("portal_call_keys", async () =>
        {
            var run = Open(sent, null);
            await sent.Writer.WriteAsync(Encoding.UTF8.GetBytes(batch), TestContext.Current.CancellationToken);
            await Assert.ThrowsAnyAsync<DbException>(() => run.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System));
        });
    }

    private Task<IntakeResult> Open(Pipe sent, string? name) => cluster.Service<CallIntake>().Run(
        new(sent.Reader.AsStream(), CallFormat.Ndjson, name), cancellation: TestContext.Current.CancellationToken);

    private async Task<string> Customer(string name)
    {
        var id = CustomerIds.For(CustomerKind.Customer, name);
        var made = await cluster.Grains.GetGrain<ICustomerGrain>(id).Create(
            new CustomerSettings { Id = id, Name = name, Currency = "USD" }, [], new Change(name, Actor.System));
        Assert.Equal(SaveOutcome.Saved, made.Outcome);
        return id;
    }

    [Theory]
    [InlineData(StaffRole.ReadOnly, true)]
    [InlineData(StaffRole.Reseller, false)]
    public async Task Staff_of_the_whole_platform_alone_see_it(StaffRole role, bool sees)
    {
        var caller = new Caller(Actor.System, new StaffRights { Role = role, Brands = ["acme"] });
        Assert.Equal(
            sees ? DeskOutcome.Done : DeskOutcome.Forbidden,
            (await cluster.Service<IntakeWatchDesk>().All(caller, TestContext.Current.CancellationToken)).Outcome);
    }
}

public sealed class IntakeWatchOnSqlite(SqliteCluster cluster) : IntakeWatchTests(cluster), IClassFixture<SqliteCluster>;

public sealed class IntakeWatchOnPostgres(PostgresCluster cluster) : IntakeWatchTests(cluster), IClassFixture<PostgresCluster>;
