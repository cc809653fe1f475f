using System.Globalization;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>The time that a report is of, as its address says it: <c>range</c>, or <c>from</c> and <c>to</c>, in <c>tz</c>.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The moment after the last.</param>
/// <param name="Zone">In which its days begin.</param>
/// <param name="Name">One of <see cref="Names"/>; null: two moments were said.</param>
internal sealed record ReportRange(DateTimeOffset From, DateTimeOffset To, TimeZoneInfo Zone, string? Name)
{
    public const string Default = "last7d";
    public const int MostDays = 400;

    public static readonly string[] Names = ["today", "yesterday", Default, "thisMonth", "lastMonth"];

    /// <param name="zone">The reader's, where the address names none.</param>
    public static (ReportRange? Range, List<FieldError> Errors) Read(IQueryCollection query, TimeZoneInfo zone, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (Text(query, "tz") is { } tz && !TryZone(tz, out zone!))
        {
            errors.Add(new("tz", "There is no such time zone: write an IANA name such as Europe/Berlin."));
            return (null, errors);
        }

        var range = Text(query, "from") is null && Text(query, "to") is null
            ? Named(Text(query, "range") ?? Default, zone, now, errors)
            : Between(Text(query, "from"), Text(query, "to"), zone, now, errors);
        return errors.Count > 0 ? (null, errors) : (range, errors);
    }

    private static ReportRange? Named(string name, TimeZoneInfo zone, DateTimeOffset now, List<FieldError> errors)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var month = new DateOnly(today.Year, today.Month, 1);
        switch (name)
        {
            case "today":
                return Days(today, today.AddDays(1));
            case "yesterday":
                return Days(today.AddDays(-1), today);
            case Default:
                return Days(today.AddDays(-6), today.AddDays(1));
            case "thisMonth":
                return Days(month, today.AddDays(1));
            case "lastMonth":
                return Days(month.AddMonths(-1), month);
            default:
                errors.Add(new("range", $"Write one of {string.Join(", ", Names)}."));
                return null;
        }

        ReportRange Days(DateOnly first, DateOnly after) => new(Begins(first, zone), Begins(after, zone), zone, name);
    }

    private static ReportRange? Between(string? from, string? to, TimeZoneInfo zone, DateTimeOffset now, List<FieldError> errors)
    {
        var end = to is null ? now : Moment(to, zone, isEnd: true);
        if (end is null)
            errors.Add(new("to", "Write a date (2026-11-30) or a time with its offset (2026-11-30T14:00:00Z)."));
        var begin = from is null ? end?.AddDays(-7) : Moment(from, zone, isEnd: false);
        if (begin is null && from is not null)
            errors.Add(new("from", "Write a date (2026-11-01) or a time with its offset (2026-11-01T14:00:00Z)."));
        if (begin is not { } first || end is not { } last)
            return null;
        if (last <= first)
            errors.Add(new("to", "It is not after the beginning."));
        else if (last - first > TimeSpan.FromDays(MostDays) + TimeSpan.FromHours(2))
            errors.Add(new("to", $"It is more than {MostDays} days after the beginning."));
        return new(first, last, zone, null);
    }

    private static DateTimeOffset? Moment(string text, TimeZoneInfo zone, bool isEnd)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return IsNear(day.Year) ? Begins(isEnd ? day.AddDays(1) : day, zone) : null;
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];
        // A time without an offset is the reader's guess: a plus that became a space in an address is one.
        return text.Length > 16 && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParseExact(
                text.ToUpperInvariant(), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && IsNear(time.Year)
            ? time
            : null;
    }

    private static bool IsNear(int year) => year is >= 1970 and < 9000;

    private static bool TryZone(string name, out TimeZoneInfo? zone)
    {
        zone = TimeZoneInfo.Utc;
        return name is "UTC" || (name.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.HasIanaId);
    }

    // At midnight, or as soon as there is a time where clocks go forward over it; of a midnight that comes twice the earlier one.
    private static DateTimeOffset Begins(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        for (var minutes = 0; zone.IsInvalidTime(local) && minutes < 24 * 60; minutes++)
            local = local.AddMinutes(1);
        return new(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
