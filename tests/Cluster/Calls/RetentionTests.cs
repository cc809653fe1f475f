using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Calls;
using Portal.Customers;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls;

/// <summary>What is kept of calls once they are dropped: their sums, and that they were there.</summary>
public abstract class RetentionTests(ClusterFixture cluster) : CallWorld(cluster)
{
    // Between days of UTC and others: the edge cuts through one of them.
    private const string Zone = "Asia/Kathmandu";

    private readonly NightClock clock = new();

    private DateTimeOffset Edge => Noon.AddHours(-12);

    [Fact]
    public async Task Calls_of_dropped_days_are_gone_and_their_sums_and_charges_stay()
    {
        await Fill();
        var (days, quarters, hours) = (await Days(), await Quarters(), await Hours());
        await Night();
        Assert.Equal(8 * 24, await Stored());
        // Hidden from now on, and gone the next night.
        var page = await Store.Page(Wide, Stop);
        Assert.Equal((4 * 24, Edge), (page.Items.Count, page.KeptFrom));
        Assert.Null(await Store.Find(null, CallKey.Of(At(-1)), Stop));
        await Night();
        Assert.Equal(4 * 24, await Stored());
        await Night();

        Assert.Equal(days, await Days());
        Assert.Equal(quarters, await Quarters());
        Assert.Equal(hours, await Hours());
        Assert.Equal(new Money(-8 * 24 * 0.12m, "USD"), await Cluster.Service<ICustomerItems>().Balance(Customer, "USD", Stop));
        Assert.Equal(8 * 24, Assert.Single((await Store.Totals(Wide, Stop))!).Attempts);
        Assert.Equal(4 * 24, await Store.All(Wide, Stop).CountAsync(Stop));
        Assert.NotNull(await Store.Find(null, CallKey.Of(At(0)), Stop));
        // What came then comes again: it is known, and adds nothing.
        Assert.Equal(1, (await Store.Append(Lines([At(-1)], Zone), Stop)).Duplicates);
        Assert.Equal([1L], (await Store.Correct(Lines([At(-1) with { Charge = 7 }], Zone), false, Stop)).Unknown);
        Assert.Equal(days, await Days());
    }

    [Fact]
    public async Task Sums_are_proved_and_moved_to_another_zone_by_calls_that_are_kept_and_by_no_others()
    {
        await Fill();
        await Night();
        await Night();
        var charged = await Charged();
        // A late call near the edge has its day and those around it proved.
        await Store.Append(Lines([At(0) with { CallId = "late" }, At(1) with { CallId = "later" }], Zone), Stop);
        Assert.Equal(0, await Proof.Prove(Stop));
        Assert.Equal(charged + 240_000, await Charged());

        foreach (var zone in new[] { "America/Los_Angeles", "Pacific/Kiritimati", "UTC", Zone })
        {
            await Store.Append(Lines([At(50) with { CallId = zone }], zone), Stop);
            charged = await Charged();
            var all = await Quarters();
            await Moves.Run();
            Assert.Equal(charged, await Charged());
            Assert.Equal(all, await Quarters());
            Assert.Equal(0, await Proof.Prove(Stop));
            Assert.Equal(charged, await Charged());
        }
    }

    [Fact]
    public async Task What_was_never_proved_is_not_dropped()
    {
        await Fill(proved: false);
        await Night();
        await Night();
        Assert.Equal(8 * 24, await Stored());
        Assert.Equal(8 * 24, (await Store.Page(Wide, Stop)).Items.Count);
    }

    [Fact]
    public async Task A_breakout_says_where_no_sum_fits_dropped_calls_and_is_whole_elsewhere()
    {
        await Fill();
        await Night();
        await Night();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var midnight = CallTimes.DayStart(zone, CallTimes.DayIn(zone, Edge.AddDays(-2)));
        var whole = new BreakoutQuery(midnight, midnight.AddDays(4)) { Customer = Customer, Zone = zone };
        Assert.Equal(4 * 24, Assert.Single((await Store.Breakout(whole, Stop)).Totals).Attempts);

        var cut = await Store.Breakout(whole with { From = midnight.AddHours(1) }, Stop);
        Assert.Equal((0, Edge), (cut.Lines.Count, cut.KeptFrom));
        Assert.Contains(Edge.ToString("yyyy-MM-dd", null), cut.Problem!.Reason, StringComparison.Ordinal);
        // By time there are quarters of an hour.
        var byHour = await Store.Breakout(whole with { From = midnight.AddHours(1), Group = BreakoutGroup.Hour }, Stop);
        Assert.Equal((4 * 24) - 1, Assert.Single(byHour.Totals).Attempts);
        // And after the edge there are calls.
        var later = await Store.Breakout(whole with { From = Edge.AddHours(5), To = Edge.AddHours(30) }, Stop);
        Assert.Equal(25, Assert.Single(later.Totals).Attempts);
    }

