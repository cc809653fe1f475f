using System.Text.RegularExpressions;
using Portal.Access;
using Portal.Tests.Unit.Portals.Sections;

namespace Portal.Tests.Unit.Customers;

public sealed class SectionAccessTests
{
    private static readonly AccessFacts Everything = new() { Domain = Sections.All };

    private static IEnumerable<string> Seen(AccessFacts facts) =>
        EffectiveAccess.Of(facts).Where(section => section.Shown).Select(section => section.Section);

    [Fact]
    public void Keys_can_stand_in_a_path_and_none_is_there_twice()
    {
        Assert.All(Sections.All, key => Assert.Matches(new Regex("^[a-z]+(-[a-z]+)*$", RegexOptions.None, TimeSpan.FromSeconds(1)), key));
        Assert.Distinct(Sections.All);
    }

    [Fact]
    public void Each_folder_of_the_portal_has_its_row() => Assert.Empty(SectionWorld.Keys.Except(Sections.All));

    [Fact]
    public void Who_sees_everything_or_only_reads_sees_all_sections()
    {
        Assert.Equal(Sections.All, Seen(Everything with { Role = ContactRole.All }));
        Assert.Equal(Sections.All, Seen(Everything with { Role = ContactRole.ReadOnly }));
    }

    [Fact]
    public void Billing_sees_money_and_papers() => Assert.Equal(
        ["dashboard", "payments", "invoices", "packages", "contracts", "documents", "profile"],
        Seen(Everything with { Role = ContactRole.Billing }));

    [Fact]
    public void Technical_sees_calls_and_their_set_up() => Assert.Equal(
        ["dashboard", "cdr", "latest-calls", "dialogs", "registrations", "breakout", "routes", "alerts", "dids", "authentication", "profile"],
        Seen(Everything with { Role = ContactRole.Technical }));

    [Fact]
    public void Carriers_have_their_few() => Assert.Equal(
        ["dashboard", "contracts", "documents", "contacts", "profile"], Seen(Everything with { IsCarrier = true }));

    [Fact]
    public void Two_are_there_whatever_anybody_says() => Assert.Equal(
        ["dashboard", "profile"], Seen(new() { Domain = [], Hide = Sections.All, Role = ContactRole.Billing, ContractDue = true }));

    [Fact]
    public void A_contract_past_its_grace_leaves_itself_open() => Assert.Equal(
        ["dashboard", "contracts", "profile"], Seen(Everything with { ContractDue = true }));

    [Fact]
    public void Who_asked_for_sums_has_no_section_with_single_calls()
    {
        var facts = Everything with { NonItemised = true };
        Assert.Equal(["cdr", "latest-calls", "dialogs"], Sections.All.Except(Seen(facts)));
        Assert.Equal(
            [SectionReason.NonItemised],
            EffectiveAccess.Of(facts with { Show = ["cdr"] }).Where(one => !one.Shown).Select(one => one.Reason).Distinct());
        // What the contact wouldn't see anyway isn't for that reason.
        Assert.DoesNotContain(
            EffectiveAccess.Of(facts with { Role = ContactRole.Billing }), one => one.Reason == SectionReason.NonItemised);
    }

    [Fact]
    public void People_are_changed_by_those_who_see_everything_and_oneself_by_everybody()
    {
        static IEnumerable<string> Changed(ContactRole role) => Sections.All.Where(section => EffectiveAccess.MayChange(section, role));
        Assert.Equal(Sections.All, Changed(ContactRole.All));
        Assert.Equal(Sections.All.Except(["contacts"]), Changed(ContactRole.Billing));
        Assert.Equal(Sections.All.Except(["contacts"]), Changed(ContactRole.Technical));
        Assert.Equal(["profile"], Changed(ContactRole.ReadOnly));
    }

    [Fact]
    public void What_has_no_row_is_seen_by_nobody() =>
        Assert.False(EffectiveAccess.Allows("latency-map", new() { Domain = ["latency-map"], Show = ["latency-map"] }));
}
