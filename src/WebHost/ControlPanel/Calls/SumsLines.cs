using System.Globalization;
using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>Lines of sums in words, and where their calls are listed. Pure.</summary>
internal static class SumsLines
{
    public static string Text(SumsModel model, BreakoutLine line) => line.Time is { } time
        ? TimeZoneInfo.ConvertTime(time, model.Range.Zone)
            .ToString(model.Group == BreakoutGroup.Day ? "ddd d MMM yyyy" : "d MMM yyyy HH:mm zzz", CultureInfo.InvariantCulture)
        : string.IsNullOrEmpty(line.Name) ? None(model.Group) : line.Name;

    /// <summary>Null: no filter names them, as what a switch gave no name.</summary>
    public static string? Calls(SumsModel model, BreakoutLine line)
    {
        var url = CallUrls.ListOf(model.Url);
        return model.Group switch
        {
            BreakoutGroup.Destination => string.IsNullOrEmpty(line.Name) ? null : url.With("destinationName", line.Name).ToString(),
            BreakoutGroup.Prefix => string.IsNullOrEmpty(line.Name) ? null : url.With("destinationCode", line.Name).ToString(),
            BreakoutGroup.Day or BreakoutGroup.Hour => Between(url, model, line.Time!.Value),
            BreakoutGroup.Customer => url.With("customer", line.Id).ToString(),
            BreakoutGroup.Domain or BreakoutGroup.Brand => null,
        };
    }

    private static string None(BreakoutGroup group) => group switch
    {
        BreakoutGroup.Domain => "No domain of their own",
        BreakoutGroup.Brand => "No brand",
        BreakoutGroup.Destination or BreakoutGroup.Prefix or BreakoutGroup.Day or BreakoutGroup.Hour or BreakoutGroup.Customer => "No name",
    };

    // What of a day or an hour lies in the range.
    private static string Between(ListUrl url, SumsModel model, DateTimeOffset begin)
    {
        var zone = model.Range.Zone;
        var end = model.Group == BreakoutGroup.Hour ? begin.AddHours(1) : CallTimes.DayStart(zone, CallTimes.DayIn(zone, begin) + 1);
        var (from, to) = (model.Query!.From, model.Query.To);
        return url.With("range", null)
            .With("from", CsvFile.Time(begin < from ? from : begin)).With("to", CsvFile.Time(end > to ? to : end)).ToString();
    }
}
