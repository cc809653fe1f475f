using System.Globalization;
using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>What the cells of a pivot show, and its columns: what a row stands for, each day or hour, and the total.</summary>
internal static class PivotColumns
{
    private static readonly Dictionary<string, (Func<PortalCall, CallSums, string> Show, Func<CallSums, CsvCell> Export)> Numbers =
        new(StringComparer.Ordinal)
        {
            ["charge"] = ((call, sums) => MoneyFormat.Text(sums.Charge, call.Culture), sums => CsvCell.Of(sums.Charge)),
            ["attempts"] = ((call, sums) => sums.Attempts.ToString("N0", call.Culture), sums => CsvCell.Of(sums.Attempts)),
            ["connected"] = ((call, sums) => sums.Connected.ToString("N0", call.Culture), sums => CsvCell.Of(sums.Connected)),
            ["customerDuration"] = (
                (call, sums) => DurationText.Whole(sums.BilledMs / 1000m, call.Culture), sums => CsvCell.Of(sums.BilledMs / 1000m)),
            ["duration"] = (
                (call, sums) => DurationText.Whole(sums.DurationMs / 1000m, call.Culture), sums => CsvCell.Of(sums.DurationMs / 1000m)),
        };

    /// <summary>What cells can show, of what the domain does; the first is what nobody chose.</summary>
    public static string[] Allowed(string[] allowed) => [.. Numbers.Keys.Where(allowed.Contains)];

    /// <param name="rest">What stands for rows beyond those that are told.</param>
    public static Column<PivotLine>[] Of(BreakoutRequest request, PivotSheet sheet, TextSet texts, string rest) =>
    [
        new(
            "destinationName",
            (call, line) => new(line.IsRest ? rest : BreakoutColumns.Named(call, line.Name)) { Path = Path(request, line) },
            (_, line) => CsvCell.Of(line.IsRest ? rest : line.Name))
        {
            Name = texts[request.Group == BreakoutGroup.Prefix ? "Column.prefix" : "Column.destinationName"],
        },
        .. sheet.Steps.Select((step, at) =>
            Number(request, Key(request, step), Label(request, step, texts), line => line.Cells[at])),
        Number(request, "total", texts["Total"], line => line.Total),
    ];

    public static TableModel Table(BreakoutRequest request, PivotSheet sheet, TextSet texts)
    {
        var (call, columns) = (request.Call, Of(request, sheet, texts, texts["Other"]));
        return TableModel.Of(call, texts["Menu"], texts, columns, sheet.Lines) with
        {
            IsGrid = true,
            Foot =
            [
                .. sheet.Totals.Select(line => (Cell[])
                [
                    new(sheet.Totals.Count > 1 ? texts.Format("TotalOf", line.Total.Currency) : texts["Total"]),
                    .. columns.Skip(1).Select(column => column.Show!(call, line)),
                ]),
            ],
        };
    }

    private static Column<PivotLine> Number(BreakoutRequest request, string key, string label, Func<PivotLine, CallSums> sums)
    {
        var (show, export) = Numbers[request.Cells!];
        return new(
            key,
            (call, line) => Cell.Number(sums(line) is { Attempts: > 0 } some ? show(call, some) : null),
            (_, line) => export(sums(line)))
        {
            IsNumber = true,
            Name = label,
        };
    }

    private static string Key(BreakoutRequest request, int? step) => step is not { } known ? "other"
        : request.Across == BreakoutGroup.Hour ? known.ToString("00", CultureInfo.InvariantCulture) + ":00"
        : PivotSheet.Day(known).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Label(BreakoutRequest request, int? step, TextSet texts) => step is not { } known ? texts["Other"]
        : request.Across == BreakoutGroup.Hour ? Key(request, step)
        : Moments.Date(request.Call, PivotSheet.Day(known));

    private static string? Path(BreakoutRequest request, PivotLine line) =>
        request.Group == BreakoutGroup.Destination && line.Name is { Length: > 0 } name && request.Call.Sees("cdr")
            ? request.Address.At("/cdr").Without(BreakoutRequest.Own).With(("destinationName", name)).ToString()
            : null;
}
