using Portal.Alerts;
using Portal.Calls;
using Portal.Customers;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Alerts;

/// <summary>Alerts see what calls, switches and payments say, and what follows from it is done once.</summary>
public abstract class AlertTests(ClusterFixture cluster) : AlertWorld(cluster)
{
    private ILiveSet<LiveCall> Live => Cluster.Service<ILiveSet<LiveCall>>();

    private async Task<AlertReading> Sees(CustomerAlert alert, string operation = "alert") =>
        (await Board.Find(Id, await Alert(alert, operation), Stop))!.Reading;

    private async Task<CustomerStatus> Status() => (await Grain.Get())!.Settings.Status;

    [Fact]
    public async Task An_alert_fires_once_tells_all_of_its_addresses_once_and_ends()
    {
        await AddWithDomain();
        var alert = await Alert(LowAsr);
        await Happen([.. Enumerable.Range(0, 6).Select(i => Made(i + 1, connected: i > 4))]);
        await Round();
        await Round();
        Assert.Equal(["1 Fired"], await Happened(alert));
        Assert.Equal(["AlertFired noc@blue.example", "AlertFired boss@blue.example"], await Mails(alert));
        var view = (await Board.Find(Id, alert, Stop))!;
        Assert.Equal((16.667m, 6, true), (view.Reading.Seen, view.Reading.Calls, view.WouldFire));
        Assert.True(view.IsFiring);
        Assert.Equal(alert, Assert.Single(await Board.Firing(Id, Stop)).Id);

        // Between threshold and reset it is what it was.
        await Happen(Enumerable.Range(0, 6).Select(_ => Made(1)));
        await Round();
        Assert.Equal(["1 Fired"], await Happened(alert));
        await Happen(Enumerable.Range(0, 6).Select(_ => Made(1)));
        await Round();
        Assert.Equal(["1 Fired", "1 Over"], await Happened(alert));
        Assert.Equal(2, (await Mails(alert)).Count(mail => mail.StartsWith("AlertOver", StringComparison.Ordinal)));

        // Without calls it is unknown; then it fires anew.
        Clock.Push(TimeSpan.FromHours(2));
        await Round();
        Assert.Equal(AlertUnknown.NoCalls, (await Board.Find(Id, alert, Stop))!.Reading.Unknown);
        await Happen([Made(1, connected: false)]);
        await Round();
        Assert.Equal(["1 Fired", "1 Over", "2 Fired"], await Happened(alert));
        Assert.Equal(6, (await Mails(alert)).Length);
    }

    [Theory]
    [InlineData(AlertArea.Asr, 50), InlineData(AlertArea.Acd, 50), InlineData(AlertArea.Pdd, 50)]
    public async Task Few_calls_neither_set_an_alert_off_nor_end_it(AlertArea area, int threshold)
    {
        await Add();
        var alert = await Alert(LowAsr with
        {
            Area = area,
            Operator = area == AlertArea.Asr ? AlertOperator.Lt : AlertOperator.Gt,
            Threshold = threshold,
            ResetThreshold = null,
            MinimumCalls = null,
        });
        // Of an ACD connected calls count: those that fail here are none of it.
        await Happen(
            [.. Enumerable.Range(0, 19).Select(_ => Bad(20)), .. area == AlertArea.Acd ? [Made(20, connected: false)] : (Call[])[]]);
        await Round();
        var few = (await Board.Find(Id, alert, Stop))!;
        Assert.Equal((AlertUnknown.TooFewCalls, 19, null), (few.Reading.Unknown, few.Reading.Calls, few.WouldFire));
        Assert.Empty(await Happened(alert));

        await Happen([Bad(20)]);
        await Round();
        Assert.Equal(["1 Fired"], await Happened(alert));
        Clock.Push(TimeSpan.FromMinutes(20));
        await Happen([Good(1)]);
        await Round();
        Assert.True((await Board.Find(Id, alert, Stop))!.IsFiring);
        await Happen(Enumerable.Range(0, 20).Select(_ => Good(1)));
        await Round();
        Assert.False((await Board.Find(Id, alert, Stop))!.IsFiring);

        Call Bad(double minutesAgo) => Made(minutesAgo, connected: area != AlertArea.Asr);

        Call Good(double minutesAgo) => Made(minutesAgo) with { Duration = 10, Pdd = 10 };
    }

