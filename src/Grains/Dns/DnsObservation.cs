namespace Portal.Dns;

/// <summary>What was found for a host, before anybody judges it.</summary>
internal sealed record DnsObservation
{
    public required string Host { get; init; }

    /// <summary>The CNAME records from the host on, in order.</summary>
    public IReadOnlyList<DnsRecord> Chain { get; init; } = [];

    /// <summary>Whether the chain came to the platform's name.</summary>
    public bool Reached { get; init; }

    /// <summary>Whether the last record names a host that was there before.</summary>
    public bool Loops { get; init; }

    /// <summary>Whether we stopped following.</summary>
    public bool TooLong { get; init; }

    /// <summary>What the last name said when asked for a CNAME (of no meaning when the chain loops or reached its goal).</summary>
    public DnsOutcome End { get; init; }

    /// <summary>A and AAAA records at the end of a chain that did not reach the platform.</summary>
    public IReadOnlyList<DnsRecord> Addresses { get; init; } = [];

    /// <summary>The name servers of the host's zone; empty: they would not say.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>Whether the host is the top of its zone, where a CNAME can't stand.</summary>
    public bool Apex { get; init; }

    /// <summary>Null when CAA was not asked for.</summary>
    public CaaFinding? Caa { get; init; }

    /// <summary>Where the chain ends: the host itself when it has no CNAME.</summary>
    public string Last => Chain.Count == 0 ? Host : Chain[^1].Value;
}

/// <summary>The CAA records that count for a host (RFC 8659, 3).</summary>
/// <param name="At">The name where the climb ended.</param>
/// <param name="Records">Empty: anybody may issue.</param>
/// <param name="Outcome">Whether the question could be answered at all.</param>
internal sealed record CaaFinding(string At, IReadOnlyList<DnsRecord> Records, DnsOutcome Outcome);
