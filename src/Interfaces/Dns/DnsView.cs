using Portal.Saving;

namespace Portal.Dns;

/// <summary>What a look at a host's DNS found.</summary>
[GenerateSerializer]
public enum DnsVerdict
{
    /// <summary>Not looked at yet.</summary>
    Unknown,

    /// <summary>A CNAME chain that ends at the platform's name.</summary>
    Ok,
    NoRecord,
    AddressInstead,
    PointsElsewhere,
    Loop,
    ServerFailure,
    TimeOut,
    CaaForbids,

    /// <summary>Addresses of a content delivery network stand before us: the CNAME can't be seen.</summary>
    BehindProxy,
}

/// <summary>A host's DNS as last seen.</summary>
[GenerateSerializer, Immutable, Alias("portal.DnsView")]
public sealed record DnsView : Kept
{
    [Id(0)] public required DnsVerdict Verdict { get; init; }

    /// <summary>The names of the CNAME chain in order, the host first.</summary>
    [Id(1)] public string[] Chain { get; init; } = [];

    /// <summary>The record to have, as a zone file has it: <c>portal.acme.example. 300 IN CNAME portal.example.</c></summary>
    [Id(2)] public required string Expected { get; init; }

    /// <summary>What is there instead, in the same form; empty when nothing is.</summary>
    [Id(3)] public string Seen { get; init; } = "";

    /// <summary>The authoritative name servers of the zone; empty: unknown.</summary>
    [Id(4)] public string[] Servers { get; init; } = [];

    /// <summary>A sentence or two for a person: what is wrong and what to do. Empty when all is well.</summary>
    [Id(5)] public string Advice { get; init; } = "";

    /// <summary>When the look began; null: nobody looked yet.</summary>
    [Id(6)] public DateTimeOffset? CheckedAt { get; init; }

    [Id(7)] public DateTimeOffset? NextCheck { get; init; }

    /// <summary>Since when a host that once passed has not; null while it is right or never was.</summary>
    [Id(8)] public DateTimeOffset? LeftAt { get; init; }

    public bool Ok => Verdict == DnsVerdict.Ok;
}
