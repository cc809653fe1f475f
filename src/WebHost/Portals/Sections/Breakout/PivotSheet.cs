using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>A row with what stands in each column.</summary>
/// <param name="Name">Empty: what switches gave no name; null: of what has none.</param>
/// <param name="Cells">One for each column.</param>
internal sealed record PivotLine(string? Name, IReadOnlyList<CallSums> Cells, CallSums Total, bool IsRest);

/// <summary>Sums by two things, in rows and columns that a page has room for; what is beyond is the rest. Pure.</summary>
/// <param name="Steps">Days, counted from 1970, or hours; null: all days before.</param>
/// <param name="Totals">Over all, one for each currency.</param>
internal sealed record PivotSheet(IReadOnlyList<int?> Steps, IReadOnlyList<PivotLine> Lines, IReadOnlyList<PivotLine> Totals)
{
    public const int MostLines = 50;

    public static PivotSheet Of(PivotQuery query, Pivot found)
    {
        int?[] steps = [.. found.Cells.Any(cell => cell.Step is null) ? (int?[])[null] : [], .. StepsOf(query)];
        // As a breakout has its lines: by currency, then by charge.
        var all = found.Cells.GroupBy(cell => cell.Sums.Currency)
            .OrderByDescending(group => group.Sum(cell => cell.Sums.Attempts))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(currency => currency.GroupBy(cell => cell.Name)
                .Select(row => (row.Key, Cells: row.ToArray(), Total: Sum(row, currency.Key)))
                .OrderByDescending(row => row.Total.ChargeMicro)
                .ThenByDescending(row => row.Total.Attempts)
                .ThenBy(row => row.Key, StringComparer.Ordinal))
            .ToArray();
        return new(
            steps,
            [
                .. all.Take(MostLines).Select(row => Line(row.Key, row.Cells, isRest: false)),
                .. ByCurrency(all.Skip(MostLines).SelectMany(row => row.Cells)),
            ],
            ByCurrency(found.Cells));

        PivotLine Line(string? name, IReadOnlyList<PivotCell> cells, bool isRest)
        {
            var currency = cells[0].Sums.Currency;
            var byStep = cells.ToLookup(cell => cell.Step);
            return new(name, [.. steps.Select(step => Sum(byStep[step], currency))], Sum(cells, currency), isRest);
        }

        PivotLine[] ByCurrency(IEnumerable<PivotCell> cells) =>
        [
            .. cells.GroupBy(cell => cell.Sums.Currency).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Line(null, [.. group], isRest: true)),
        ];
    }

    private static CallSums Sum(IEnumerable<PivotCell> cells, string currency) =>
        cells.Aggregate(new CallSums(currency), (all, cell) => all + cell.Sums);

    private static IEnumerable<int?> StepsOf(PivotQuery query)
    {
        if (query.Columns == BreakoutGroup.Hour)
            return Enumerable.Range(0, 24).Select(hour => (int?)hour);
        var (first, last) = (DayNumber(query.From), DayNumber(query.To.AddTicks(-1)));
        first = Math.Max(first, last - PivotQuery.MostDays + 1);
        return Enumerable.Range(first, last - first + 1).Select(day => (int?)day);

        int DayNumber(DateTimeOffset time) => ZoneDays.Day(time, query.Zone).DayNumber - Epoch;
    }

    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>The day that a step counts.</summary>
    public static DateOnly Day(int step) => DateOnly.FromDayNumber(step + Epoch);
}