    [Fact]
    public async Task A_muted_alert_goes_on_and_mails_nobody()
    {
        await AddWithDomain();
        var alert = await Alert(LowAsr);
        Assert.True(await Board.Mute(Id, alert, Now.AddHours(1), Stop));
        await Happen([Made(1, connected: false)]);
        await Round();
        Assert.Equal(["1 Fired"], await Happened(alert));
        Assert.Empty(await Mails(alert));
        Assert.False(await Board.Mute(Id, "al_none", null, Stop));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public async Task Sums_over_any_span_are_those_of_its_calls(int seed)
    {
        var random = new Random(seed);
        await Happen(Enumerable.Range(0, 400).Select(_ => Made(random.NextDouble() * 300, random.Next(2) == 0)));
        var now = Now.ToUnixTimeMilliseconds();
        AlertSpan[] spans = [.. Enumerable.Range(0, 60).Select(_ =>
        {
            var from = now - random.Next(18_000_000);
            return new AlertSpan(Id, from, from + random.Next(1, random.Next(2) == 0 ? 900_000 : 9_000_000));
        })];
        var sums = await Cluster.Service<AlertSums>().Read(spans, wholeQuarters: false, Stop);
        foreach (var span in spans)
        {
            var query = new CallQuery(DateTimeOffset.FromUnixTimeMilliseconds(span.From), DateTimeOffset.FromUnixTimeMilliseconds(span.To))
            {
                Customer = Id,
            };
            Assert.Equal(
                (await Store.Totals(query, Stop))!.SingleOrDefault() ?? new CallSums("USD"), sums[span] with { Currency = "USD" });
        }
    }

    [Fact]
    public async Task Each_area_sees_its_own()
    {
        await Add(Credit);
        await Happen([Made(9, false), Made(8), Made(7, false), Made(6, false)]);
        Assert.Equal(4.96m, (await Sees(LowAsr with { Area = AlertArea.Balance }, "balance")).Seen);
        Assert.Equal(60, (await Sees(LowAsr with { Area = AlertArea.Acd }, "acd")).Seen);
        Assert.Equal(900, (await Sees(LowAsr with { Area = AlertArea.Pdd }, "pdd")).Seen);
        var failures = await Sees(
            LowAsr with
            {
                Area = AlertArea.ConsecutiveFailures,
                Operator = AlertOperator.Gt,
                Threshold = 1,
                ResetThreshold = null,
                SamplePeriod = null,
            },
            "failures");
        Assert.Equal(2, failures.Seen);
    }

    [Fact]
    public async Task Channels_and_CPS_are_known_while_switches_tell()
    {
        await Add();
        var channels = await Alert(LowAsr with { Area = AlertArea.Channels, Threshold = 1, ResetThreshold = null }, "channels");
        var cps = await Alert(LowAsr with { Area = AlertArea.Cps, Threshold = 1, ResetThreshold = null }, "cps");
        var source = LiveSource.Of($"alerts{Number}", null);
        await Live.Replace(source, [Of("a", 0.5), Of("b", 0.5), Of("c", 10)], Stop);
        await Happen([Made(0.5) with { Switch = source.Switch, CallId = "a" }, Made(0.5), Made(30)]);
        Assert.Equal(3, (await Board.Find(Id, channels, Stop))!.Reading.Seen);
        // One that just ended is told twice, and counts once.
        Assert.Equal(0.05m, (await Board.Find(Id, cps, Stop))!.Reading.Seen);

        Clock.Push(TimeSpan.FromMinutes(2));
        await Live.Replace(LiveSource.Of($"other{Number}", null), [], Stop);
        Assert.Equal(AlertUnknown.NoSwitch, (await Board.Find(Id, channels, Stop))!.Reading.Unknown);
        Clock.Push(TimeSpan.FromMinutes(4));
        await Live.Replace(LiveSource.Of($"other{Number}", null), [], Stop);
        Assert.Equal(0, (await Board.Find(Id, channels, Stop))!.Reading.Seen);

        LiveCall Of(string id, double minutesAgo) => new(
            source.Switch, id, Id, DateTimeOffset.FromUnixTimeMilliseconds(Now.AddMinutes(-minutesAgo).ToUnixTimeMilliseconds()),
            LiveCallState.Answered);
    }

    [Fact]
    public async Task What_is_far_from_the_same_hour_of_the_weeks_before_is_unusual()
    {
        await Add();
        var unusual = LowAsr with { Anomaly = true, Threshold = 40, ResetThreshold = null, SamplePeriod = 60 };
        var alert = await Alert(unusual);
        // In the middle of the last whole quarters.
        var middle = (Now - DateTimeOffset.FromUnixTimeMilliseconds(Now.ToUnixTimeMilliseconds() / 900_000 * 900_000)).TotalMinutes + 30;
        await Happen(Enumerable.Range(0, 10).Select(i => Made(middle, i < 2)));
        Assert.Equal(AlertUnknown.NothingUsual, (await Board.Find(Id, alert, Stop))!.Reading.Unknown);
        for (var week = 1; week <= 3; week++)
            await Happen(Enumerable.Range(0, 10).Select(i => Made(middle + week * 7 * 1440, i < 5)));
        var view = (await Board.Find(Id, alert, Stop))!;
        Assert.Equal((20m, 50m, -60m, true), (view.Reading.Seen, view.Reading.Usual, view.Reading.Away, view.WouldFire));
        Assert.Equal(AlertUnknown.TooFewCalls, (await Sees(unusual with { MinimumCalls = null }, "few")).Unknown);
        var cps = await Sees(unusual with { Area = AlertArea.Cps, MinimumCalls = null }, "cps");
        Assert.Equal((0.003m, 0.003m), (cps.Seen, cps.Usual));
    }

    [Fact]
    public async Task A_penalty_comes_and_goes_by_itself()
    {
        await Add();
        var alert = await Alert(LowAsr with { Penalty = true, PenaltyMinutes = 30 });
        await Happen([Made(1, connected: false)]);
        await Round();
        Assert.Equal(CustomerStatus.Penalty, await Status());
        Clock.Push(TimeSpan.FromMinutes(29));
        await Round();
        Assert.Equal(CustomerStatus.Penalty, await Status());
        Clock.Push(TimeSpan.FromMinutes(2));
        await Round();
        Assert.Equal(CustomerStatus.Active, await Status());
        // It fires still: one firing, one penalty.
        await Round();
        Assert.Equal((CustomerStatus.Active, "1 Fired"), (await Status(), Assert.Single(await Happened(alert))));
    }

    [Fact]
    public async Task A_status_that_somebody_sets_meanwhile_stays()
    {
        var made = await Add();
        await Alert(LowAsr with { Penalty = true, PenaltyMinutes = 30 });
        await Happen([Made(1, connected: false)]);
        await Round();
        var active = made.Settings with { Status = CustomerStatus.Active };
        Saved(await Grain.Save(active, By(Operation("active"))));
        Saved(await Grain.Save(active with { Status = CustomerStatus.Penalty }, By(Operation("penalty"))));
        Clock.Push(TimeSpan.FromMinutes(31));
        await Round();
        Assert.Equal(CustomerStatus.Penalty, await Status());
    }

    [Fact]
    public async Task A_penalty_without_an_end_ends_with_the_alert_or_with_its_deletion()
    {
        await Add();
        var alert = await Alert(LowAsr with { Penalty = true });
        await Happen([Made(1, connected: false)]);
        await Round();
        Assert.Equal(CustomerStatus.Penalty, await Status());
        Saved(await Grain.DeleteItem(ItemKind.Alert, alert, By(Operation("delete"))));
        await Round();
        Assert.Equal(CustomerStatus.Active, await Status());
    }

    [Fact]
    public async Task Contacts_make_twenty_alerts_and_no_more()
    {
        await Add();
        for (var i = 0; i < 20; i++)
            await Alert(LowAsr with { MadeBy = "ct_1" }, "own" + i);
        var refused = await Grain.AddItem(LowAsr with { MadeBy = "ct_1" }, By(Operation("own20")));
        Assert.Equal((SaveOutcome.Invalid, "limit"), (refused.Outcome, Assert.Single(refused.Errors).Field));
        await Alert(LowAsr, "staff");
    }

    [Fact]
    public async Task Old_history_goes_and_what_fires_stays()
    {
        await AddWithDomain();
        var alert = await Alert(LowAsr with { Email = null });
        await Happen([Made(1, connected: false)]);
        await Round();
        Clock.Push(TimeSpan.FromDays(AlertCleaning.Days + 1));
        await new AlertCleaning(Cluster.Service<AlertRows>(), Clock).Run();
        Assert.Empty(await Happened(alert));
        Assert.True((await Board.Find(Id, alert, Stop))!.IsFiring);
    }
}

public sealed class AlertTestsOnSqlite(AlertsOnSqlite cluster) : AlertTests(cluster), IClassFixture<AlertsOnSqlite>;

public sealed class AlertTestsOnPostgres(AlertsOnPostgres cluster) : AlertTests(cluster), IClassFixture<AlertsOnPostgres>;
