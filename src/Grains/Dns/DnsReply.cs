using System.Globalization;

namespace Portal.Dns;

/// <summary>The kinds of record that the check asks for.</summary>
internal enum DnsKind { Cname, A, Aaaa, Caa, Ns, Txt }

/// <summary>How a question ended.</summary>
internal enum DnsOutcome
{
    /// <summary>At least one record of the kind that was asked for.</summary>
    Answered,

    /// <summary>The name exists, but has no such record.</summary>
    NoData,

    /// <summary>NXDOMAIN: there is no such name, nor any under it.</summary>
    NoName,

    /// <summary>SERVFAIL: the server tried and could not find out.</summary>
    ServerFailure,

    /// <summary>The server doesn't want to answer (REFUSED, NOTIMP and their kin).</summary>
    Refused,

    /// <summary>Nothing came back in time, or no server could be reached.</summary>
    NoAnswer,
}

/// <summary>One record. Names are lower case, without the dot at the end.</summary>
/// <param name="Value">The target, the address, the text, or the value of a CAA property.</param>
/// <param name="Ttl">Seconds.</param>
/// <param name="Flags">Of a CAA record; 128: critical (RFC 8659, 4.1).</param>
/// <param name="Tag">Of a CAA record: <c>issue</c>, <c>issuewild</c>, <c>iodef</c>, …</param>
internal sealed record DnsRecord(string Name, DnsKind Kind, string Value, int Ttl, byte Flags = 0, string Tag = "")
{
    /// <summary>As a zone file has it.</summary>
    public string ToZone()
    {
        var data = Kind switch
        {
            DnsKind.Cname => "CNAME " + Value + ".",
            DnsKind.Ns => "NS " + Value + ".",
            DnsKind.A => "A " + Value,
            DnsKind.Aaaa => "AAAA " + Value,
            DnsKind.Caa => string.Create(CultureInfo.InvariantCulture, $"CAA {Flags} {Tag} \"{Value}\""),
            DnsKind.Txt => $"TXT \"{Value}\"",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Name}. {Ttl} IN {data}");
    }
}

/// <param name="Records">The answer section's records of known kinds, in order: also the CNAMEs on the way.</param>
internal sealed record DnsReply(DnsOutcome Outcome, IReadOnlyList<DnsRecord> Records)
{
    public static DnsReply Without(DnsOutcome outcome) => new(outcome, []);
}

/// <summary>Asks one question. The seam to the network.</summary>
internal interface IDnsResolver
{
    /// <summary>Never throws for what DNS answers or doesn't; throws when <paramref name="cancellation"/> is.</summary>
    Task<DnsReply> Ask(string name, DnsKind kind, CancellationToken cancellation);
}
