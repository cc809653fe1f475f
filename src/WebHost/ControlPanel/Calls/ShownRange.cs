using System.Globalization;
using Microsoft.Extensions.Primitives;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>The time that a page of calls is of, as its address says it and as its form shows it.</summary>
/// <param name="Name">Of the preset; null: of days that were chosen.</param>
/// <param name="Text">In words.</param>
/// <param name="From">The chosen first day; null: none was chosen.</param>
/// <param name="To">The chosen last day.</param>
public sealed record ShownRange(string? Name, string Text, string? From, string? To)
{
    /// <summary>What a page is of whose address says no time.</summary>
    public const string Usual = "today";

    /// <summary>Null: what was asked for can't be read.</summary>
    internal ReportRange? Asked { get; private init; }

    internal TimeZoneInfo Zone => Asked?.Zone ?? TimeZoneInfo.Utc;

    public string ZoneName => Zone.Id;

    internal static ShownRange Read(ListUrl url, DateTimeOffset now, List<FieldError> errors)
    {
        var said = CallUrls.Times.Where(name => url.Filter(name) is not null)
            .ToDictionary(name => name, name => new StringValues(url.Filter(name)), StringComparer.Ordinal);
        if (said.Keys.All(name => name == "tz"))
            said["range"] = Usual;
        var (range, wrong) = ReportRange.Read(new QueryCollection(said), TimeZoneInfo.Utc, now);
        errors.AddRange(wrong);
        if (range is null)
            return new(null, "Choose a time", url.Filter("from"), url.Filter("to"));
        var isChosen = range.Name is null;
        return new(range.Name, Words(range), isChosen ? Day(range, range.From) : null, isChosen ? Day(range, range.To.AddTicks(-1)) : null)
        {
            Asked = range,
        };
    }

    public static string Preset(string name) => name switch
    {
        "today" => "Today",
        "yesterday" => "Yesterday",
        "last7d" => "Last 7 days",
        "thisMonth" => "This month",
        "lastMonth" => "Last month",
        _ => name,
    };

    private static string Words(ReportRange range)
    {
        var (first, after) = (TimeZoneInfo.ConvertTime(range.From, range.Zone), TimeZoneInfo.ConvertTime(range.To, range.Zone));
        var zone = range.Zone.Id;
        if (first.TimeOfDay != TimeSpan.Zero || after.TimeOfDay != TimeSpan.Zero)
            return string.Create(CultureInfo.InvariantCulture, $"{first:d MMM yyyy HH:mm} – {after:d MMM yyyy HH:mm}, {zone}");
        var last = after.AddDays(-1);
        return first.Date == last.Date
            ? string.Create(CultureInfo.InvariantCulture, $"{first:d MMMM yyyy}, {zone}")
            : string.Create(CultureInfo.InvariantCulture, $"{first:d MMM yyyy} – {last:d MMM yyyy}, {zone}");
    }

    private static string Day(ReportRange range, DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, range.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
