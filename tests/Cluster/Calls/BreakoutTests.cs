using Microsoft.Extensions.DependencyInjection;
using Portal.Calls;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Breakouts say what the calls say, in zones whose days begin at any quarter of an hour.</summary>
public abstract class BreakoutTests(ClusterFixture cluster) : CallWorld(cluster)
{
    private static readonly string[] Zones =
        ["UTC", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe", "Europe/Berlin"];

    // Lord Howe's clock goes back by half an hour on 5 April 2020, Berlin's on 29 March forward.
    private static readonly DateTimeOffset Start = new(2020, 3, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Lines_and_totals_are_those_of_the_calls_in_each_zone()
    {
        var random = new Random(7);
        var calls = Enumerable.Range(0, 600).Select(i => Made($"z{i} ") with
        {
            CallTime = Start.AddSeconds(random.Next(0, 24 * 86_400)),
            DestinationName = random.Next(4) switch { 0 => null, 1 => "Kenya", 2 => "Germany", _ => "Germany Mobile" },
            DestinationCode = random.Next(3) == 0 ? null : "49",
            Charge = random.Next(0, 9_999_999) / 1_000_000m,
            SipCode = random.Next(3) == 0 ? 486 : 200,
            Duration = random.Next(0, 90_000) / 1000m,
            Dtmf = random.Next(3) == 0 ? 2 : null,
            Currency = i % 9 == 0 ? "EUR" : "USD",
        }).ToArray();
        foreach (var billing in Zones)
        {
            var mine = calls.Select(call => call with { Customer = $"{Customer}-{billing}", CallId = call.CallId + billing }).ToArray();
            await Store.Append(Lines(mine, billing), Stop);
            foreach (var name in Zones)
                await Compare(mine, billing, TimeZoneInfo.FindSystemTimeZoneById(name));
        }

        Assert.Equal(0, await Proof.Prove(Stop));
    }

    [Fact]
    public async Task A_customer_that_is_billed_in_another_zone_since_has_all_its_days_summed_anew()
    {
        var calls = Enumerable.Range(0, 200).Select(i => Made($"m{i} ") with { CallTime = Start.AddDays(5).AddMinutes(i * 37) }).ToArray();
        await Store.Append(Lines(calls[..100], "America/St_Johns"), Stop);
        await Store.Append(Lines(calls[100..], "Asia/Kathmandu"), Stop);
        // Until then all of them go by the old one.
        foreach (var name in Zones)
            await Compare(calls, "before the move", TimeZoneInfo.FindSystemTimeZoneById(name));
        Assert.Equal(0, await Proof.Prove(Stop));

        foreach (var work in Cluster.Services.GetServices<INightly>())
            await work.Run();
        Assert.Equal(["Asia/Kathmandu|Asia/Kathmandu"], await Rows(
            "SELECT zone, wanted FROM portal_call_zones WHERE customer = @Customer", new { Customer }));
        foreach (var name in Zones)
            await Compare(calls, "after the move", TimeZoneInfo.FindSystemTimeZoneById(name));
        await Tell("UPDATE portal_call_proofs SET verified_at = NULL");
        Assert.Equal(0, await Proof.Prove(Stop));
    }

    [Fact]
    public async Task What_lies_beyond_the_longest_list_is_summed_as_the_rest()
    {
        var calls = Enumerable.Range(0, BreakoutQuery.MostLines + 20)
            .Select(i => Made($"r{i} ", charge: i) with { DestinationName = $"Place {i:000}" }).ToArray();
        await Add(calls);
        var breakout = await Store.Breakout(
            new(Noon.AddHours(-12), Noon.AddHours(12)) { Customer = Customer, Zone = TimeZoneInfo.Utc }, Stop);
        Assert.Equal(BreakoutQuery.MostLines, breakout.Lines.Count);
        Assert.Equal("Place 519", breakout.Lines[0].Name);
        Assert.Equal(20, Assert.Single(breakout.Rest).Attempts);
        Assert.Equal(calls.Sum(call => call.Charge), Assert.Single(breakout.Totals).Charge.Amount);
    }

    [Fact]
    public async Task Two_groups_at_once_say_what_the_calls_say_and_add_up_to_one_group_alone()
    {
        var random = new Random(11);
        var calls = Enumerable.Range(0, 400).Select(i => Made($"p{i} ") with
        {
            CallTime = Start.AddSeconds(random.Next(0, 24 * 86_400)),
            DestinationName = random.Next(3) switch { 0 => null, 1 => "Kenya", _ => "Germany" },
            DestinationCode = random.Next(3) == 0 ? null : "49",
            Charge = random.Next(0, 9_999_999) / 1_000_000m,
            SipCode = random.Next(3) == 0 ? 486 : 200,
            Duration = random.Next(0, 90_000) / 1000m,
            Currency = i % 9 == 0 ? "EUR" : "USD",
        }).ToArray();
        foreach (var billing in (string[])["Asia/Kathmandu", "Australia/Lord_Howe"])
        {
            var mine = calls.Select(call => call with { Customer = $"{Customer}-{billing}", CallId = call.CallId + billing }).ToArray();
            await Store.Append(Lines(mine, billing), Stop);
            foreach (var zone in Zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
            {
                foreach (var (from, to) in Ranges(zone))
                    await Pivot(mine, new(from, to) { Customer = mine[0].Customer, Zone = zone });
            }

            // Sums alone are of more days than calls are read of; the days before the last are one.
            var own = TimeZoneInfo.FindSystemTimeZoneById(billing);
            var long60 = new PivotQuery(CallTimes.DayStart(own, CallTimes.DayIn(own, Start) - 50), Start.AddDays(5))
            {
                Customer = mine[0].Customer,
                Zone = own,
            };
            Assert.Equal(
                mine.Where(call => call.CallTime < Start.AddDays(5)).Sum(call => call.Charge),
                (await Store.Pivot(long60, Stop)).Cells.Sum(cell => cell.Sums.Charge.Amount));
            var later = long60 with { To = CallTimes.DayStart(own, CallTimes.DayIn(own, Start) + 50) };
            Assert.Equal(
                mine.Count(call => CallTimes.DayIn(own, call.CallTime) < CallTimes.DayIn(own, Start) + 19),
                (await Store.Pivot(later, Stop)).Cells.Where(cell => cell.Step is null).Sum(cell => cell.Sums.Attempts));
            Assert.True((await Store.Pivot(long60 with { Columns = BreakoutGroup.Hour }, Stop)).IsTooLong);
            var elsewhere = TimeZoneInfo.FindSystemTimeZoneById("America/St_Johns");
            Assert.True((await Store.Pivot(long60 with { Zone = elsewhere }, Stop)).IsTooLong);
            var first = mine.Min(call => call.CallTime).ToUnixTimeMilliseconds() / CallTimes.Quarter * CallTimes.Quarter;
            Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(first), await Store.FirstCall(mine[0].Customer, Stop));
        }

        Assert.Null(await Store.FirstCall("c_nobody", Stop));
    }

    private async Task Pivot(Call[] all, PivotQuery query)
    {
        var calls = all.Where(call => call.CallTime >= query.From && call.CallTime < query.To).ToArray();
        foreach (var rows in (BreakoutGroup[])[BreakoutGroup.Destination, BreakoutGroup.Prefix])
        {
            var plain = await Store.Breakout(
                new(query.From, query.To) { Customer = query.Customer, Group = rows, Zone = query.Zone }, Stop);
            foreach (var columns in (BreakoutGroup[])[BreakoutGroup.Day, BreakoutGroup.Hour])
            {
                var what = $"{query.Customer}, {query.Zone.Id}, {query.From:u} to {query.To:u}, {rows} and {columns}";
                var found = (await Store.Pivot(query with { Rows = rows, Columns = columns }, Stop)).Cells;
                Same(
                    what,
                    calls.GroupBy(call => ($"{Name(call)}/{Step(call)}", call.Currency)),
                    found.ToDictionary(cell => ($"{cell.Name}/{cell.Step}", cell.Sums.Currency), cell => cell.Sums));
                foreach (var line in plain.Lines)
                {
                    Assert.Equal(line.Sums, found.Where(cell => (cell.Name, cell.Sums.Currency) == (line.Name!, line.Sums.Currency))
                        .Select(cell => cell.Sums).Aggregate((a, b) => a + b));
                }

                string Name(Call call) => (rows == BreakoutGroup.Prefix ? call.DestinationCode : call.DestinationName) ?? "";
                int Step(Call call) => columns == BreakoutGroup.Day
                    ? CallTimes.DayIn(query.Zone, call.CallTime)
                    : TimeZoneInfo.ConvertTime(call.CallTime, query.Zone).Hour;
            }
        }
    }

    private async Task Compare(Call[] all, string billing, TimeZoneInfo zone)
    {
        foreach (var (from, to) in Ranges(zone))
        {
            var calls = all.Where(call => call.CallTime >= from && call.CallTime < to).ToArray();
            var query = new BreakoutQuery(from, to)
            {
                Customer = all[0].Customer,
                Zone = zone,
            };
            var what = $"{billing}, {zone.Id}, {from:u} to {to:u}";
            Same(what, calls.GroupBy(call => (call.DestinationName ?? "", call.Currency)), await Lines(BreakoutGroup.Destination));
            Same(what, calls.GroupBy(call => (call.DestinationCode ?? "", call.Currency)), await Lines(BreakoutGroup.Prefix));
            Same(what, calls.GroupBy(call => (Day(call), call.Currency)), await Lines(BreakoutGroup.Day));
            var totals = await Store.Totals(new(from, to) { Customer = query.Customer }, Stop);
            Assert.Equal(
                calls.GroupBy(call => call.Currency).OrderBy(group => group.Key).Select(group => group.Sum(call => call.Charge)),
                totals!.Select(sums => sums.Charge.Amount));

            async Task<Dictionary<(string, string), CallSums>> Lines(BreakoutGroup by) =>
                (await Store.Breakout(query with { Group = by }, Stop)).Lines.ToDictionary(
                    line => (line.Name ?? TimeZoneInfo.ConvertTime(line.Time!.Value, zone).ToString("yyyy-MM-dd"), line.Sums.Currency),
                    line => line.Sums);
        }

        string Day(Call call) => TimeZoneInfo.ConvertTime(call.CallTime, zone).ToString("yyyy-MM-dd");
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Ranges(TimeZoneInfo zone)
    {
        var first = CallTimes.DayIn(zone, Start) + 3;
        yield return (CallTimes.DayStart(zone, first), CallTimes.DayStart(zone, first + 16));
        yield return (CallTimes.DayStart(zone, first + 5), CallTimes.DayStart(zone, first + 6));
        yield return (Start.AddMinutes(7777).AddSeconds(1), Start.AddMinutes(7790));
        yield return (Start.AddMinutes(7777).AddSeconds(1), Start.AddMinutes(17790));
    }

    private static void Same(
        string what, IEnumerable<IGrouping<(string, string), Call>> expected, Dictionary<(string, string), CallSums> actual)
    {
        var groups = expected.ToArray();
        Assert.True(groups.Length == actual.Count, $"{what}: {groups.Length} lines expected, {actual.Count} came");
        foreach (var group in groups)
        {
            var sums = actual[group.Key];
            var connected = group.Where(call => call.IsConnected).ToArray();
            Assert.Equal(
                (group.LongCount(), connected.LongLength, group.Sum(call => call.Charge), connected.LongCount(call => call.Dtmf > 0)),
                (sums.Attempts, sums.Connected, sums.Charge.Amount, sums.Dtmfs));
            Assert.Equal(connected.Sum(call => call.Duration), sums.DurationMs / 1000m);
        }
    }
}

public sealed class BreakoutsOnSqlite(SqliteCluster cluster) : BreakoutTests(cluster), IClassFixture<SqliteCluster>;

public sealed class BreakoutsOnPostgres(PostgresCluster cluster) : BreakoutTests(cluster), IClassFixture<PostgresCluster>;
