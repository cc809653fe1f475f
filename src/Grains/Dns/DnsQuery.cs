namespace Portal.Dns;

/// <summary>
/// Looks at a host. The chain is followed name by name, by ourselves, so that a loop, a failure and the place where it
/// ends can be told exactly; a resolver that follows by itself reports all of them as one SERVFAIL.
/// </summary>
internal sealed class DnsQuery(IDnsResolver resolver, TimeProvider clock)
{
    /// <summary>Resolvers give up between 8 and 16; a chain that works for some visitors only is no good.</summary>
    public const int LongestChain = 8;

    /// <summary>For the whole look: a person may be waiting.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    public async Task<DnsObservation> At(string host, string goal, bool caa, CancellationToken cancellation)
    {
        using var budget = new CancellationTokenSource(Budget, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellation);
        async Task<DnsReply> Ask(string name, DnsKind kind)
        {
            try
            {
                return await resolver.Ask(name, kind, both.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return DnsReply.Without(DnsOutcome.NoAnswer);
            }
        }

        var seen = await Follow(host, goal, Ask);
        if (seen is { Reached: false, Loops: false, End: DnsOutcome.NoData })
            seen =
                seen with
                {
                    Addresses =
                        [
                            .. (await Ask(seen.Last, DnsKind.A)).Records.Where(r => r.Kind == DnsKind.A),
                            .. (await Ask(seen.Last, DnsKind.Aaaa)).Records.Where(r => r.Kind == DnsKind.Aaaa),
                        ],
                };
        if (seen.Reached && caa)
            seen = seen with { Caa = await CaaClimb.From(host, Ask) };
        if (seen.End is DnsOutcome.NoAnswer)
            return seen;
        var (zone, servers) = await Servers(host, seen.Chain.Count > 0, Ask);
        return seen with { Servers = servers, Apex = zone == host || host.Count(c => c == '.') < 2 };
    }

    private static async Task<DnsObservation> Follow(string host, string goal, Func<string, DnsKind, Task<DnsReply>> ask)
    {
        var chain = new List<DnsRecord>();
        var names = new HashSet<string>(StringComparer.Ordinal) { host };
        for (var name = host; ;)
        {
            var reply = await ask(name, DnsKind.Cname);
            var record = reply.Records.FirstOrDefault(r => r.Kind == DnsKind.Cname && r.Name == name);
            if (record is null)
                return new() { Host = host, Chain = chain, End = reply.Outcome == DnsOutcome.Answered ? DnsOutcome.NoData : reply.Outcome };
            chain.Add(record);
            name = record.Value;
            if (name == goal)
                return new() { Host = host, Chain = chain, Reached = true };
            if (!names.Add(name))
                return new() { Host = host, Chain = chain, Loops = true };
            if (chain.Count == LongestChain)
                return new() { Host = host, Chain = chain, TooLong = true };
        }
    }

    /// <summary>Climbs to the zone that holds the host. A server that refuses, fails or is silent leaves it unknown.</summary>
    private static async Task<(string? Zone, string[] Servers)> Servers(string host, bool alias, Func<string, DnsKind, Task<DnsReply>> ask)
    {
        // A name with a CNAME has no NS beside it (RFC 1034, 3.6.2); a top-level domain's servers are nobody's own.
        for (var name = alias ? Parent(host) : host; name.Contains('.', StringComparison.Ordinal); name = Parent(name))
        {
            var reply = await ask(name, DnsKind.Ns);
            if (reply.Outcome is not (DnsOutcome.Answered or DnsOutcome.NoData or DnsOutcome.NoName))
                return (null, []);
            var servers = reply.Records.Where(r => r.Kind == DnsKind.Ns && r.Name == name).Select(r => r.Value)
                .Order(StringComparer.Ordinal).ToArray();
            if (servers.Length > 0)
                return (name, servers);
        }

        return (null, []);
    }

    internal static string Parent(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
