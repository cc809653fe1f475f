using System.Text.Json.Serialization;

namespace Portal.Calls;

/// <summary>
/// One call as it is stored: an attempt, answered or not. Durations are seconds with at most three digits after the point, delays
/// milliseconds, amounts in <see cref="Currency"/> with at most <see cref="Money.MostDigits"/> digits. Text that a switch didn't give is
/// null.
/// </summary>
/// <param name="Switch">Which switch it went through; with <paramref name="CallId"/> it makes a call unique.</param>
/// <param name="Customer">Id of the customer that pays.</param>
/// <param name="CallTime">When the call was attempted, to the millisecond.</param>
/// <param name="Currency">ISO 4217; the customer's own.</param>
public sealed record Call(string Switch, string CallId, string Customer, DateTimeOffset CallTime, string Currency)
{
    public string? Carrier { get; init; }
    public string? Source { get; init; }
    public string? CardId { get; init; }
    public string? TechPrefix { get; init; }
    public string? Destination { get; init; }

    /// <summary>The rate's name, as breakouts group by; never the dialled number.</summary>
    public string? DestinationName { get; init; }

    /// <summary>The rate's code: its prefix.</summary>
    public string? DestinationCode { get; init; }
    public string? Lrn { get; init; }
    public decimal Duration { get; init; }
    public decimal? BilledDuration { get; init; }
    public decimal? RingDuration { get; init; }

    /// <summary>Price of a minute.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Price of an answer.</summary>
    public decimal? ConnectCost { get; init; }

    /// <summary>What the customer pays for it.</summary>
    public decimal Charge { get; init; }

    /// <summary>RFC 3261, 21: 100 to 699.</summary>
    public int? SipCode { get; init; }
    public string? SipReason { get; init; }
    public string? ReleaseReason { get; init; }

    /// <summary>Post-dial delay towards the carrier, in milliseconds.</summary>
    public int? Pdd { get; init; }

    /// <summary>Post-dial delay as the caller had it, in milliseconds.</summary>
    public int? PddIn { get; init; }

    /// <summary>How many digits were pressed during the call.</summary>
    public int? Dtmf { get; init; }
    public string? Direction { get; init; }
    public string? SourceIp { get; init; }
    public string? RecordingFile { get; init; }

    /// <summary>Its recording is kept here. Known of calls that are read; no part of what a switch says.</summary>
    [JsonIgnore]
    public bool HasAudio { get; init; }

    /// <summary>Which address or user the call was known by.</summary>
    public string? Authentication { get; init; }
    public string? Jurisdiction { get; init; }

    /// <summary>One JSON object of the switch's own, for staff.</summary>
    public string? Meta { get; init; }

    /// <summary>Answered: a SIP code 2xx, or a duration where no code came.</summary>
    public bool IsConnected => SipCode is { } code ? code is >= 200 and < 300 : Duration > 0;

    public Money Cost => new(Charge, Currency);
}
