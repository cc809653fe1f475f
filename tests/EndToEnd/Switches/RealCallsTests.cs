using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Switches;

/// <summary>Eleven kinds of call through Debian's Kamailio, as SIPp makes them, in the portal of whoever made them.</summary>
public sealed class RealCallsTests(SwitchWorld world) : IClassFixture<SwitchWorld>
{
    private const string Live = "calls/live?limit=100";

    /// <summary>What the stream of a page says next.</summary>
    private const string Told = """
        () => new Promise((done, failed) => {
          const stream = new EventSource("/events");
          stream.onmessage = ({ data }) => { stream.close(); done(JSON.parse(data).calls); };
          stream.onerror = () => { stream.close(); failed(new Error("The stream ended.")); };
        })
        """;

    private const int Burst = 5;

    /// <summary>Destination, SIP code, release reason.</summary>
    private static readonly string[] OfA =
    [
        "100 200 caller", "101 200 caller", .. Enumerable.Repeat("300 486 callee", Burst), "600 503 callee", "800 503 refused",
        "900 408 timeout",
    ];

    private static readonly string[] OfB = ["200 200 callee", "400 487 cancel", "401 408 timeout", "500 480 callee"];

    [Fact]
    public async Task Calls_are_seen_while_they_last_and_in_the_records_of_their_customer_after()
    {
        var pages = (A: await world.SignIn("a@acme.example", "/dialogs"), B: await world.SignIn("b@acme.example", "/dialogs"));
        var overview = await world.SignIn("a@acme.example", "/dashboard");
        await Channels(overview, 0);
        var wall = await world.Wall();
        var held = world.Call("caller-held", SwitchWorld.AddressOfA, "long", "101");
        var ringing = world.Call("caller-cancels-held", SwitchWorld.AddressOfB, "bob", "400");
        var answered = world.Call("caller-hangs-up", SwitchWorld.AddressOfA, "alice", "100", lasts: 1000);
        Sipp[] others =
        [
            world.Call("caller-waits", SwitchWorld.AddressOfB, "bob", "200"),
            world.Call("caller-fails", SwitchWorld.AddressOfA, "alice", "300", calls: Burst),
            world.Call("caller-fails", SwitchWorld.AddressOfB, "bob", "401"),
            world.Call("caller-fails", SwitchWorld.AddressOfB, "bob", "500"),
            world.Call("caller-fails", SwitchWorld.AddressOfA, "alice", "600"),
            world.Call("caller-fails", SwitchWorld.AddressOfA, "alice", "800"),
            world.Call("caller-fails", SwitchWorld.AddressOfA, "alice", "900"),
        ];
        var unknown = world.Call("caller-fails", SwitchWorld.UnknownAddress, "mallory", "100");

        var live = await world.Items(Live, calls => Has(calls, "400", "ringing") && Has(calls, "101", "answered"), "Calls in progress");
        await ringing.GoOn();
        Assert.All(live, call => Assert.Equal(IsOfB(call!) ? world.B : world.A, (string)call!["customer"]!));
        var talking = live.Single(call => (string?)call!["destination"] == "101")!;
        Assert.Equal((SwitchWorld.Name, "long"), ((string)talking["switch"]!, (string)talking["source"]!));
        await Shows(pages.A, "101", "Talking");
        await Assertions.Expect(pages.A.Locator("main")).Not.ToContainTextAsync("bob");
        await Begun(wall, OfA.Length + OfB.Length);
        SippCounts[] brief = [await answered.Ends(), .. await Ends(others[1], others[4], others[5], others[6])];
        await world.Items($"{Live}&customer={world.A}", calls => calls.Count == 1, "The one call that lasts");
        await Channels(overview, 1);
        Assert.Equal(1, await overview.EvaluateAsync<int>(Told));
        await held.GoOn();

        SippCounts[] ofA = [brief[0], await held.Ends(), .. brief[1..]];
        SippCounts[] ofB = [await others[0].Ends(), .. await Ends(ringing, others[2], others[3])];
        await unknown.Ends();

        Assert.Equal(OfA.Length + OfB.Length, ofA.Concat(ofB).Sum(one => one.Created));
        var a = await Records(world.A, OfA);
        var b = await Records(world.B, OfB);
        // SIPp made them within half a second, which may lie in two.
        Assert.InRange(a.GroupBy(call => ((string)call!["callTime"]!)[..19]).Max(second => second.Count()), (Burst + 1) / 2, OfA.Length);
        Assert.Equal(Burst, brief[1].Created);
        Assert.InRange(Duration(a, "100"), 1.0m, (decimal)ofA[0].Length.TotalSeconds);
        Assert.InRange(Duration(a, "101"), 0.001m, (decimal)ofA[1].Length.TotalSeconds);
        Assert.InRange(Duration(b, "200"), 1.2m, (decimal)ofB[0].Length.TotalSeconds);
        Assert.All(a.Concat(b).Where(call => (int)call!["sipCode"]! != 200), call => Assert.Equal(0m, Number(call!, "duration")));
        Assert.InRange(Number(b.Single(call => (string?)call!["destination"] == "401")!, "ringDuration"), 10m, 30m);

        await Kept();
        await world.Items(Live, calls => calls.Count == 0, "Calls that still last");
        await Channels(overview, 0);
        await pages.A.ReloadAsync();
        await Assertions.Expect(pages.A.Locator("main")).ToContainTextAsync("No calls in progress.");
        await Counts(pages.A, world.A, ofA, connected: 2);
        await Counts(pages.B, world.B, ofB, connected: 1);
    }

