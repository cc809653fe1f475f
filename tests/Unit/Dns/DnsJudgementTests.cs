using Microsoft.Extensions.Time.Testing;
using Portal.Dns;

namespace Portal.Tests.Unit.Dns;

public sealed class DnsJudgementTests
{
    private const string Host = "portal.acme.example";
    private const string Goal = "portal.example";
    private const string Record = "portal.acme.example. 300 IN CNAME portal.example.";
    private static readonly CaaAuthority LetsEncrypt = new(["letsencrypt.org"], "http-01");

    private static async Task<(DnsObservation Seen, DnsJudgement Judged)> Judge(
        ZoneDouble zone, string host = Host, CaaAuthority? authority = null)
    {
        var expected = new DnsExpectation(Goal, ["panel.example.net", "localhost"], authority);
        var seen = await new DnsQuery(zone, new FakeTimeProvider()).At(host, Goal, authority is not null, CancellationToken.None);
        return (seen, DnsJudgement.Of(seen, expected));
    }

    private static ZoneDouble Zone() =>
        new ZoneDouble().With("acme.example", DnsKind.Ns, "ns1.dns.example").With("acme.example", DnsKind.Ns, "ns2.dns.example");

    private static ZoneDouble Right() => Zone().With(Host, DnsKind.Cname, Goal);

    [Fact]
    public async Task A_cname_to_the_platform_is_right()
    {
        var (seen, judged) = await Judge(Right());
        Assert.Equal(DnsVerdict.Ok, judged.Verdict);
        Assert.Equal("", judged.Advice);
        Assert.Equal(["ns1.dns.example", "ns2.dns.example"], seen.Servers);
    }

