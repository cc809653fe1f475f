using Microsoft.AspNetCore.Http;
using Portal.WebHost.ControlPanel;

namespace Portal.Tests.Unit.ControlPanel;

/// <summary>What a deletion does stands before its button.</summary>
public sealed class DeletionTests
{
    private static readonly Deletion Plan = new()
    {
        Section = "domains",
        Name = "portal.acme.example",
        Back = "/domains/portal.acme.example",
        Action = "/domains/portal.acme.example/delete",
        Follows = [new("Visitors get a neutral page."), new("Its brand stays.", "/brands/acme")],
    };

    [Fact]
    public async Task What_follows_stands_above_the_button()
    {
        var html = await Page(Plan);
        Assert.InRange(
            html.IndexOf("Visitors get a neutral page.", StringComparison.Ordinal),
            1,
            html.IndexOf("class=\"danger\"", StringComparison.Ordinal));
        Assert.Contains("""<a href="/brands/acme">Its brand stays.</a>""", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_something_is_in_the_way_there_is_a_link_to_it_and_no_button()
    {
        var html = await Page(
            Plan with { InTheWay = [new("3 customers sign in on this domain alone.", "/customers?domain=portal.acme.example")] });
        Assert.Contains(
            """<a href="/customers?domain=portal.acme.example">3 customers sign in on this domain alone.</a>""",
            html,
            StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"danger\"", html, StringComparison.Ordinal);
        Assert.Contains("Its brand stays.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 domain shows it")]
    [InlineData(1200, "1,200 domains show it")]
    public void Counts_read_as_people_say_them(long count, string text) =>
        Assert.Equal(text, Consequence.Count(count, "domain shows it", "domains show it"));

    private static Task<string> Page(Deletion plan) =>
        PanelParts.Render<DeletePage>(new() { ["Call"] = new StaffCall(new DefaultHttpContext(), null, null, null), ["Plan"] = plan });
}
