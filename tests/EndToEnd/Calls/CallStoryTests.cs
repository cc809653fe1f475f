using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Calls;

/// <summary>What a customer opens the portal for: find a call, see what it cost, and trust the sums.</summary>
public sealed class CallStoryTests(CallStoryWorld world) : IClassFixture<CallStoryWorld>
{
    private string customer = "";

    [Fact]
    public async Task A_call_of_last_Tuesday_is_found_by_its_first_digits_kept_in_a_view_and_followed_to_its_charge()
    {
        (customer, var page) = await world.Join("tuesday");
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");
        var tuesday = LastTuesday(zone);
        var noon = new DateTimeOffset(tuesday.ToDateTime(new(12, 0)), zone.GetUtcOffset(tuesday.ToDateTime(new(12, 0))));
        await Send(
            Made("wanted", noon, "4915112345678", 61.5m, "0.1161", "0.1199"),
            Made("same", noon.AddHours(1), "4915112345679", 600, "0.1161", "1.161"),
            Made("other", noon.AddHours(2), "8135550123", 60, "0.2", "0.2"),
            Made("day before", noon.AddDays(-1), "4915112345678", 60, "0.1161", "0.1161"));
        await page.GotoAsync(world.Url("/cdr"));

        // Last Tuesday, by the first digits, the dearest first.
        await page.Locator("details.portal-filter", new() { Has = page.Locator("#from") }).Locator("summary").ClickAsync();
        await page.FillAsync("#from", $"{tuesday:yyyy-MM-dd}");
        await page.FillAsync("#to", $"{tuesday:yyyy-MM-dd}");
        await page.Locator("form.portal-period button").ClickAsync();
        await Rows(page, 3);
        await page.Locator("details.portal-filter", new() { Has = page.Locator("#destination") }).Locator("summary").ClickAsync();
        await page.FillAsync("#destination", "4915");
        await page.Locator("form.portal-fields button").ClickAsync();
        await Rows(page, 2);
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Charge" }).GetByRole(AriaRole.Link).ClickAsync();
        await page.Reaches("**sort=**charge**");
        await Rows(page, 2);

        // Fewer columns, the charge further ahead.
        await page.GetByText("Columns", new() { Exact = true }).ClickAsync();
        await page.UncheckAsync("#column-sipCode");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show these columns" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "SIP code" })).ToHaveCountAsync(0);
        await page.GotoAsync(page.Url + "&pick=columns");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move Charge up" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader).Nth(6)).ToContainTextAsync("Charge");
        Assert.DoesNotContain(await Heads(page), head => head.StartsWith("SIP", StringComparison.Ordinal));

        // Saved, left, and found again.
        await page.GetByText("Save this view", new() { Exact = true }).First.ClickAsync();
        await page.FillAsync("#view-name", "Germany on Tuesday");
        await page.Locator("form.portal-save-view button").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Germany on Tuesday" })).ToHaveCountAsync(1);
        await page.GotoAsync(world.Url("/dashboard"));
        await page.GotoAsync(world.Url("/cdr"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Germany on Tuesday" }).ClickAsync();
        await Rows(page, 2);
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader).Nth(6)).ToContainTextAsync("Charge");

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".portal-bar a[href*='.csv']").First.ClickAsync());
        var csv = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(3, csv.Length);
        Assert.Equal("callTime,source,destination,destinationName,duration,billedDuration,charge,rate", csv[0]);

        await page.Locator("main tbody tr", new() { HasText = "1:02" }).Or(page.Locator("main tbody tr", new() { HasText = "$0.12" }))
            .First.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Reaches("**/cdr/*");
        var ladder = await page.Locator(".portal-ladder").InnerTextAsync();
        Assert.Contains("$0.1161 a minute", ladder, StringComparison.Ordinal);
        Assert.Contains("$0.1199", ladder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sums_of_list_breakout_overview_and_API_are_one_number_in_any_zone_and_across_a_change_of_clock()
    {
        (customer, var page) = await world.Join("sums");
        var change = new DateTimeOffset(CallStoryWorld.Change.ToDateTime(default), TimeSpan.Zero);
        var now = TimeProvider.System.GetUtcNow();
        // Every 95 minutes about the change of clocks, and through the last month.
        await Send(
        [
            .. Enumerable.Range(0, 60).Select(
                i => Made($"change {i}", change.AddDays(-2).AddMinutes(95 * i), "61265630000", 30 + i, "0.07", Cents(i))),
            .. Enumerable.Range(1, 90).Select(
                i => Made($"month {i}", now.AddHours(-8 * i), "61265630000", 10 + i, "0.03", Cents(7 * i))),
        ]);
        foreach (var zone in (string[])["Asia/Kathmandu", CallStoryWorld.LordHowe])
        {
            foreach (var day in (DateOnly[])[CallStoryWorld.Change.AddDays(-1), CallStoryWorld.Change, CallStoryWorld.Change.AddDays(1)])
                await Same(page, $"from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}&tz={zone}");
            await Same(page, $"from={CallStoryWorld.Change.AddDays(-1):yyyy-MM-dd}&to={CallStoryWorld.Change.AddDays(1):yyyy-MM-dd}&tz={zone}");

            // The overview is on the clocks of whoever reads it.
            await page.GotoAsync(world.Url("/profile/me"));
            await page.SelectOptionAsync("#timeZone", zone);
            await page.ClickAsync("main form.portal-form button[type=submit]");
            await page.Reaches("**/profile*");
            var row = page.Locator("main table").First.Locator("tbody tr").Nth(2);
            await page.GotoAsync(world.Url("/dashboard"));
            await Assertions.Expect(page.Locator(".portal-zone")).ToContainTextAsync(zone);
            var link = (await row.GetByRole(AriaRole.Link).GetAttributeAsync("href"))!;
            var sum = await Same(page, $"{link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..]}&tz={zone}");
            await page.GotoAsync(world.Url("/dashboard"));
            Assert.Contains(Money(sum), await row.InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_column_that_the_domain_removes_is_gone_from_everything_within_a_second_and_stays_in_the_API()
    {
        (customer, var page) = await world.Join("rates");
        await Send(Made("priced", TimeProvider.System.GetUtcNow().AddHours(-1), "33145678901", 60, "0.4321", "0.9"));
        const string view = "/cdr?range=last7d&columns=callTime,destination,rate,charge&destination=33145678901";
        await page.GotoAsync(world.Url(view));
        await Rows(page, 1);
        Assert.Contains(await Heads(page), head => head.StartsWith("Rate", StringComparison.Ordinal));
        await page.GetByText("Save this view", new() { Exact = true }).First.ClickAsync();
        await page.FillAsync("#view-name", "With rates");
        await page.Locator("form.portal-save-view button").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "With rates" })).ToHaveCountAsync(1);
        await page.GotoAsync(world.Url(view));
        await page.Locator("main tbody tr").GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Reaches("**/cdr/*");
        var call = new Uri(page.Url).PathAndQuery;
        Assert.Contains("0.4321 a minute", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        try
        {
            await Columns(CallStoryWorld.Columns.Where(column => column != "rate"));
            await Until.Holds(
                async () => (await CallStoryWorld.Fetch(page, view)).Text is var text && text.Contains("$0.90", StringComparison.Ordinal)
                    && !text.Contains("0.4321", StringComparison.Ordinal) && !text.Contains(">Rate<", StringComparison.Ordinal),
                TimeSpan.FromSeconds(1),
                () => "The rate is still there.");
            await page.GotoAsync(world.Url(view + "&pick=columns"));
            await Rows(page, 1);
            Assert.DoesNotContain(await Heads(page), head => head.StartsWith("Rate", StringComparison.Ordinal));
            await Assertions.Expect(page.Locator("#column-charge")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator("#column-rate")).ToHaveCountAsync(0);
            await page.GetByRole(AriaRole.Link, new() { Name = "With rates" }).ClickAsync();
            await Rows(page, 1);
            Assert.DoesNotContain(await Heads(page), head => head.StartsWith("Rate", StringComparison.Ordinal));
            await page.GotoAsync(world.Url(call));
            Assert.DoesNotContain("a minute", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain("Rate", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            foreach (var kind in (string[])[".csv", ".ndjson"])
            {
                var (status, text) = await CallStoryWorld.Fetch(page, view.Replace("/cdr", "/cdr" + kind, StringComparison.Ordinal));
                Assert.Equal(200, status);
                Assert.DoesNotContain("rate", text, StringComparison.OrdinalIgnoreCase);
            }

            var kept = (await world.Api.Get($"cdrs?customer={customer}&range=last7d&destination=33145678901"))["items"]!.AsArray();
            Assert.Equal(0.4321m, decimal.Parse((string)Assert.Single(kept)!["rate"]!, CultureInfo.InvariantCulture));
        }
        finally
        {
            await Columns(CallStoryWorld.Columns);
            await Until.Holds(
                async () => (await CallStoryWorld.Fetch(page, view)).Text.Contains("0.4321", StringComparison.Ordinal),
                TimeSpan.FromSeconds(30),
                () => "The rate isn't there again.");
        }
    }

    private async Task Columns(IEnumerable<string> columns) => await world.Api.Send(
        HttpMethod.Patch, $"domains/{CallStoryWorld.Host}", new JsonObject { ["cdrColumns"] = CallStoryWorld.Names(columns) });

    /// <summary>One sum, by the list's file, the breakout's file and page, and the API.</summary>
    private async Task<decimal> Same(IPage page, string query)
    {
        var listed = Charges((await CallStoryWorld.Fetch(page, $"/cdr.csv?columns=charge&{query}")).Text);
        var summed = Charges((await CallStoryWorld.Fetch(page, $"/breakout.csv?{query}")).Text);
        var api = (await world.Api.Get($"breakout?customer={customer}&{query}"))["totals"]!.AsArray();
        var told = api.Sum(one => decimal.Parse((string)one!["charge"]!, CultureInfo.InvariantCulture));
        Assert.Equal((query, listed.Sum()), (query, summed.Sum()));
        Assert.Equal((query, listed.Sum()), (query, told));
        Assert.True(told > 0, query);
        await page.GotoAsync(world.Url("/breakout?" + query));
        Assert.Contains(Money(told), await page.Locator("main tfoot").InnerTextAsync(), StringComparison.Ordinal);
        return told;
    }

    private static decimal[] Charges(string csv)
    {
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var column = Array.IndexOf(lines[0].Split(','), "charge");
        return [.. lines[1..].Select(line => decimal.Parse(line.Split(',')[column], CultureInfo.InvariantCulture))];
    }

    private static string Money(decimal sum) => "$" + sum.ToString("#,0.00##########", CultureInfo.InvariantCulture);

    private async Task Send(params JsonObject[] calls)
    {
        var answer = await world.Api.SendCalls(string.Join('\n', calls.Select(call => call.ToJsonString())));
        Assert.Equal(calls.Length, (int)answer["accepted"]!);
    }

    private JsonObject Made(string id, DateTimeOffset at, string destination, decimal duration, string rate, string charge) => new()
    {
        ["switch"] = "sw1",
        ["callId"] = $"{customer} {id}",
        ["customer"] = customer,
        ["callTime"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["currency"] = "USD",
        ["source"] = "9771400000",
        ["destination"] = destination,
        ["destinationName"] = destination[..2],
        ["destinationCode"] = destination[..2],
        ["duration"] = duration,
        ["billedDuration"] = Math.Ceiling(duration),
        ["rate"] = rate,
        ["charge"] = charge,
        ["sipCode"] = 200,
    };

    private static string Cents(int number) => (number * 0.0137m).ToString(CultureInfo.InvariantCulture);

    private static DateOnly LastTuesday(TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone).DateTime).AddDays(-1);
        while (day.DayOfWeek != DayOfWeek.Tuesday)
            day = day.AddDays(-1);
        return day;
    }

    private static async Task Rows(IPage page, int count) =>
        await Assertions.Expect(page.Locator("main table tbody tr")).ToHaveCountAsync(count);

    private static async Task<IReadOnlyList<string>> Heads(IPage page) =>
        await page.GetByRole(AriaRole.Columnheader).AllInnerTextsAsync();
}
