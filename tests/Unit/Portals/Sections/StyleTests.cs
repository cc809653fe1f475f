using System.Text.RegularExpressions;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed partial class StyleTests
{
    [Fact]
    public void No_rule_knows_left_from_right() =>
        Assert.DoesNotMatch(Physical(), Embedded.Text("shell.css") + Embedded.Text("portal.css"));

    [Fact]
    public void Public_pages_carry_none_of_the_rules_of_signed_in_ones() =>
        Assert.DoesNotContain("portal-table", ThemeCss.Rules, StringComparison.Ordinal);

    [Fact]
    public async Task What_staff_wrote_for_itself_is_on_no_page()
    {
        await using var world = new SectionWorld();
        var call = SectionWorld.Call(
            path: "/profile",
            customer: SectionWorld.Customer with
            {
                PublicNotes = "Ask for Kim.",
                PrivateNotes = "slow payer",
                Verification = "passport seen",
            });
        var body = (await world.Ask(call))!.Body;
        Assert.Contains("Ask for Kim.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("slow payer", body, StringComparison.Ordinal);
        Assert.DoesNotContain("passport seen", body, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[;{](margin|padding|border)-(left|right)|[;{](left|right):|text-align:(left|right)|float:", RegexOptions.CultureInvariant)]
    private static partial Regex Physical();
}