    /// <summary>The overview says it by itself: nobody reads it again.</summary>
    private static Task Channels(IPage overview, int calls) =>
        Assertions.Expect(overview.Locator("[data-calls]")).ToHaveTextAsync(
            calls.ToString(CultureInfo.InvariantCulture), new() { Timeout = 30_000 });

    /// <summary>The wall's stream writes into its page how many calls began in the last minute, and how many a second that is.</summary>
    private static Task Begun(IPage wall, int calls) =>
        Assertions.Expect(wall.Locator("dl.facts > div").Filter(new() { HasText = "New calls a second" })).ToContainTextAsync(
            new Regex(string.Create(
                CultureInfo.InvariantCulture, $@"second\s*{Math.Round(calls / 60m, 2)}\s*{calls} calls in the last minute")));

    /// <summary>What page and API say of a customer's calls, against what SIPp counted.</summary>
    private async Task Counts(IPage page, string customer, SippCounts[] made, int connected)
    {
        var attempts = made.Sum(one => one.Created);
        Assert.Equal(attempts, made.Sum(one => one.Successful));
        var asr = Math.Round(100m * connected / attempts, 3);
        var sums = (await world.Api.Get($"breakout?customer={customer}&range=last7d"))["totals"]!.AsArray().Single()!;
        Assert.Equal((attempts, connected), ((int)sums["attempts"]!, (int)sums["connected"]!));
        Assert.Equal(asr, Number(sums, "asr"));

        await page.GotoAsync(world.Url("/breakout?range=last7d"));
        var row = page.Locator("main table").GetByRole(AriaRole.Row).Nth(1);
        var cells = await row.GetByRole(AriaRole.Cell).Or(row.GetByRole(AriaRole.Rowheader)).AllInnerTextsAsync();
        Assert.Contains(attempts.ToString(CultureInfo.InvariantCulture), cells);
        Assert.Contains(connected.ToString(CultureInfo.InvariantCulture), cells);
        Assert.Contains(cells, cell => cell.StartsWith(Math.Floor(asr).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        await page.GotoAsync(world.Url("/cdr?range=last7d"));
        await Assertions.Expect(page.Locator("main table tbody tr")).ToHaveCountAsync(attempts);
    }

    private async Task<JsonArray> Records(string customer, string[] expected)
    {
        var calls = await world.Items($"cdrs?customer={customer}", items => items.Count >= expected.Length, "Records");
        Assert.Equal(
            expected,
            calls.Select(call => $"{call!["destination"]} {call["sipCode"]} {call["releaseReason"]}").Order(StringComparer.Ordinal));
        return calls;
    }

    /// <summary>The refused call of nobody's is no customer's: the intake says so, and the follower keeps it.</summary>
    private async Task Kept()
    {
        await Until.Holds(
            () => Task.FromResult(File.Exists(world.Follower.Refused)),
            TimeSpan.FromSeconds(30),
            () => "Nothing was kept aside.\n" + world.Follower.Output);
        var line = JsonNode.Parse(Assert.Single(await File.ReadAllLinesAsync(
            world.Follower.Refused, TestContext.Current.CancellationToken)))!;
        Assert.Equal("“customer” is missing.", (string)line["reason"]!);
        var call = JsonNode.Parse((string)line["line"]!)!;
        Assert.Equal((403, "mallory", "refused"), ((int)call["sipCode"]!, (string)call["source"]!, (string)call["releaseReason"]!));
    }

    private static async Task Shows(IPage page, string destination, string state)
    {
        var row = page.Locator("main table tbody tr").Filter(new() { HasText = destination }).Filter(new() { HasText = state });
        await Assertions.Expect(row).ToHaveCountAsync(1);
    }

    private static async Task<SippCounts[]> Ends(params Sipp[] callers)
    {
        var ended = new List<SippCounts>();
        foreach (var caller in callers)
            ended.Add(await caller.Ends());
        return [.. ended];
    }

    private static bool Has(JsonArray calls, string destination, string state) =>
        calls.Any(call => (string?)call!["destination"] == destination && (string?)call["state"] == state);

    private static bool IsOfB(JsonNode call) =>
        OfB.Any(one => one.StartsWith((string)call["destination"]! + " ", StringComparison.Ordinal));

    private static decimal Duration(JsonArray calls, string destination) =>
        Number(calls.Single(call => (string?)call!["destination"] == destination)!, "duration");

    private static decimal Number(JsonNode node, string name) => decimal.Parse(node[name]!.ToString(), CultureInfo.InvariantCulture);
}
