using System.Globalization;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Breakouts: from the sums that fit the question, and from calls alone at the edges of its range, where no sum fits.
/// </summary>
internal sealed class BreakoutReader(PortalDatabase database, CallSumReader sums, CustomerDays days, BreakoutOwners owners)
{
    private const string Destination = "destination_name";
    private const string Code = "destination_code";

    public async Task<Breakout> Read(BreakoutQuery query, CancellationToken cancellation)
    {
        var (lines, gone) = query.Group switch
        {
            BreakoutGroup.Destination => await ByDestination(query, Destination, cancellation),
            BreakoutGroup.Prefix => await ByDestination(query, Code, cancellation),
            BreakoutGroup.Day => await ByTime(query, DayStart, cancellation),
            BreakoutGroup.Hour => await ByTime(query, HourStart, cancellation),
            BreakoutGroup.Customer or BreakoutGroup.Domain or BreakoutGroup.Brand => await ByOwner(query, cancellation),
        };
        if (gone is not null)
            return new Breakout([], [], []) { KeptFrom = gone };
        var totals = CallSumsRow.ByCurrency(lines.Select(line => line.Sums));
        var rest = lines.Skip(query.Most).Select(line => line.Sums);
        return new Breakout([.. lines.Take(query.Most)], CallSumsRow.ByCurrency(rest), totals);
    }

    private async Task<(List<BreakoutLine> Lines, DateTimeOffset? Gone)> ByDestination(
        BreakoutQuery query, string column, CancellationToken cancellation)
    {
        var (rows, gone) = query switch
        {
            { Customer: not null } => await OfCustomer(query, column, cancellation),
            { Brands: not null } => (await OfBrands(query, column, cancellation), null),
            _ => await OfAll(query, column, cancellation),
        };
        return (Ordered(rows
            .GroupBy(row => (row.Name, row.Currency))
            .Select(group => new BreakoutLine(group.Key.Name, null, CallSumsRow.Sum(group)))), gone);
    }

    private async Task<(List<BreakoutLine> Lines, DateTimeOffset? Gone)> ByOwner(BreakoutQuery query, CancellationToken cancellation)
    {
        var (lines, gone) = await owners.Read(query, cancellation);
        return (Ordered(lines), gone);
    }

    // Amounts of two currencies don't compare: each has its own lines together, that with the most calls first.
    private static List<BreakoutLine> Ordered(IEnumerable<BreakoutLine> lines) =>
    [
        .. lines.GroupBy(line => line.Sums.Currency)
            .OrderByDescending(group => group.Sum(line => line.Sums.Attempts))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group
                .OrderByDescending(line => line.Sums.ChargeMicro)
                .ThenByDescending(line => line.Sums.Attempts)
                .ThenBy(line => line.Name, StringComparer.Ordinal)
                .ThenBy(line => line.Id, StringComparer.Ordinal)),
    ];

    private async Task<(IEnumerable<CallSumsRow> Rows, DateTimeOffset? Gone)> OfCustomer(
        BreakoutQuery query, string column, CancellationToken cancellation) => await days.Read(
        new CallQuery(query.From, query.To) { Customer = query.Customer },
        await CallZones.Of(database, query.Customer!, cancellation),
        $"s.{column} AS name",
        ByColumn(column),
        cancellation);

    // Of many customers each has days of its own zone: those of the dates that were asked for.
    private Task<IEnumerable<CallSumsRow>> OfBrands(BreakoutQuery query, string column, CancellationToken cancellation) => sums.Sums(
        CallSumTable.Days,
        $"s.{column} AS name",
        $"s.day >= @first AND s.day < @after AND {CallBrands.Only("s.customer")}",
        new
        {
            first = CallTimes.DayIn(query.Zone, query.From),
            after = CallTimes.DayIn(query.Zone, query.To.AddTicks(-1)) + 1,
        },
        query.Brands,
        cancellation);

    // Whole days of UTC, and hours before and after them.
    private async Task<(IEnumerable<CallSumsRow> Rows, DateTimeOffset? Gone)> OfAll(
        BreakoutQuery query, string column, CancellationToken cancellation)
    {
        if (CallSpan.Of(query.From, query.To, CallTimes.Day) is not { } days)
            return await Of(query.From, query.To, CallSumTable.Hours);
        var rows = new List<CallSumsRow>();
        foreach (var (from, to, table) in new[]
        {
            (query.From, days.Begins, CallSumTable.Hours),
            (days.Begins, days.Ends, CallSumTable.Dates),
            (days.Ends, query.To, CallSumTable.Hours),
        })
        {
            var (found, gone) = await Of(from, to, table);
            if (gone is not null)
                return ([], gone);
            rows.AddRange(found);
        }

        return (rows, null);

        Task<(IEnumerable<CallSumsRow> Rows, DateTimeOffset? Gone)> Of(DateTimeOffset from, DateTimeOffset to, CallSumTable table) =>
            sums.Within(new CallQuery(from, to), table, $"s.{column} AS name", ByColumn(column), cancellation);
    }

    private async Task<(List<BreakoutLine> Lines, DateTimeOffset? Gone)> ByTime(
        BreakoutQuery query, Func<TimeZoneInfo, DateTimeOffset, DateTimeOffset> start, CancellationToken cancellation)
    {
        var (rows, gone) = await sums.Within(
            new CallQuery(query.From, query.To) { Customer = query.Customer, Brands = query.Brands },
            CallSumTable.Quarters,
            string.Create(CultureInfo.InvariantCulture, $"s.quarter * {CallTimes.Quarter} AS time"),
            new CallBy(
                string.Create(CultureInfo.InvariantCulture, $"c.call_time / {CallTimes.Quarter} * {CallTimes.Quarter} AS time"),
                call => (null, call.CallTime / CallTimes.Quarter * CallTimes.Quarter)),
            cancellation);
        return ([.. rows
            .GroupBy(row => (Start: start(query.Zone, DateTimeOffset.FromUnixTimeMilliseconds(row.Time!.Value)), row.Currency))
            .OrderBy(group => group.Key.Start)
            .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .Select(group => new BreakoutLine(null, group.Key.Start, CallSumsRow.Sum(group)))], gone);
    }

    private static CallBy ByColumn(string column) => new(
        $"c.{column} AS name", column == Destination ? call => (call.DestinationName, null) : call => (call.DestinationCode, null));

    private static DateTimeOffset DayStart(TimeZoneInfo zone, DateTimeOffset time) =>
        CallTimes.DayStart(zone, CallTimes.DayIn(zone, time));

    private static DateTimeOffset HourStart(TimeZoneInfo zone, DateTimeOffset time)
    {
        var there = TimeZoneInfo.ConvertTime(time, zone);
        return time.AddTicks(-(there.Ticks % TimeSpan.TicksPerHour));
    }
}
