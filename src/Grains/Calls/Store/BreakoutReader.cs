using System.Globalization;
using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Breakouts: from the sums that fit the question, and from calls alone at the edges of its range, where no sum fits.
/// </summary>
internal sealed class BreakoutReader(PortalDatabase database)
{
    public async Task<Breakout> Read(BreakoutQuery query, CancellationToken cancellation)
    {
        var lines = query.Group switch
        {
            BreakoutGroup.Destination => await ByDestination(query, "destination_name", cancellation),
            BreakoutGroup.Prefix => await ByDestination(query, "destination_code", cancellation),
            BreakoutGroup.Day => await ByTime(query, DayStart, cancellation),
            BreakoutGroup.Hour => await ByTime(query, HourStart, cancellation),
        };
        var totals = CallSumsRow.ByCurrency(lines.Select(line => line.Sums));
        var rest = lines.Skip(BreakoutQuery.MostLines).Select(line => line.Sums);
        return new Breakout([.. lines.Take(BreakoutQuery.MostLines)], CallSumsRow.ByCurrency(rest), totals);
    }

    private async Task<List<BreakoutLine>> ByDestination(BreakoutQuery query, string column, CancellationToken cancellation)
    {
        var rows = query switch
        {
            { Customer: not null } => await OfCustomer(query, column, cancellation),
            { Brands: not null } => await OfBrands(query, column, cancellation),
            _ => await OfAll(query, column, cancellation),
        };
        return [.. rows
            .GroupBy(row => (row.Name, row.Currency))
            .Select(group => new BreakoutLine(group.Key.Name, null, group.Select(row => row.ToSums()).Aggregate((a, b) => a + b)))
            .OrderByDescending(line => line.Sums.ChargeMicro)
            .ThenByDescending(line => line.Sums.Attempts)
            .ThenBy(line => line.Name, StringComparer.Ordinal)
            .ThenBy(line => line.Sums.Currency, StringComparer.Ordinal)];
    }

    // Whole days of the customer's billing zone are summed; before and after them are less than a day's calls each.
    private async Task<IEnumerable<CallSumsRow>> OfCustomer(BreakoutQuery query, string column, CancellationToken cancellation)
    {
        var zone = await CallZones.Of(database, query.Customer!, cancellation);
        var first = CallTimes.DayIn(zone, query.From);
        if (CallTimes.DayStart(zone, first) < query.From)
            first++;
        var after = CallTimes.DayIn(zone, query.To);
        var calls = new CallQuery(query.From, query.To) { Customer = query.Customer };
        if (after <= first)
            return await Calls(calls, $"c.{column} AS name", cancellation);
        return
        [
            .. await Calls(calls with { To = CallTimes.DayStart(zone, first) }, $"c.{column} AS name", cancellation),
            .. await Sums(
                CallSumTable.Days,
                $"s.{column} AS name",
                "s.customer = @Customer AND s.day >= @first AND s.day < @after",
                new { query.Customer, first, after },
                null,
                cancellation),
            .. await Calls(calls with { From = CallTimes.DayStart(zone, after) }, $"c.{column} AS name", cancellation),
        ];
    }

    // Of many customers each has days of its own zone: those of the dates that were asked for.
    private Task<IEnumerable<CallSumsRow>> OfBrands(BreakoutQuery query, string column, CancellationToken cancellation) => Sums(
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

    private async Task<IEnumerable<CallSumsRow>> OfAll(BreakoutQuery query, string column, CancellationToken cancellation)
    {
        var calls = new CallQuery(query.From, query.To);
        if (CallSpan.Of(query.From, query.To, CallTimes.Hour) is not { } span)
            return await Calls(calls, $"c.{column} AS name", cancellation);
        return
        [
            .. await Calls(calls with { To = span.Begins }, $"c.{column} AS name", cancellation),
            .. await Sums(
                CallSumTable.Hours, $"s.{column} AS name", "s.hour >= @First AND s.hour < @After", span, null, cancellation),
            .. await Calls(calls with { From = span.Ends }, $"c.{column} AS name", cancellation),
        ];
    }

    private async Task<List<BreakoutLine>> ByTime(
        BreakoutQuery query, Func<TimeZoneInfo, DateTimeOffset, DateTimeOffset> start, CancellationToken cancellation)
    {
        var calls = new CallQuery(query.From, query.To) { Customer = query.Customer, Brands = query.Brands };
        var time = string.Create(CultureInfo.InvariantCulture, $"c.call_time / {CallTimes.Quarter} * {CallTimes.Quarter} AS time");
        IEnumerable<CallSumsRow> rows;
        if (CallSpan.Of(query.From, query.To, CallTimes.Quarter) is { } span)
        {
            var whose = (query.Customer is null ? "" : " AND s.customer = @Customer")
                + (query.Brands is null ? "" : " AND " + CallBrands.Only("s.customer"));
            rows =
            [
                .. await Calls(calls with { To = span.Begins }, time, cancellation),
                .. await Sums(
                    CallSumTable.Quarters,
                    string.Create(CultureInfo.InvariantCulture, $"s.quarter * {CallTimes.Quarter} AS time"),
                    $"s.quarter >= @First AND s.quarter < @After{whose}",
                    new { query.Customer, span.First, span.After },
                    query.Brands,
                    cancellation),
                .. await Calls(calls with { From = span.Ends }, time, cancellation),
            ];
        }
        else
        {
            rows = await Calls(calls, time, cancellation);
        }

        return [.. rows
            .GroupBy(row => (Start: start(query.Zone, DateTimeOffset.FromUnixTimeMilliseconds(row.Time!.Value)), row.Currency))
            .OrderBy(group => group.Key.Start)
            .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .Select(group => new BreakoutLine(null, group.Key.Start, group.Select(row => row.ToSums()).Aggregate((a, b) => a + b)))];
    }

    private async Task<IEnumerable<CallSumsRow>> Sums(
        CallSumTable table, string by, string where, object values, IReadOnlyList<string>? brands, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(values);
        if (brands is not null)
            parameters.Add("Brands", new SqlList(brands));
        return await Ask(
            $"SELECT {by}, s.currency, {CallSumTable.Select(calls: false, "s.")} FROM {table.Name} s WHERE {where} GROUP BY 1, 2",
            parameters,
            cancellation);
    }

    private async Task<IEnumerable<CallSumsRow>> Calls(CallQuery query, string by, CancellationToken cancellation)
    {
        if (query.From >= query.To)
            return [];
        var conditions = new CallConditions(query);
        return await Ask(
            $"SELECT {by}, c.currency, {CallSumTable.Select(calls: true)} FROM portal_calls c WHERE {conditions.Sql} GROUP BY 1, 2",
            conditions.Parameters,
            cancellation);
    }

    private async Task<IEnumerable<CallSumsRow>> Ask(string sql, DynamicParameters parameters, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<CallSumsRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
    }

    private static DateTimeOffset DayStart(TimeZoneInfo zone, DateTimeOffset time) =>
        CallTimes.DayStart(zone, CallTimes.DayIn(zone, time));

    private static DateTimeOffset HourStart(TimeZoneInfo zone, DateTimeOffset time)
    {
        var there = TimeZoneInfo.ConvertTime(time, zone);
        return time.AddTicks(-(there.Ticks % TimeSpan.TicksPerHour));
    }
}