    // A call an hour, four days before the edge and four after it.
    private async Task Fill(bool proved = true)
    {
        await Tell("DELETE FROM portal_call_edge");
        await Tell("DELETE FROM portal_call_proofs");
        Cluster.Service<CallEdge>().Forget();
        await Store.Append(Lines(Enumerable.Range(-4 * 24, 8 * 24).Select(At), Zone), Stop);
        if (proved)
            Assert.Equal(0, await Proof.Prove(Stop));
        clock.Now = Edge.AddDays(400);
    }

    private Call At(int hour) => Made($"h{hour} ") with { CallTime = Edge.AddHours(hour + 0.5) };

    private CallQuery Wide => new(Edge.AddDays(-9), Edge.AddDays(9)) { Customer = Customer, Limit = 500 };

    private CallZoneMoves Moves => ActivatorUtilities.CreateInstance<CallZoneMoves>(Cluster.Services);

    private async Task Night()
    {
        await new CallRetention(
            Cluster.Database,
            Cluster.Service<ICallTables>(),
            Cluster.Service<CallEdge>(),
            Cluster.Service<ArchiveBook>(),
            Cluster.Service<ArchiveProof>(),
            Options.Create(new CallRetentionOptions()),
            clock,
            NullLogger<CallRetention>.Instance).Run();
        // Raised by the silo's own clock, which is years ahead or behind: only its age counts here.
        await Tell("UPDATE portal_call_edge SET raised_at = 0");
    }

    private async Task<long> Stored() => long.Parse(
        (await Rows("SELECT COUNT(*) AS n FROM portal_calls WHERE customer = @Customer", new { Customer }))[0], null);

    private async Task<long> Charged()
    {
        var sums = await Rows(
            """
            SELECT CAST(SUM(charge_micro) AS bigint) AS a FROM portal_call_days WHERE customer = @Customer
            UNION ALL SELECT charge_micro FROM portal_call_charges WHERE customer = @Customer
            """,
            new { Customer });
        Assert.Equal(sums[0], sums[1]);
        return long.Parse(sums[0], null);
    }

    private Task<string[]> Days() => Rows("SELECT * FROM portal_call_days WHERE customer = @Customer ORDER BY day", new { Customer });

    private Task<string[]> Quarters() =>
        Rows("SELECT * FROM portal_call_quarters WHERE customer = @Customer ORDER BY quarter", new { Customer });

    private Task<string[]> Hours() => Rows(
        "SELECT * FROM portal_call_hours WHERE hour >= @first AND hour < @after ORDER BY hour",
        new
        {
            first = Edge.AddDays(-4).ToUnixTimeMilliseconds() / CallTimes.Hour,
            after = Edge.AddDays(4).ToUnixTimeMilliseconds() / CallTimes.Hour,
        });

    private sealed class NightClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed class RetentionOnSqlite(SqliteCluster cluster) : RetentionTests(cluster), IClassFixture<SqliteCluster>;

public sealed class RetentionOnPostgres(PostgresCluster cluster) : RetentionTests(cluster), IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task A_day_goes_with_its_table_also_after_a_crash_between_detaching_and_dropping()
    {
        await Tell("DELETE FROM portal_call_edge");
        Cluster.Service<CallEdge>().Forget();
        var first = CallTimes.DayOf(Noon.ToUnixTimeMilliseconds());
        // What other tests left.
        await Cluster.Service<ICallTables>().Drop(first, Stop);
        foreach (var day in new[] { 0, 1, 2 })
            await Add(Made($"d{day} ") with { CallTime = Noon.AddDays(day) });
        var name = $"portal_calls_{Noon:yyyyMMdd}";
        await Tell($"ALTER TABLE portal_calls DETACH PARTITION {name}");
        Assert.Equal(2, await Cluster.Service<ICallTables>().Drop(first + 2, Stop));
        Assert.Equal(0, await Cluster.Service<ICallTables>().Drop(first + 2, Stop));
        Assert.Equal(["|"], await Rows(
            "SELECT CAST(to_regclass(@name) AS text) AS a, CAST(to_regclass(@other) AS text) AS b",
            new { name, other = $"portal_calls_{Noon.AddDays(1):yyyyMMdd}" }));
        Assert.Single((await Store.Page(Query, Stop)).Items);
        // A day that comes again, as in no life of ours, has a table again.
        Assert.Equal(1, (await Add(Made("again ") with { CallTime = Noon })).Accepted);
    }
}
