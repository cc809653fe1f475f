using Portal.Access;
using Portal.Calls;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>The page of one call.</summary>
public sealed class CdrCallTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task It_says_what_happened_in_words_and_where_to_look_further()
    {
        var call = world.Calls.Add(c => c with { SipCode = 486, Duration = 0, BilledDuration = 0, Charge = 0, ReleaseReason = "callee" });
        var answer = (await Open(call, Columns.Cdr))!;
        Assert.Equal(200, answer.Status);
        Assert.Equal("cdr-call", answer.Page.DocumentElement.GetAttribute("data-page"));
        Assert.Contains("486 Busy", answer.Body, StringComparison.Ordinal);
        Assert.Contains("was in another call", answer.Body, StringComparison.Ordinal);
        Assert.Contains("Refused by the other side", answer.Body, StringComparison.Ordinal);
        Assert.Equal(
            [
                "/cdr?destination=33145&from=2026-11-21&to=2026-11-27", "/cdr?source=4930123&from=2026-11-21&to=2026-11-27",
                "/cdr?from=2026-11-24T22:00:00Z&to=2026-11-24T23:00:00Z",
            ],
            answer.Page.QuerySelectorAll(".portal-actions a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task It_has_only_what_the_domains_columns_allow()
    {
        var call = world.Calls.Add();
        var body = (await Open(call, ["callTime", "source"]))!.Body;
        foreach (var hidden in (string[])["33145", "$0.", "192.0.2.7", "200 OK", "hung up", "0:01:07", "portal-phases", "portal-ladder"])
            Assert.DoesNotContain(hidden, body, StringComparison.Ordinal);
        Assert.Contains("4930123", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Each_usual_code_has_a_name_and_a_meaning_and_any_other_one_those_of_its_class(string language)
    {
        var reader = SectionWorld.Call(language: language);
        for (var code = 100; code < 700; code++)
        {
            var meaning = SipMeaning.Of(reader, code);
            Assert.NotEmpty(meaning.Name);
            Assert.EndsWith(".", meaning.Means, StringComparison.Ordinal);
        }

        Assert.NotEqual(SipMeaning.Of(reader, 486).Name, SipMeaning.Of(reader, 499).Name);
    }

    [Fact]
    public void The_ladder_leads_to_the_charge()
    {
        var call = world.Calls.Add();
        Assert.Equal(
            [("Minutes", 0.034m), ("Connect", 0.01m), ("Charge", 0.044m)],
            CostLadder.Of(call, _ => true).Select(step => (step.Key, step.Amount.Amount)));
        Assert.Equal(
            [("Minutes", 0.034m), ("Connect", 0.01m), ("Rest", 0.006m), ("Charge", 0.05m)],
            CostLadder.Of(call with { Charge = 0.05m }, _ => true).Select(step => (step.Key, step.Amount.Amount)));
        Assert.Equal(
            ["Minutes", "Rest", "Charge"], CostLadder.Of(call, key => key != "connectCost").Select(step => step.Key));
    }

    [Theory]
    [InlineData("rate")]
    [InlineData("billedDuration")]
    [InlineData("charge")]
    public void Without_one_of_its_rungs_there_is_no_ladder(string hidden) =>
        Assert.Empty(CostLadder.Of(world.Calls.Add(), key => key != hidden));

    [Fact]
    public void A_call_that_wasnt_answered_costs_nothing_to_connect() => Assert.Equal(
        ["Minutes", "Charge"],
        CostLadder.Of(world.Calls.Add(c => c with { BilledDuration = 0, Charge = 0 }), _ => true).Select(step => step.Key));

    [Fact]
    public void Phases_fill_the_line_and_the_short_ones_are_seen()
    {
        var phases = CallPhases.Of(world.Calls.Add(c => c with { Duration = 3600 }), _ => true);
        Assert.Equal(["Delay", "Ringing", "Talking"], phases.Select(phase => phase.Key));
        Assert.All(phases, phase => Assert.True(phase.Width > 0.9m));
        Assert.InRange(phases[^1].Start + phases[^1].Width, 99.9m, 100.1m);
        Assert.Equal(["Talking"], CallPhases.Of(world.Calls.Add(), key => key == "duration").Select(phase => phase.Key));
        Assert.Empty(CallPhases.Of(new Call("s", "c", "c_1", SectionWorld.Now, "USD"), _ => true));
    }

    [Theory]
    [InlineData("7", "0:00:07")]
    [InlineData("67.4", "0:01:07.4")]
    [InlineData("3600", "1:00:00")]
    [InlineData("360061.025", "100:01:01.025")]
    public void Durations_count_up_like_a_clock(string seconds, string text) => Assert.Equal(
        text,
        DurationText.Of(
            decimal.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.GetCultureInfo("en")));

    [Fact]
    public async Task A_key_that_is_none_opens_nothing()
    {
        foreach (var key in (string[])["x", "%20", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB", "a/b", "é"])
            Assert.Null(await world.Get("/cdr/" + key));
    }

    private Task<Answered?> Open(Call call, string[] columns) =>
        world.Ask(SectionWorld.WithColumns(SectionWorld.Call(path: CallPath.Of(call)), columns));

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
