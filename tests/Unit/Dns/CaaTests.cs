using Portal.Dns;

namespace Portal.Tests.Unit.Dns;

public sealed class CaaTests
{
    private static readonly CaaAuthority Ours = new(["ca.example"], "http-01", "https://ca.example/acct/1");

    [Theory]
    [InlineData("ca.example", CaaRuling.Allowed)]
    [InlineData("CA.Example", CaaRuling.Allowed)]
    [InlineData("  ca.example  ", CaaRuling.Allowed)]
    [InlineData("ca.example; policy=ev", CaaRuling.Allowed)]
    [InlineData("ca.example;", CaaRuling.Allowed)]
    [InlineData("ca.example; validationmethods=http-01,dns-01", CaaRuling.Allowed)]
    [InlineData("ca.example; validationmethods=dns-01", CaaRuling.OtherMethod)]
    [InlineData("ca.example; accounturi=https://ca.example/acct/1", CaaRuling.Allowed)]
    [InlineData("ca.example; accounturi=https://ca.example/acct/2", CaaRuling.OtherAccount)]
    [InlineData("other.example", CaaRuling.NotListed)]
    [InlineData(";", CaaRuling.NobodyMayIssue)]
    [InlineData("", CaaRuling.NobodyMayIssue)]
    [InlineData("%%%%%", CaaRuling.NobodyMayIssue)]
    [InlineData("ca.example; no equals sign", CaaRuling.NobodyMayIssue)]
    [InlineData("ca..example", CaaRuling.NobodyMayIssue)]
    internal void An_issue_value_reads_as_rfc_8659_says(string value, CaaRuling ruling) =>
        Assert.Equal(ruling, Caa.Rule([Issue(value)], Ours));

    [Fact]
    public void One_record_that_lets_us_is_enough() =>
        Assert.Equal(CaaRuling.Allowed, Caa.Rule([Issue(";"), Issue("other.example"), Issue("ca.example")], Ours));

    [Fact]
    public void A_set_without_issue_forbids_nothing() =>
        Assert.Equal(CaaRuling.Allowed, Caa.Rule([Of("iodef", "mailto:a@acme.example"), Of("issuewild", ";")], Ours));

    [Fact]
    public void An_unknown_critical_property_forbids() =>
        Assert.Equal(CaaRuling.UnknownCritical, Caa.Rule([Of("tbs", "Unknown", 128), Issue("ca.example")], Ours));

    [Fact]
    public void An_unknown_property_that_is_not_critical_is_passed_over() =>
        Assert.Equal(CaaRuling.Allowed, Caa.Rule([Of("tbs", "Unknown")], Ours));

    [Fact]
    public void Nobody_may_issue_holds_even_when_our_authority_is_unknown() =>
        Assert.Equal(CaaRuling.NobodyMayIssue, Caa.Rule([Issue(";")], new([])));

    private static DnsRecord Issue(string value) => Of("Issue", value);

    private static DnsRecord Of(string tag, string value, byte flags = 0) => new("acme.example", DnsKind.Caa, value, 300, flags, tag);
}
