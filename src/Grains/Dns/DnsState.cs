using Portal.Saving;

namespace Portal.Dns;

/// <summary>What is stored of a host's watch. Names are part of what is stored: never rename.</summary>
internal sealed record DnsState : Stored
{
    /// <summary>Rises with each write, also over stopping and starting again.</summary>
    public long Version { get; init; }
    public bool Wanted { get; init; }

    /// <summary>What the last look saw; null: none yet.</summary>
    public DnsView? Last { get; init; }
    public DateTimeOffset? NextCheck { get; init; }

    /// <summary>How many looks in a row saw the same wrong thing.</summary>
    public int Step { get; init; }

    /// <summary>Whether it ever was right.</summary>
    public bool Passed { get; init; }

    /// <summary>Whether the certificate grain took note that it is right now.</summary>
    public bool Told { get; init; }
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>What staff were told last of its leaving (<see cref="DnsLeft"/>).</summary>
    public string? Noticed { get; init; }
}
