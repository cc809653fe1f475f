namespace Portal.Dns;

/// <summary>What a host's DNS is held against.</summary>
/// <param name="PlatformHost">Where CNAME records lead to; lower case, no dot at the end.</param>
/// <param name="ControlHosts">Names that can't be anybody's portal.</param>
/// <param name="Authority">Our CA; null when no CA outside is asked.</param>
internal sealed record DnsExpectation(string PlatformHost, IReadOnlyList<string> ControlHosts, CaaAuthority? Authority)
{
    public string Record(string host) => $"{host}. 300 IN CNAME {PlatformHost}.";

    /// <summary>Whether the host is the platform's own, which no CNAME makes a portal.</summary>
    public bool IsOurs(string host) =>
        host == PlatformHost || host.EndsWith("." + PlatformHost, StringComparison.Ordinal)
            || ControlHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The verdict on an observation, with what a person reads.</summary>
internal sealed record DnsJudgement(DnsVerdict Verdict, string Advice)
{
    /// <summary>
    /// Pure. In this order: 1 a name of our own, 2 a loop, 3 a chain without end, 4 a failure on the way, 5 the goal reached (then
    /// CAA decides), 6 a delivery network, 7 a CNAME elsewhere, 8 an address, 9 nothing.
    /// </summary>
    public static DnsJudgement Of(DnsObservation seen, DnsExpectation expected)
    {
        var words = new DnsWords(seen, expected);
        if (expected.IsOurs(seen.Host))
            return new(DnsVerdict.PointsElsewhere, words.OurOwn());
        if (seen.Loops)
            return new(DnsVerdict.Loop, words.Loop());
        if (seen.TooLong)
            return new(DnsVerdict.PointsElsewhere, words.TooLong());
        if (seen.Reached)
            return Caa(seen, expected, words);
        if (seen.End is DnsOutcome.NoAnswer)
            return new(DnsVerdict.TimeOut, words.Silent(seen.Last));
        if (seen.End is DnsOutcome.ServerFailure or DnsOutcome.Refused)
            return new(DnsVerdict.ServerFailure, words.Failed(seen.Last, seen.End));
        if (DeliveryNetworks.Find(seen.Chain.Select(r => r.Value), seen.Addresses.Select(r => r.Value)) is { } network)
            return new(DnsVerdict.BehindProxy, words.Proxied(network.Name, network.Switch));
        if (seen.Chain.Count > 0)
            return new(DnsVerdict.PointsElsewhere, words.Elsewhere());
        return seen.Addresses.Count > 0
            ? new(DnsVerdict.AddressInstead, words.Address())
            : new(DnsVerdict.NoRecord, words.Nothing());
    }

    private static DnsJudgement Caa(DnsObservation seen, DnsExpectation expected, DnsWords words)
    {
        if (seen.Caa is null || expected.Authority is null)
            return new(DnsVerdict.Ok, "");
        // CAs must refuse when they can't find out (RFC 8659, 4.1 and the Baseline Requirements, 3.2.2.8): no order is worth a try.
        if (seen.Caa.Outcome is DnsOutcome.NoAnswer)
            return new(DnsVerdict.TimeOut, words.CaaSilent(seen.Caa));
        if (seen.Caa.Outcome is DnsOutcome.ServerFailure)
            return new(DnsVerdict.ServerFailure, words.CaaFailed(seen.Caa));
        var ruling = Dns.Caa.Rule(seen.Caa.Records, expected.Authority);
        return ruling switch
        {
            CaaRuling.Allowed => new(DnsVerdict.Ok, ""),
            CaaRuling.Unsure => new(DnsVerdict.Ok, words.CaaUnsure(seen.Caa)),
            CaaRuling.NotListed or CaaRuling.NobodyMayIssue or CaaRuling.OtherMethod or CaaRuling.OtherAccount
                or CaaRuling.UnknownCritical =>
                new(DnsVerdict.CaaForbids, words.CaaForbids(seen.Caa, ruling, expected.Authority)),
        };
    }
}
