namespace Portal.Customers;

/// <summary>Between the moment that a row was made for and the one that it begins at.</summary>
internal readonly record struct TimeShift(DateTimeOffset From, DateTimeOffset To)
{
    public DateTimeOffset? Of(DateTimeOffset? time) => time + (To - From);

    public DateOnly? Of(DateOnly? day) => day?.AddDays(Day(To) - Day(From));

    private static int Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime).DayNumber;
}

/// <summary>How a template's rows become a new customer's.</summary>
/// <param name="IsSameMoney">Both are in one currency; nothing is converted.</param>
/// <param name="LeftOut">Takes the names of what is in another currency.</param>
internal sealed record CopyTerms(TimeShift Shift, bool IsSameMoney, ISet<string> LeftOut);
