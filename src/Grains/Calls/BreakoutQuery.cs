using System.Globalization;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>What a breakout's lines stand for.</summary>
internal enum BreakoutGroup
{
    /// <summary>The rate's name.</summary>
    Destination,

    /// <summary>The rate's code.</summary>
    Prefix,

    /// <summary>Days in the zone that is asked for.</summary>
    Day,

    /// <summary>Hours in that zone.</summary>
    Hour,

    /// <summary>For staff.</summary>
    Customer,

    /// <summary>Domains that customers have now; for staff.</summary>
    Domain,

    /// <summary>Brands that customers belong to now; for staff.</summary>
    Brand,
}

/// <param name="From">The first moment; on a quarter of an hour.</param>
/// <param name="To">The moment after the last; on a quarter of an hour.</param>
internal sealed record BreakoutQuery(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>So many lines a page or an answer has.</summary>
    public const int MostLines = 500;

    /// <summary>Null: of all customers, as staff ask.</summary>
    public string? Customer { get; init; }

    /// <summary>Only customers of these brands (a reseller's view); null: all.</summary>
    public IReadOnlyList<string>? Brands { get; init; }

    /// <summary>Lines beyond so many are the rest.</summary>
    public int Most { get; init; } = MostLines;
    public BreakoutGroup Group { get; init; } = BreakoutGroup.Destination;

    /// <summary>In which days and hours begin.</summary>
    public required TimeZoneInfo Zone { get; init; }
}

/// <summary>Sums by lines; the lines with the most charge first, days and hours in their order.</summary>
/// <param name="Rest">What came beyond <see cref="BreakoutQuery.Most"/>, in one for each currency.</param>
/// <param name="Totals">Over all, one for each currency.</param>
internal sealed record Breakout(IReadOnlyList<BreakoutLine> Lines, IReadOnlyList<CallSums> Rest, IReadOnlyList<CallSums> Totals)
{
    /// <summary>
    /// No sum that is kept fits an end of the range, and its calls are kept no longer: then nothing was summed. It says from when on they
    /// are kept.
    /// </summary>
    public DateTimeOffset? KeptFrom { get; init; }

    /// <summary>The same for staff and programs; null: nothing is wrong.</summary>
    public FieldError? Problem => KeptFrom is not { } kept ? null : new("range", string.Create(CultureInfo.InvariantCulture, $"""
        Calls before {kept:yyyy-MM-dd} (UTC) are kept no longer, and no sum that is left of them begins and ends there. Choose whole days
         of the zone that the customer is billed in, or of UTC for all customers; or sum by day or hour.
        """).ReplaceLineEndings(""));
}

/// <param name="Name">
/// Of the destination, or its code; empty: the switch gave none. Of the customer; its domain or brand; empty: it has none. Null for times.
/// </param>
/// <param name="Time">When the day or hour began; null for all else.</param>
internal sealed record BreakoutLine(string? Name, DateTimeOffset? Time, CallSums Sums)
{
    /// <summary>The customer's; null for all else.</summary>
    public string? Id { get; init; }
}
