using System.Globalization;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Sums by two things at once: from a customer's days where they are days of the zone that is asked for, else from the calls of as many
/// days as somebody would wait for.
/// </summary>
internal sealed class PivotReader(PortalDatabase database, CallSumReader sums, CustomerDays days)
{
    // Of days before those that have columns.
    private const int Before = -1;

    public async Task<Pivot> Read(PivotQuery query, CancellationToken cancellation)
    {
        (string, Func<StoredCall, string>) rowsOf = query.Rows switch
        {
            BreakoutGroup.Destination => ("destination_name AS name", call => call.DestinationName),
            BreakoutGroup.Prefix => ("destination_code AS name", call => call.DestinationCode),
            BreakoutGroup.Day or BreakoutGroup.Hour or BreakoutGroup.Customer or BreakoutGroup.Domain or BreakoutGroup.Brand =>
                throw new ArgumentException($"{query.Rows} is nothing for rows.", nameof(query)),
        };
        var (name, nameOf) = rowsOf;
        var calls = new CallQuery(query.From, query.To) { Customer = query.Customer };
        var zone = await CallZones.Of(database, query.Customer, cancellation);
        var last = CallTimes.DayIn(query.Zone, query.To.AddTicks(-1));
        if (query.Columns == BreakoutGroup.Day && zone.HasSameRules(query.Zone))
        {
            var (rows, gone) = await days.Read(
                calls,
                zone,
                $"s.{name}, {Bounded("s.day", last)} AS time",
                new CallBy(
                    $"c.{name}, {Bounded("c.billing_day", last)} AS time",
                    call => (nameOf(call), call.BillingDay <= last - PivotQuery.MostDays ? Before : call.BillingDay)),
                cancellation);
            return new(Cells(rows)) { KeptFrom = gone };
        }

        if (last - CallTimes.DayIn(query.Zone, query.From) >= PivotQuery.MostDays)
            return new([]) { IsTooLong = true };
        if (await sums.Lacks(query.From, query.To, cancellation) is { } kept)
            return new([]) { KeptFrom = kept };
        var stepOf = LocalSteps.Of(query);
        return new(Cells(await sums.Calls(
            calls,
            new CallBy(
                $"c.{name}, {LocalSteps.Sql("c.call_time", query)} AS time", call => (nameOf(call), stepOf(call.CallTime))),
            cancellation)));
    }

    private static string Bounded(string day, int last) => string.Create(
        CultureInfo.InvariantCulture,
        $"CAST(CASE WHEN {day} <= {last - PivotQuery.MostDays} THEN {Before} ELSE {day} END AS bigint)");

    private static PivotCell[] Cells(IEnumerable<CallSumsRow> rows) =>
    [
        .. rows.GroupBy(row => (row.Name, row.Time, row.Currency)).Select(group => new PivotCell(
            group.Key.Name ?? "",
            group.Key.Time is Before ? null : (int)group.Key.Time!.Value,
            CallSumsRow.Sum(group))),
    ];
}
