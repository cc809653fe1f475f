namespace Portal.Calls;

/// <summary>Sums by two things at once: what the rows stand for, and what the columns do.</summary>
/// <param name="From">The first moment; on a quarter of an hour.</param>
/// <param name="To">The moment after the last; on a quarter of an hour.</param>
internal sealed record PivotQuery(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Days that are columns of their own, the last; and days of which calls are read where no sum fits.</summary>
    public const int MostDays = 31;

    public required string Customer { get; init; }

    /// <summary>Destinations or prefixes.</summary>
    public BreakoutGroup Rows { get; init; } = BreakoutGroup.Destination;

    /// <summary>Days, or the hours of the day, whatever day it is.</summary>
    public BreakoutGroup Columns { get; init; } = BreakoutGroup.Day;

    /// <summary>On whose clocks.</summary>
    public required TimeZoneInfo Zone { get; init; }
}

/// <param name="Cells">In no order; what has no calls has none.</param>
internal sealed record Pivot(IReadOnlyList<PivotCell> Cells)
{
    /// <summary>No sum that is kept fits, and the calls are kept no longer: then nothing was summed. From when on they are kept.</summary>
    public DateTimeOffset? KeptFrom { get; init; }

    /// <summary>No sum that is kept fits, and there are more than <see cref="PivotQuery.MostDays"/> of calls: nothing was summed.</summary>
    public bool IsTooLong { get; init; }
}

/// <param name="Name">Of the destination, or its code; empty: the switch gave none.</param>
/// <param name="Step">The day, counted from 1970, or the hour from 0 to 23; null: a day before those that are columns.</param>
internal readonly record struct PivotCell(string Name, int? Step, CallSums Sums);
