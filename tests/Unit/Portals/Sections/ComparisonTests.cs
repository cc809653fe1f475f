using System.Globalization;
using Portal.Access;
using Portal.Calls;
using Portal.WebHost.Documents;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>A breakout beside that of the time before.</summary>
public sealed class ComparisonTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task Each_line_and_the_total_say_what_was_before_and_how_much_more_or_less_it_is()
    {
        Fill();
        var page = (await world.Get("/breakout?range=today&compare=before"))!.Page;
        Assert.Equal(
            ["Destination", "Attempts", "Attempts, change", "Connected", "Duration", "Duration, change", "Charge", "Charge, change"],
            page.QuerySelectorAll("thead th").Take(8).Select(th => th.TextContent.Trim()));
        var lines = page.QuerySelectorAll("tbody tr")
            .Select(tr => tr.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToArray()).ToArray();
        Assert.Equal(["France", "2", "↑ up 1, before 1"], lines[0][..3]);
        Assert.Equal("↓ down $4.00, before $8.00", lines[0][7]);
        Assert.Equal("↓ down 50 points, before 100\u00a0%", lines[0][^1]);
        Assert.Equal(["Kenya – not before", "1", "↑ up 1, before 0"], lines[1][..3]);
        Assert.Equal("nothing before", lines[1][^1]);
        Assert.Equal(["Italy – only before", "0", "↓ down 1, before 1"], lines[2][..3]);
        Assert.Equal("before 100\u00a0%", lines[2][^1]);
        Assert.Equal(["Total", "3", "↑ up 1, before 2"], page.QuerySelectorAll("tfoot tr > *").Take(3).Select(td => td.TextContent.Trim()));
        Assert.Equal(
            "Compared with 23 Nov 2026 00:00 to 24 Nov 2026 00:00.",
            page.QuerySelector("nav + .portal-hint")!.TextContent);
        // The same link takes it back.
        Assert.Equal("/breakout?range=today", page.QuerySelector("a[href='/breakout?range=today'][aria-current]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Files_have_the_same_columns_with_numbers_and_say_in_which_time_a_line_was()
    {
        Fill();
        var lines = (await world.Get("/breakout.csv?range=today&compare=before"))!.Body
            .Split("\r\n");
        Assert.Equal(
            "destinationName,attempts,attemptsBefore,attemptsChange,connected,duration,durationBefore,durationChange,"
            + "charge,chargeBefore,chargeChange,acd,asr,asrBefore,asrChange,compared",
            lines[0]);
        Assert.Equal("France,2,1,1,1,67.4,67.4,0,4.00,8.00,-4.00,67.4,50,100,-50,both", lines[1]);
        Assert.EndsWith(",now", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",before", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_are_compared_by_their_place_and_a_day_without_calls_has_its_line()
    {
        world.Calls.Add();
        world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddDays(-7) });
        world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddDays(-8) });
        var lines = (await world.Get("/breakout.csv?range=last7d&group=day&compare=before"))!.Body.Split("\r\n");
        Assert.StartsWith("2026-11-23T00:00:00+01:00,0,1,-1,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",before,2026-11-16T00:00:00+01:00", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2026-11-24T00:00:00+01:00,1,1,0,", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",both,2026-11-17T00:00:00+01:00", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_beyond_the_most_are_compared_as_one()
    {
        for (var i = 0; i < 510; i++)
            world.Calls.Add(call => call with { DestinationName = $"P{i:000}", Charge = 1 });
        world.Calls.Add(call => call with { DestinationName = "Old", CallTime = SectionWorld.Now.AddDays(-1) });
        var lines = (await world.Get("/breakout.csv?range=today&compare=before"))!.Body
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(502, lines.Length);
        Assert.StartsWith("(other),10,1,9,", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_before_in_which_no_calls_came_here_yet_says_so()
    {
        world.Calls.Add();
        var page = (await world.Get("/breakout?range=today&compare=before"))!.Page;
        Assert.StartsWith(
            "There is nothing to compare with: the first call here was on 24 Nov", page.QuerySelector("nav + .portal-hint")!.TextContent);
        Assert.DoesNotContain("change", page.QuerySelector("thead")!.TextContent, StringComparison.Ordinal);
        world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddDays(-1) });
        page = (await world.Get("/breakout?range=today&compare=before"))!.Page;
        Assert.Contains(
            "so the time before is not complete",
            page.QuerySelector("nav + .portal-hint")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_domain_doesnt_show_isnt_compared_and_what_isnt_known_is_refused()
    {
        Fill();
        var call = SectionWorld.WithColumns(
            SectionWorld.Call(path: "/breakout.csv?range=today&compare=before"), [], ["destinationName", "attempts"]);
        Assert.StartsWith(
            "destinationName,attempts,attemptsBefore,attemptsChange,compared\r\n", (await world.Ask(call))!.Body, StringComparison.Ordinal);
        Assert.Equal(422, (await world.Get("/breakout?compare=tomorrow"))!.Status);
        foreach (var language in PortalTexts.Languages)
        {
            call = SectionWorld.WithColumns(
                SectionWorld.Call(path: "/breakout?range=today&compare=before", language: language), [], Columns.Breakout);
            Assert.Equal(200, (await world.Ask(call))!.Status);
            call = SectionWorld.WithColumns(
                SectionWorld.Call(path: "/breakout.csv?range=today&group=day&compare=before&excel", language: language),
                [],
                Columns.Breakout);
            Assert.Equal(200, (await world.Ask(call))!.Status);
        }
    }

    // Lord Howe's clocks go forward by half an hour on 4 October.
    [Theory]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    public async Task Each_day_is_compared_with_the_calls_of_its_own_day_across_a_change_of_clocks(string name)
    {
        var (random, zone) = (new Random(3), TimeZoneInfo.FindSystemTimeZoneById(name));
        var begin = new DateTimeOffset(2026, 9, 24, 0, 0, 0, TimeSpan.Zero);
        var calls = Enumerable.Range(0, 300).Select(_ => world.Calls.Add(call => call with
        {
            CallTime = begin.AddSeconds(random.Next(0, 20 * 86_400)),
            Charge = random.Next(0, 9_999_999) / 1_000_000m,
        })).ToLookup(call => ZoneDays.Day(call.CallTime, zone));
        var path = $"/breakout.csv?from=2026-10-04&to=2026-10-05&tz={name}&group=day&compare=before";
        var lines = (await world.Get(path))!.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',')).ToArray();
        Assert.Equal(3, lines.Length);
        foreach (var line in lines.Skip(1))
        {
            var day = DateOnly.Parse(line[0].AsSpan(0, 10));
            var (now, before) = (calls[day].ToArray(), calls[day.AddDays(-2)].ToArray());
            Assert.Equal(
                [now.Length, before.Length, now.Length - before.Length, now.Sum(call => call.Charge), before.Sum(call => call.Charge)],
                [Number("attempts"), Number("attemptsBefore"), Number("attemptsChange"), Number("charge"), Number("chargeBefore")]);
            decimal Number(string column) => decimal.Parse(line[Array.IndexOf(lines[0], column)], CultureInfo.InvariantCulture);
        }
    }

    // Clocks go back on 25 October 2026 in Berlin.
    [Theory]
    [InlineData("last7d", "2026-10-28T12:00:00Z", "2026-10-14T22:00:00Z", "2026-10-21T22:00:00Z")]
    [InlineData("thisMonth", "2026-11-24T12:00:00Z", "2026-09-30T22:00:00Z", "2026-10-24T22:00:00Z")]
    [InlineData("thisMonth", "2026-03-31T12:00:00Z", "2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z")]
    [InlineData("lastMonth", "2026-11-24T12:00:00Z", "2026-08-31T22:00:00Z", "2026-09-30T22:00:00Z")]
    public void The_time_before_has_as_many_days_on_the_clocks_of_the_zone(string name, string now, string from, string to)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var query = ReportQuery.Parse("range=" + name);
        var range = ReportRange.Read(query, zone, DateTimeOffset.Parse(now)).Range!;
        Assert.Equal(new(DateTimeOffset.Parse(from), DateTimeOffset.Parse(to)), PeriodBefore.Of(range, DateTimeOffset.Parse(now)));
    }

    private void Fill()
    {
        world.Calls.Add(call => call with { Charge = 3 });
        world.Calls.Add(call => call with { Charge = 1, SipCode = 480, Duration = 0 });
        world.Calls.Add(call => call with { Charge = 1, DestinationName = "Kenya" });
        world.Calls.Add(call => call with { Charge = 8, CallTime = SectionWorld.Now.AddDays(-1) });
        world.Calls.Add(call => call with { Charge = 2, DestinationName = "Italy", CallTime = SectionWorld.Now.AddDays(-1) });
        // So that the time before is complete.
        world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddDays(-9) });
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
