using System.Buffers;
using System.Globalization;
using Portal.Calls;
using Portal.Exports;

namespace Portal.WebHost.Portals;

/// <summary>Calls as a file that is made in the background. Pure but for the clock of <c>call</c>.</summary>
internal static class CdrExport
{
    private const int AtOnce = 1000;

    // After how many days numbers were masked when it was asked for.
    private const string Mask = "mask";

    /// <summary>The query with all that is relative in it fixed: times, zone and columns.</summary>
    public static string Fix(CdrRequest request) => request.Address
        .Without("sort", "limit", "range", ReportViews.Part)
        .With(
            ("from", Text(request.Range!.From)),
            ("to", Text(request.Range.To)),
            ("tz", request.Range.Zone.Id),
            ("columns", string.Join(',', request.Columns)),
            (Mask, request.Call.Site.Look.MaskNumbersAfterDays?.ToString(CultureInfo.InvariantCulture)))
        .Query;

    /// <summary>Whether the brand masks numbers now that the file has, or would have, as they are.</summary>
    public static bool IsMaskedSince(CdrRequest request, ExportJob job) =>
        request.Call is { MaskedBefore: { } before, Site.Look.MaskNumbersAfterDays: { } days } && request.Range!.From < before
        && !(int.TryParse(ReportQuery.Parse(job.Query)[Mask], CultureInfo.InvariantCulture, out var asked) && asked <= days);

    /// <summary>A column that was asked for and isn't allowed (any more); null: there is none.</summary>
    public static string? Lost(CdrRequest request) => request.Address["columns"]?.Split(',').Except(request.Allowed).FirstOrDefault();

    /// <summary>All calls that were there when it was asked for, from a place on.</summary>
    public static CallQuery Query(CdrRequest request, ExportJob job) => request.Query! with
    {
        Sort = null,
        Limit = AtOnce,
        Cursor = job.Place,
        ReceivedBefore = job.MadeAt,
        Fields = request.Columns,
    };

    public static Column<Call>[] Columns(CdrRequest request) => [.. request.Columns.Select(key => CdrColumns.Of(key).OfList)];

    public static IRowWriter<Call> Lines(CdrRequest request, ExportFormat format, IBufferWriter<byte> output) => format switch
    {
        ExportFormat.Csv => new CsvRows<Call>(request.Call, ReportTexts.Of(request.Call), Columns(request), output),
        ExportFormat.Ndjson => new NdjsonRows(request.Call, [.. request.Columns.Select(CdrColumns.Of)], output),
        ExportFormat.Xlsx => throw new ArgumentException("A workbook is no file of lines.", nameof(format)),
    };

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
