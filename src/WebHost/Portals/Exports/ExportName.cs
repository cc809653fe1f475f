using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Exports;

namespace Portal.WebHost.Portals;

/// <summary>What a file is called: as one that is sent at once.</summary>
internal static class ExportName
{
    public static string Of(PortalCall call, ExportJob job) => CsvName.Of(InZone(call, job), job.Section, Range(job), Ending(job));

    public static string Disposition(PortalCall call, ExportJob job) =>
        CsvName.Disposition(InZone(call, job), job.Section, Range(job), Ending(job));

    private static string Ending(ExportJob job) => "." + Names<ExportFormat>.Of(job.Format);

    private static CsvRange Range(ExportJob job) => new(Moment(job, "from"), Moment(job, "to")?.AddMilliseconds(-1));

    private static DateTimeOffset? Moment(ExportJob job, string key) =>
        DateTimeOffset.TryParse(Part(job, key), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static PortalCall InZone(PortalCall call, ExportJob job) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Part(job, "tz"), out var zone) ? call with { Zone = zone } : call;

    private static string Part(ExportJob job, string key) => QueryHelpers.ParseQuery(job.Query)[key].ToString();
}