    [Fact]
    public async Task A_chain_that_ends_at_the_platform_is_right()
    {
        var (seen, judged) = await Judge(
            Zone().With(Host, DnsKind.Cname, "brands.acme.example").With("brands.acme.example", DnsKind.Cname, Goal));
        Assert.Equal(DnsVerdict.Ok, judged.Verdict);
        Assert.Equal(2, seen.Chain.Count);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_names_the_server_and_the_record_to_add()
    {
        var (_, judged) = await Judge(Zone());
        Assert.Equal(DnsVerdict.NoRecord, judged.Verdict);
        Assert.Equal(
            $"We can't find {Host} yet. Your name server ns1.dns.example says that this name doesn't exist. "
                + $"Add this record: {Record}",
            judged.Advice);
    }

    [Fact]
    public async Task A_name_without_records_reads_otherwise_than_one_that_does_not_exist()
    {
        var (_, judged) = await Judge(Zone().With("below." + Host, DnsKind.A, "203.0.113.9"));
        Assert.Equal(DnsVerdict.NoRecord, judged.Verdict);
        Assert.Contains("has no CNAME and no address", judged.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_instead_is_shown_with_what_replaces_it()
    {
        var (_, judged) = await Judge(Zone().With(Host, DnsKind.A, "203.0.113.7"));
        Assert.Equal(DnsVerdict.AddressInstead, judged.Verdict);
        Assert.Equal(
            "We can't find the CNAME yet. Your name server ns1.dns.example answers with an A record 203.0.113.7. "
                + $"Replace it with this: {Record}",
            judged.Advice);
    }

    [Fact]
    public async Task Name_servers_that_refuse_leave_the_server_unknown()
    {
        var (seen, judged) = await Judge(
            new ZoneDouble().With(Host, DnsKind.Aaaa, "2001:db8::7").Failing(Host, DnsKind.Ns, DnsOutcome.Refused));
        Assert.Empty(seen.Servers);
        Assert.StartsWith(
            "We can't find the CNAME yet. The name server answers with an AAAA record 2001:db8::7.",
            judged.Advice,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_top_of_a_zone_is_told_to_use_a_name_below_it()
    {
        var (_, judged) = await Judge(Zone().With("acme.example", DnsKind.A, "203.0.113.7"), "acme.example");
        Assert.Equal(DnsVerdict.AddressInstead, judged.Verdict);
        Assert.Contains(
            "acme.example is the top of its zone, where a CNAME isn't possible. Use a name below it, such as portal.acme.example.",
            judged.Advice,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other.example", "The CNAME points at other.example; it should point at portal.example. Replace it with this: " + Record)]
    [InlineData("portal.exmaple", "The CNAME points at portal.exmaple, which is almost, but not quite, portal.example.")]
    [InlineData("portals.example", "almost, but not quite, portal.example")]
    [InlineData("portal.example.acme.example", "Enter the target as \"portal.example.\", with the dot.")]
    public async Task A_cname_elsewhere_names_where(string target, string advice)
    {
        var (_, judged) = await Judge(Zone().With(Host, DnsKind.Cname, target).With(target, DnsKind.A, "203.0.113.7"));
        Assert.Equal(DnsVerdict.PointsElsewhere, judged.Verdict);
        Assert.Contains(advice, judged.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_does_not_exist_is_said_to_be_so()
    {
        var (_, judged) = await Judge(Zone().With(Host, DnsKind.Cname, "gone.other.example"));
        Assert.Equal(DnsVerdict.PointsElsewhere, judged.Verdict);
        Assert.Contains("gone.other.example, a name that doesn't exist;", judged.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_of_cnames_is_shown_whole()
    {
        var (_, judged) = await Judge(Zone().With(Host, DnsKind.Cname, "b.acme.example").With("b.acme.example", DnsKind.Cname, Host));
        Assert.Equal(DnsVerdict.Loop, judged.Verdict);
        Assert.Contains("portal.acme.example → b.acme.example → portal.acme.example", judged.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_too_long_is_not_followed_for_ever()
    {
        var zone = Zone().With(Host, DnsKind.Cname, "n0.acme.example");
        for (var i = 0; i < 20; i++)
            zone.With($"n{i}.acme.example", DnsKind.Cname, $"n{i + 1}.acme.example");
        var (seen, judged) = await Judge(zone);
        Assert.Equal(DnsVerdict.PointsElsewhere, judged.Verdict);
        Assert.Equal(DnsQuery.LongestChain, seen.Chain.Count);
        Assert.Contains("more than 8 names", judged.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DnsOutcome.ServerFailure, DnsVerdict.ServerFailure, "SERVFAIL")]
    [InlineData(DnsOutcome.Refused, DnsVerdict.ServerFailure, "refuse")]
    [InlineData(DnsOutcome.NoAnswer, DnsVerdict.TimeOut, "No answer for other.example in time")]
    internal async Task A_failure_on_the_way_names_the_name_that_fails(DnsOutcome outcome, DnsVerdict verdict, string words)
    {
        var (_, judged) = await Judge(Zone().With(Host, DnsKind.Cname, "other.example").Failing("other.example", DnsKind.Cname, outcome));
        Assert.Equal(verdict, judged.Verdict);
        Assert.Contains(words, judged.Advice, StringComparison.Ordinal);
        Assert.Contains("other.example", judged.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_of_a_delivery_network_name_the_switch_to_flip()
    {
        var (_, judged) = await Judge(Zone().With(Host, DnsKind.A, "104.21.7.8"));
        Assert.Equal(DnsVerdict.BehindProxy, judged.Verdict);
        Assert.Contains("behind Cloudflare", judged.Advice, StringComparison.Ordinal);
        Assert.Contains("DNS only", judged.Advice, StringComparison.Ordinal);
        Assert.Contains(Record, judged.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cname_into_a_delivery_network_is_recognised_by_its_name()
    {
        var (_, judged) = await Judge(
            Zone().With(Host, DnsKind.Cname, "acme.example.edgekey.net").With("acme.example.edgekey.net", DnsKind.A, "203.0.113.7"));
        Assert.Equal(DnsVerdict.BehindProxy, judged.Verdict);
        Assert.Contains("Akamai", judged.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("portal.example")]
    [InlineData("shop.portal.example")]
    [InlineData("panel.example.net")]
    public async Task A_name_of_our_own_is_no_portal(string host)
    {
        var (_, judged) = await Judge(new ZoneDouble().With(host, DnsKind.Cname, Goal), host);
        Assert.Equal(DnsVerdict.PointsElsewhere, judged.Verdict);
        Assert.Contains("a name of the platform itself", judged.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caa_is_climbed_from_the_host_upward()
    {
        var zone = Right().With("acme.example", DnsKind.Caa, "other.example", tag: "issue");
        var (seen, judged) = await Judge(zone, authority: LetsEncrypt);
        Assert.Equal(DnsVerdict.CaaForbids, judged.Verdict);
        Assert.Equal("acme.example", seen.Caa!.At);
        Assert.Contains(
            "lets only other.example issue certificates, and ours come from letsencrypt.org. "
                + "Add this record as well: acme.example. 300 IN CAA 0 issue \"letsencrypt.org\"",
            judged.Advice,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Caa_at_the_target_of_the_cname_counts_before_the_parents(bool follows)
    {
        var zone = new ZoneDouble { Follows = follows }.With(Host, DnsKind.Cname, Goal)
            .With(Goal, DnsKind.Caa, "letsencrypt.org", tag: "issue")
            .With("acme.example", DnsKind.Caa, "other.example", tag: "issue");
        var (seen, judged) = await Judge(zone, authority: LetsEncrypt);
        Assert.Equal(DnsVerdict.Ok, judged.Verdict);
        Assert.Equal(Goal, seen.Caa!.At);
    }

    [Fact]
    public async Task The_targets_parents_are_not_climbed()
    {
        var zone = Right().With("sub.other.example", DnsKind.A, "203.0.113.1").With("example", DnsKind.A, "203.0.113.1");
        await Judge(zone, authority: LetsEncrypt);
        Assert.Equal([Host, Goal, "acme.example", "example"], zone.Asked.Where(a => a.Kind == DnsKind.Caa).Select(a => a.Name));
    }

    [Theory]
    [InlineData(DnsOutcome.ServerFailure, DnsVerdict.ServerFailure)]
    [InlineData(DnsOutcome.NoAnswer, DnsVerdict.TimeOut)]
    internal async Task Caa_that_cannot_be_read_stops_an_order(DnsOutcome outcome, DnsVerdict verdict)
    {
        var (_, judged) = await Judge(Right().Failing("acme.example", DnsKind.Caa, outcome), authority: LetsEncrypt);
        Assert.Equal(verdict, judged.Verdict);
        Assert.Contains("CAA", judged.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caa_only_warns_while_our_authority_is_unknown()
    {
        var (_, judged) = await Judge(Right().With("acme.example", DnsKind.Caa, "other.example", tag: "issue"), authority: new([]));
        Assert.Equal(DnsVerdict.Ok, judged.Verdict);
        Assert.Contains("lets only other.example", judged.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caa_is_not_asked_for_without_an_authority_outside()
    {
        var zone = Right().With("acme.example", DnsKind.Caa, ";", tag: "issue");
        var (_, judged) = await Judge(zone);
        Assert.Equal(DnsVerdict.Ok, judged.Verdict);
        Assert.DoesNotContain(zone.Asked, a => a.Kind == DnsKind.Caa);
    }
}
