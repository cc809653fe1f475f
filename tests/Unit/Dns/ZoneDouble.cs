using Portal.Dns;

namespace Portal.Tests.Unit.Dns;

/// <summary>A zone in memory, for what a real server can't be made to say on purpose.</summary>
internal sealed class ZoneDouble : IDnsResolver
{
    private readonly List<DnsRecord> records = [];
    private readonly Dictionary<(string, DnsKind), DnsOutcome> failures = [];

    /// <summary>Whether it answers CNAMEs with what stands at their end, as most resolvers do.</summary>
    public bool Follows { get; init; } = true;

    public List<(string Name, DnsKind Kind)> Asked { get; } = [];

    public ZoneDouble With(string name, DnsKind kind, string value, byte flags = 0, string tag = "", int ttl = 300)
    {
        records.Add(new(name, kind, value, ttl, flags, tag));
        return this;
    }

    public ZoneDouble Failing(string name, DnsKind kind, DnsOutcome outcome)
    {
        failures[(name, kind)] = outcome;
        return this;
    }

    public Task<DnsReply> Ask(string name, DnsKind kind, CancellationToken cancellation)
    {
        Asked.Add((name, kind));
        if (failures.TryGetValue((name, kind), out var outcome))
            return Task.FromResult(DnsReply.Without(outcome));
        var answers = new List<DnsRecord>();
        var at = name;
        for (var i = 0; i < 20 && kind != DnsKind.Cname && records.Find(r => r.Name == at && r.Kind == DnsKind.Cname) is { } alias; i++)
        {
            answers.Add(alias);
            if (!Follows)
                return Task.FromResult(new DnsReply(DnsOutcome.NoData, answers));
            at = alias.Value;
        }

        answers.AddRange(records.Where(r => r.Name == at && r.Kind == kind));
        var exists = records.Exists(r => r.Name == name || r.Name.EndsWith("." + name, StringComparison.Ordinal));
        return Task.FromResult(
            new DnsReply(
                answers.Exists(r => r.Kind == kind) ? DnsOutcome.Answered : exists ? DnsOutcome.NoData : DnsOutcome.NoName, answers));
    }
}
