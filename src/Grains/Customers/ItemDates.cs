namespace Portal.Customers;

/// <summary>
/// Rows that begin at another moment than they were made for: dates keep their distance from it, so "30 days of grace"
/// stays that for everybody. Pure.
/// </summary>
internal static class ItemDates
{
    public static ItemSettings Move(ItemSettings item, DateTimeOffset from, DateTimeOffset to) => item switch
    {
        Payment payment => payment with { Time = payment.Time + (to - from) },
        CustomerPackage package => package with
        {
            Start = package.Start?.AddDays(Days(from, to)),
            End = package.End?.AddDays(Days(from, to)),
        },
        CustomerContract contract => contract with { GraceUntil = contract.GraceUntil + (to - from) },
        CustomerRoute or CustomerAlert => item,
        _ => throw new InvalidOperationException($"A kind of row that nobody thought of: {item.GetType().Name}."),
    };

    private static int Days(DateTimeOffset from, DateTimeOffset to) =>
        DateOnly.FromDateTime(to.UtcDateTime).DayNumber - DateOnly.FromDateTime(from.UtcDateTime).DayNumber;
}
