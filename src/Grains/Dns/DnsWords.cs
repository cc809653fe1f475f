namespace Portal.Dns;

/// <summary>What a person reads about a host's DNS: what is there, what to do.</summary>
internal sealed class DnsWords(DnsObservation seen, DnsExpectation expected)
{
    private string Record => expected.Record(seen.Host);

    private string Server => seen.Servers.Count == 0 ? "The name server" : $"Your name server {seen.Servers[0]}";

    private string Apex =>
        $"{seen.Host} is the top of its zone, where a CNAME isn't possible. Use a name below it, such as portal.{seen.Host}.";

    public string OurOwn() =>
        $"{seen.Host} is a name of the platform itself and can't be a customer's portal. "
            + $"Use a name in the brand's own domain, with a CNAME to {expected.PlatformHost}.";

    public string Loop() =>
        $"The CNAME records form a loop: {string.Join(" → ", seen.Chain.Select(r => r.Name).Append(seen.Last))}. "
            + $"Replace the first with this: {Record}";

    public string TooLong() =>
        $"The CNAME records form a chain of more than {DnsQuery.LongestChain} names; many resolvers give up before the end. "
            + $"Point the name straight at {expected.PlatformHost}: {Record}";

    public string Silent(string name) =>
        $"No answer for {name} in time. "
            + $"If this persists, the name servers of {name} can't be reached: "
            + "check with your DNS provider that they run and that the domain is delegated to them.";

    public string Failed(string name, DnsOutcome outcome) => outcome == DnsOutcome.Refused
        ? $"The name servers refuse to answer for {name}. "
            + "Usually this means that the domain is delegated to servers that don't have its zone: "
            + "compare the name servers at your registrar with those of your DNS provider."
        : $"The name servers of {name} answer with a failure (SERVFAIL). "
            + "The usual causes are a DNSSEC signature that has expired or doesn't match, "
            + "or a zone that doesn't load: ask your DNS provider.";

    public string Proxied(string network, string remedy) =>
        $"{seen.Host} is behind {network}, which answers in our place and hides the CNAME. To let the portal be reached and get its certificate, {remedy}, and keep this record: {Record}";

    public string Elsewhere()
    {
        var first = seen.Chain[0];
        if (seen.Last == expected.PlatformHost + "." + DnsQuery.Parent(seen.Host)
            || seen.Last.StartsWith(expected.PlatformHost + ".", StringComparison.Ordinal))
            return $"The CNAME points at {seen.Last}: your own domain was added to the target, "
                + "because the dot at its end is missing. "
                + $"Enter the target as \"{expected.PlatformHost}.\", with the dot.";
        if (NearMiss.Is(seen.Last, expected.PlatformHost))
            return $"The CNAME points at {seen.Last}, which is almost, but not quite, {expected.PlatformHost}. "
                + $"Correct the target: {Record}";
        var end = seen.Chain.Count == 1
            ? $"The CNAME points at {seen.Last}"
            : $"The CNAME points at {first.Value}, which leads to {seen.Last}";
        var dead = seen.End == DnsOutcome.NoName ? ", a name that doesn't exist" : "";
        return $"{end}{dead}; it should point at {expected.PlatformHost}. Replace it with this: {Record}";
    }

    public string Address()
    {
        var records = string.Join(" and ", seen.Addresses.Select(r => $"{(r.Kind == DnsKind.A ? "an A" : "an AAAA")} record {r.Value}"));
        var found = $"We can't find the CNAME yet. {Server} answers with {records}.";
        return seen.Apex ? $"{found} {Apex}" : $"{found} Replace it with this: {Record}";
    }

    public string Nothing()
    {
        var found = seen.End == DnsOutcome.NoName
            ? $"We can't find {seen.Host} yet. {Server} says that this name doesn't exist."
            : $"We can't find the CNAME yet. {Server} knows the name {seen.Host}, but has no CNAME and no address for it.";
        return seen.Apex ? $"{found} {Apex}" : $"{found} Add this record: {Record}";
    }

    public string CaaSilent(CaaFinding caa) =>
        $"The CNAME is right, but the query for CAA records at {caa.At} gets no answer, "
            + "and a CA issues nothing until it gets one. "
            + $"Check the name servers of {caa.At} with your DNS provider.";

    public string CaaFailed(CaaFinding caa) =>
        $"The CNAME is right, but the query for CAA records at {caa.At} fails (SERVFAIL), "
            + "and a CA issues nothing until it gets an answer. "
            + "Old name servers can fail on CAA, and so can broken DNSSEC: ask your DNS provider.";

    public string CaaUnsure(CaaFinding caa) =>
        $"The CNAME is right. A CAA record at {caa.At} lets only {Listed(caa)} issue certificates. "
            + "If the certificate is refused, add a record for our CA as well.";

    public string CaaForbids(CaaFinding caa, CaaRuling ruling, CaaAuthority authority)
    {
        var add = authority.Issuers.Count == 0 ? "" : $" Add this record as well: {caa.At}. 300 IN CAA 0 issue \"{authority.Issuers[0]}\"";
        return ruling switch
        {
            CaaRuling.Allowed or CaaRuling.Unsure => throw new ArgumentException($"{ruling} forbids nothing.", nameof(ruling)),
            CaaRuling.NobodyMayIssue =>
                $"The CNAME is right, but a CAA record at {caa.At} forbids everybody from issuing certificates.{add}",
            CaaRuling.OtherMethod =>
                $"The CNAME is right, but the CAA record at {caa.At} doesn't allow our validation method ({authority.Method}). "
                    + $"Add {authority.Method} to its validationmethods, or leave that parameter out.",
            CaaRuling.OtherAccount =>
                $"The CNAME is right, but the CAA record at {caa.At} is bound to another account (accounturi) at the CA.{add}",
            CaaRuling.UnknownCritical =>
                $"The CNAME is right, but a CAA record at {caa.At} has a critical property that no CA may ignore "
                    + $"({string.Join(", ", caa.Records.Where(r => (r.Flags & 128) != 0).Select(r => r.Tag))}). "
                    + "Remove its critical flag or the record.",
            CaaRuling.NotListed =>
                $"The CNAME is right, but a CAA record at {caa.At} lets only {Listed(caa)} issue certificates, "
                    + $"and ours come from {string.Join(" or ", authority.Issuers)}.{add}",
        };
    }

    private static string Listed(CaaFinding caa) => string.Join(", ", Caa.Issuers(caa.Records));
}
