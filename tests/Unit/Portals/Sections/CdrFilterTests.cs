using Portal.Calls;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Calls are found by what people type, and what can't be found is said.</summary>
public sealed class CdrFilterTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task A_number_is_found_however_the_switch_wrote_it()
    {
        foreach (var source in (string[])["521551", "+521552", "00521553", "155"])
            world.Calls.Add(call => call with { Source = source });
        foreach (var path in (string[])["/cdr?source=52155", "/cdr.csv?source=%2B52%20155", "/cdr.csv?source=0052-155"])
            Assert.Equal(3, Rows((await world.Get(path))!));
        var none = (await world.Get("/cdr?destination=999"))!.Text(".portal-empty");
        Assert.Contains("999 is looked for at the beginning", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destinations_name_is_offered_and_found_whatever_its_capitals()
    {
        world.Calls.Add(call => call with { DestinationName = "Österreich Mobil" });
        world.Calls.Add();
        var page = (await world.Get("/cdr?destinationName=österreich%20MOBIL"))!.Page;
        Assert.Equal(
            ["Österreich Mobil", "France"],
            page.QuerySelectorAll("#destinations option").Select(option => option.GetAttribute("value")));
        Assert.Equal("destinations", page.QuerySelector("#destinationName")!.GetAttribute("list"));
        Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Contains("Österreich%20Mobil", Uri.UnescapeDataString(
            page.QuerySelector("form[action='/exports'] input[name=query]")!.GetAttribute("value")!).Replace(" ", "%20", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal(2, Rows((await world.Get("/cdr.csv?destinationName=france"))!) + 1);
        // One that the domain doesn't show is offered to nobody.
        var call = SectionWorld.WithColumns(SectionWorld.Call(path: "/cdr"), ["callTime", "source"]);
        Assert.Null((await world.Ask(call))!.Page.QuerySelector("datalist"));
    }

    [Fact]
    public void Calls_in_progress_are_masked_where_all_calls_are()
    {
        var live = new LiveCall("sw1", "x", "c_1", SectionWorld.Now.AddMinutes(-1), LiveCallState.Answered)
        {
            Source = "4930123456",
            Destination = "33145",
        };
        Assert.Equal(("4930123xxx", "33xxx"), (CallMask.Of(live, SectionWorld.Now).Source, CallMask.Of(live, SectionWorld.Now).Destination));
        Assert.Same(live, CallMask.Of(live, SectionWorld.Now.AddDays(-30)));
        Assert.Same(live, CallMask.Of(live, null));
    }

    [Fact]
    public async Task Calls_in_progress_have_what_the_domain_shows_of_calls()
    {
        world.LiveCalls.Add(MadeUpLive.Call(1));
        Assert.Contains("callId", await Head(["callTime", "source", "destination", "callId"]), StringComparison.Ordinal);
        Assert.Equal("started,duration,source,state,switch", await Head(["callTime", "source"]));

        async Task<string> Head(string[] columns) => (await world.Ask(
            SectionWorld.WithColumns(SectionWorld.Call(path: "/dialogs.csv"), columns)))!.Body.Split("\r\n")[0];
    }

    private static int Rows(Answered answer) => answer.Response.ContentType!.StartsWith("text/csv", StringComparison.Ordinal)
        ? answer.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1
        : answer.Page.QuerySelectorAll("tbody tr").Length;

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
