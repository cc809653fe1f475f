using System.Text.Json.Serialization;

namespace Portal.Alerts;

/// <summary>Why there is no number. Stored by name: never rename.</summary>
internal enum AlertUnknown
{
    /// <summary>No call in that time that says anything of it.</summary>
    NoCalls,

    /// <summary>Fewer calls than the alert asks for.</summary>
    TooFewCalls,

    /// <summary>No switch tells of calls in progress, or one that has some of this customer's fell silent.</summary>
    NoSwitch,

    /// <summary>Too few calls in the last four weeks to say what is usual.</summary>
    NothingUsual,

    /// <summary>Only a newer release knows what is watched.</summary>
    Newer,
}

/// <summary>What an alert sees at a moment. Kept with what came of it. Names are stored: never rename.</summary>
/// <param name="From">From when on.</param>
/// <param name="To">The moment it is of.</param>
internal sealed record AlertReading(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The area's own number: percent, seconds, milliseconds, an amount, a count; null: unknown.</summary>
    public decimal? Seen { get; init; }

    /// <summary>What it usually is, where the two are compared.</summary>
    public decimal? Usual { get; init; }

    /// <summary>Calls that the number is made of; null: of none.</summary>
    public long? Calls { get; init; }

    public AlertUnknown? Unknown { get; init; }

    /// <summary>By how many percent it is above (positive) or below the usual.</summary>
    [JsonIgnore]
    public decimal? Away => Usual is { } usual && usual != 0 && Seen is { } seen ? Math.Round((seen - usual) * 100 / usual, 1) : null;
}
