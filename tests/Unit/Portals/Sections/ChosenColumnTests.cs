using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Columns that a reader chooses are kept, as far as the domain shows them.</summary>
public sealed class ChosenColumnTests : IAsyncDisposable
{
    private static readonly string[] Allowed = ["callTime", "source", "destination", "charge"];

    private readonly SectionWorld world = new();

    [Fact]
    public async Task They_are_kept_for_the_page_and_its_files_until_the_usual_ones_are_asked_for()
    {
        world.Calls.Add();
        var kept = await Choose("source=49&range=last7d", ("columns", "charge"), ("columns", "callTime"));
        Assert.Equal("/cdr?range=last7d&source=49", kept.Location);
        Assert.Equal(["Charge", "Time (Europe/Berlin)↓"], await Heads("/cdr"));
        Assert.StartsWith("charge,callTime\r\n", (await world.Ask(At("/cdr.csv")))!.Body, StringComparison.Ordinal);
        // The address and another place of the same person stand above it.
        Assert.Equal(["Source"], await Heads("/cdr?columns=source"));
        Assert.Empty((await world.Columns.Of("ct_2", "cdr", CancellationToken.None)) ?? "");

        await Choose("", ("usual", "true"), ("columns", "charge"));
        Assert.Equal(4, (await Heads("/cdr")).Length);
        Assert.Empty(world.Columns.Kept);
    }

    [Theory]
    [InlineData("up:charge", "callTime,charge,source")]
    [InlineData("down:callTime", "source,callTime,charge")]
    [InlineData("up:callTime", "callTime,source,charge")]
    [InlineData("up:rate", "callTime,source,charge")]
    public async Task Buttons_move_them_and_the_list_to_choose_from_stays_open(string move, string after)
    {
        var moved = await Choose("range=today", ("columns", "callTime"), ("columns", "source"), ("columns", "charge"), ("move", move));
        Assert.Equal(after, world.Columns.Kept[("ct_1", "cdr")]);
        Assert.Equal("/cdr?range=today&pick=columns", moved.Location);
    }

    [Fact]
    public async Task One_that_the_domain_takes_away_is_gone_and_comes_back_with_it()
    {
        world.Calls.Add();
        await Choose("", ("columns", "charge"), ("columns", "source"));
        Assert.Equal(["Source"], await Heads("/cdr", "callTime", "source"));
        Assert.Equal(["Time (Europe/Berlin)↓"], await Heads("/cdr", "callTime"));
        Assert.Equal(["Charge", "Source"], await Heads("/cdr"));
    }

    [Fact]
    public async Task A_view_and_a_file_of_the_background_are_made_of_what_is_seen()
    {
        world.Calls.Add();
        await Choose("", ("columns", "charge"), ("columns", "source"));
        var page = (await world.Ask(At("/cdr?range=today")))!.Page;
        foreach (var action in (string[])["/views", "/exports"])
        {
            var query = page.QuerySelector($"form[action='{action}'] input[name=query]")!.GetAttribute("value")!;
            Assert.Contains("columns=charge,source", query, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Staff_that_looks_on_leaves_no_trace()
    {
        var call = At("/cdr/columns");
        call = call with { Session = call.Session with { Staff = new("ann@operator.example", "Ann") } };
        var answer = (await world.Post(call, ("query", "range=today"), ("columns", "charge")))!;
        Assert.Equal("/cdr?range=today&columns=charge", answer.Location);
        Assert.Empty(world.Columns.Kept);
    }

    private async Task<Answered> Choose(string query, params (string Name, string Value)[] fields) =>
        (await world.Post(At("/cdr/columns"), [("query", query), .. fields]))!;

    private async Task<string[]> Heads(string path, params string[] allowed) =>
        [.. (await world.Ask(At(path, allowed)))!.Page.QuerySelectorAll("thead th").Select(head => head.TextContent.Trim())];

    private static PortalCall At(string path, params string[] allowed) =>
        SectionWorld.WithColumns(SectionWorld.Call(path: path), allowed.Length > 0 ? allowed : Allowed);

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
