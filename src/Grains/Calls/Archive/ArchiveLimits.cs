namespace Portal.Calls;

/// <summary>Sizes of what is archived.</summary>
internal sealed record ArchiveLimits
{
    /// <summary>Rows of a group: what is read at once, also for a page of fifty.</summary>
    public int GroupCalls { get; init; } = 10_000;

    /// <summary>Calls of a file; a customer with more has one of its own.</summary>
    public long FileCalls { get; init; } = 1_000_000;

    /// <summary>Archived rows that a page may look at.</summary>
    public long MostScanned { get; init; } = 3_000_000;

    /// <summary>Calls that are in memory at once while many are read.</summary>
    public int Window { get; init; } = 20_000;
}

/// <summary>Months of UTC, counted from January 1970. Pure.</summary>
internal static class ArchiveMonths
{
    /// <param name="day">Counted from 1970.</param>
    public static int Of(int day)
    {
        var date = DateTime.UnixEpoch.AddDays(day);
        return ((date.Year - 1970) * 12) + date.Month - 1;
    }

    public static int Of(long time) => Of(CallTimes.DayOf(time));

    /// <summary>Its first day, counted from 1970.</summary>
    public static int FirstDay(int month) => (int)(Begin(month) - DateTime.UnixEpoch).TotalDays;

    public static DateTime Begin(int month) => DateTime.UnixEpoch.AddMonths(month);
}
