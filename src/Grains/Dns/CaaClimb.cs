namespace Portal.Dns;

/// <summary>Finds the CAA records that count for a host: its own, else its parent's, and so on up (RFC 8659, 3).</summary>
internal static class CaaClimb
{
    public static async Task<CaaFinding> From(string host, Func<string, DnsKind, Task<DnsReply>> ask)
    {
        for (var name = host; ; name = DnsQuery.Parent(name))
        {
            var found = await Here(name, ask);
            // Top-level domains carry no CAA in practice, and private resolvers often can't reach them.
            if (!name.Contains('.', StringComparison.Ordinal))
                return found.Outcome is DnsOutcome.Answered ? found : new(name, [], DnsOutcome.NoData);
            if (found.Outcome is DnsOutcome.Answered or DnsOutcome.ServerFailure or DnsOutcome.NoAnswer)
                return found;
        }
    }

    /// <summary>The set at one name. An alias speaks for its target, but the target's parents are not climbed.</summary>
    private static async Task<CaaFinding> Here(string name, Func<string, DnsKind, Task<DnsReply>> ask)
    {
        var at = name;
        for (var hops = 0; hops < DnsQuery.LongestChain; hops++)
        {
            var reply = await ask(at, DnsKind.Caa);
            var end = Follow(at, reply.Records);
            var records = reply.Records.Where(r => r.Kind == DnsKind.Caa && r.Name == end).ToArray();
            if (records.Length > 0)
                return new(end, records, DnsOutcome.Answered);
            if (reply.Outcome is DnsOutcome.ServerFailure or DnsOutcome.NoAnswer)
                return new(end, [], reply.Outcome);
            if (end == at)
                break;
            // A resolver that doesn't follow aliases by itself left the rest to us; from one that does, this is one question more.
            at = end;
        }

        return new(name, [], DnsOutcome.NoData);
    }

    /// <summary>Where the aliases in one answer lead; bounded, for they may go in a circle.</summary>
    private static string Follow(string name, IReadOnlyList<DnsRecord> records)
    {
        for (var hops = 0; hops < DnsQuery.LongestChain; hops++)
        {
            if (records.FirstOrDefault(r => r.Kind == DnsKind.Cname && r.Name == name) is not { } alias)
                break;
            name = alias.Value;
        }

        return name;
    }
}
