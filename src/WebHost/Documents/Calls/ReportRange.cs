using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>
/// The range of time that a report is of, as an address says it: <c>from</c> and <c>to</c>, or the name of a <c>range</c>, on the clocks
/// of <c>tz</c>. Times count more than a name; without either it is the last seven days. Pure.
/// </summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The moment after the last.</param>
/// <param name="Zone">Whose days they are.</param>
/// <param name="Name">One of <see cref="Names"/>; null: of times that were given.</param>
internal sealed record ReportRange(DateTimeOffset From, DateTimeOffset To, TimeZoneInfo Zone, string? Name)
{
    public const int MostDays = 400;
    public const string Default = "last7d";
    private const int DefaultDays = 7;

    /// <summary>Where the address has none that can be read: never asked for, but the rest of an address is read beside it.</summary>
    public static readonly ReportRange Unknown = new(default, default, TimeZoneInfo.Utc, null);

    public static readonly string[] Names = ["today", "yesterday", Default, "thisMonth", "lastMonth"];

    private const string NoTime = "This is no time. Write it as 2026-11-30, or with a time as 2026-11-30T12:00:00Z.";

    private static readonly long Quarter = TimeSpan.FromMilliseconds(CallSums.Quarter).Ticks;

    /// <summary>On whole quarters of an hour, which sums are kept by: those that it touches.</summary>
    public ReportRange OnQuarters() => this with { From = Floor(From), To = Floor(To.AddTicks(Quarter - 1)) };

    public static bool IsOnQuarter(DateTimeOffset time) => time.UtcTicks % Quarter == 0;

    /// <param name="zone">Where the address has none.</param>
    public static (ReportRange? Range, List<FieldError> Errors) Read(IQueryCollection query, TimeZoneInfo zone, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (query["tz"].ToString() is { Length: > 0 } written)
        {
            if (FindZone(written) is { } found)
                zone = found;
            else
                errors.Add(new("tz", "There is no such time zone. Use a name of the IANA database, such as Europe/Berlin, or UTC."));
        }

        var name = query["range"].ToString();
        if (name.Length > 0 && !Names.Contains(name, StringComparer.Ordinal))
            errors.Add(new("range", $"There is no such range. Allowed: {string.Join(", ", Names)}."));
        var from = Moment("from", isEnd: false);
        var to = Moment("to", isEnd: true);
        if (errors.Count > 0)
            return (null, errors);

        var range = from is null && to is null
            ? Named(name.Length > 0 ? name : Default, zone, now)
            : Between(from, to, zone, now);
        if (range.To <= range.From)
            errors.Add(new(to is null ? "from" : "to", "The range ends before it starts."));
        else if (Local(range.To) - Local(range.From) > TimeSpan.FromDays(MostDays))
            errors.Add(new(from is null ? "to" : "from", $"The range is longer than {MostDays} days."));
        return errors.Count > 0 ? (null, errors) : (range, errors);

        DateTimeOffset? Moment(string field, bool isEnd)
        {
            if (query[field].ToString() is not { Length: > 0 } text)
                return null;
            var moment = ReportMoment.Read(text, zone, isEnd);
            if (moment is null)
                errors.Add(new(field, NoTime));
            return moment;
        }

        DateTime Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).DateTime;
    }

    private static DateTimeOffset Floor(DateTimeOffset time) => new(time.UtcTicks / Quarter * Quarter, TimeSpan.Zero);

    private static ReportRange Between(DateTimeOffset? from, DateTimeOffset? to, TimeZoneInfo zone, DateTimeOffset now)
    {
        var end = to ?? ZoneDays.Begins(ZoneDays.Day(now, zone).AddDays(1), zone);
        return new(from ?? ZoneDays.At(TimeZoneInfo.ConvertTime(end, zone).DateTime.AddDays(-DefaultDays), zone), end, zone, null);
    }

    private static ReportRange Named(string name, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = ZoneDays.Day(now, zone);
        var month = new DateOnly(today.Year, today.Month, 1);
        var (first, after) = name switch
        {
            "today" => (today, today.AddDays(1)),
            "yesterday" => (today.AddDays(-1), today),
            "thisMonth" => (month, month.AddMonths(1)),
            "lastMonth" => (month.AddMonths(-1), month),
            _ => (today.AddDays(1 - DefaultDays), today.AddDays(1)),
        };
        return new(ZoneDays.Begins(first, zone), ZoneDays.Begins(after, zone), zone, name);
    }

    private static TimeZoneInfo? FindZone(string name) =>
        name == "UTC" ? TimeZoneInfo.Utc
        : name.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone
        : null;
}
