using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>Reads the live wall: the live set, the calls of the last minute, and sums by quarters of an hour.</summary>
internal sealed class LiveWallReader(PortalDatabase database, LiveReader<LiveCall> live, TimeProvider clock)
{
    private const int NamesAtOnce = 500;
    private static readonly LiveTable<LiveCall> Table = LiveTables.Calls;

    /// <param name="brands">Null: of all.</param>
    public async Task<LiveWall> Read(IReadOnlyList<string>? brands, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var quarter = now.ToUnixTimeMilliseconds() / CallTimes.Quarter;
        var values = new DynamicParameters(new
        {
            Table.Kind,
            gone = (now - Table.Gone).ToUnixTimeMilliseconds(),
            minute = now.AddMinutes(-1).ToUnixTimeMilliseconds(),
            before = quarter - 1,
            first = quarter - 4,
        });
        if (brands is not null)
            values.Add("Brands", new SqlList(brands));
        string Of(string customer) => brands is null ? "" : " AND " + CallBrands.Only(customer);
        var found = new Dictionary<string, WallSums>(StringComparer.Ordinal);
        foreach (var row in await Rows(Present(Of("t.customer"))))
            Add(row.Customer, WallSums.None with { Calls = row.First, Answered = row.Second });
        foreach (var row in await Rows(Begun(Of("b.customer"))))
            Add(row.Customer, WallSums.None with { Begun = row.First });
        foreach (var row in await Rows(Lately(Of("q.customer"))))
            Add(row.Customer, WallSums.None with { Hour = new(row.First, row.Second), Quarter = new(row.Third, row.Fourth) });
        var names = await Names([.. found.Keys], cancellation);
        var switches = await live.Switches(new LiveQuery { Brands = brands }, cancellation);
        return new(
            now,
            [
                .. from one in found
                   let customer = names.GetValueOrDefault(one.Key)
                   orderby one.Value.Calls descending, one.Value.Begun descending, one.Value.Hour.Attempts descending, one.Key
                   select new WallLine(one.Key, customer.Name, customer.Brand, one.Value),
            ],
            brands is null ? switches : [.. switches.Where(one => one.Count > 0 || one.ToldBy == LiveSource.Teller(brands))]);

        void Add(string customer, WallSums sums) => found[customer] = found.GetValueOrDefault(customer, WallSums.None) + sums;

        async Task<IEnumerable<(string Customer, long First, long Second, long Third, long Fourth)>> Rows(string sql)
        {
            await using var connection = await database.Read.OpenConnectionAsync(cancellation);
            return await connection.QueryAsync<(string Customer, long First, long Second, long Third, long Fourth)>(
                new CommandDefinition(sql, values, cancellationToken: cancellation));
        }
    }

    private static string Present(string also) => $"""
        SELECT t.customer, COUNT(*) AS first, CAST(SUM(CASE WHEN t.state = 'answered' THEN 1 ELSE 0 END) AS bigint) AS second,
          CAST(0 AS bigint) AS third, CAST(0 AS bigint) AS fourth
        FROM portal_live_calls t JOIN portal_live_switches s ON s.kind = @Kind AND s.switch = t.switch AND s.told_by = t.told_by
        WHERE s.heard_at >= @gone{also} GROUP BY t.customer
        """;

    // One that ended within the minute is in the list of calls, one that didn't in the live set, and one that just did in both.
    private static string Begun(string also) => $"""
        SELECT b.customer, COUNT(*) AS first, CAST(0 AS bigint) AS second, CAST(0 AS bigint) AS third, CAST(0 AS bigint) AS fourth
        FROM (SELECT customer, switch, call_id FROM portal_live_calls WHERE started_at >= @minute
          UNION SELECT customer, switch, call_id FROM portal_calls WHERE call_time >= @minute) b
        WHERE 1 = 1{also} GROUP BY b.customer
        """;

    private static string Lately(string also) => $"""
        SELECT q.customer, CAST(SUM(q.attempts) AS bigint) AS first, CAST(SUM(q.connected) AS bigint) AS second,
          CAST(SUM(CASE WHEN q.quarter >= @before THEN q.attempts ELSE 0 END) AS bigint) AS third,
          CAST(SUM(CASE WHEN q.quarter >= @before THEN q.connected ELSE 0 END) AS bigint) AS fourth
        FROM portal_call_quarters q WHERE q.quarter >= @first{also} GROUP BY q.customer
        """;

    private async Task<Dictionary<string, (string? Name, string? Brand)>> Names(string[] customers, CancellationToken cancellation)
    {
        var names = new Dictionary<string, (string? Name, string? Brand)>(customers.Length, StringComparer.Ordinal);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        foreach (var part in customers.Chunk(NamesAtOnce))
        {
            var rows = await connection.QueryAsync<(string Id, string Name, string? Brand)>(new CommandDefinition(
                """
                SELECT o.id, o.name, COALESCE(d.brand, o.reseller) AS brand
                FROM portal_customers o LEFT JOIN portal_domains d ON d.host = o.domain AND d.deleted = 0
                WHERE o.deleted = 0 AND o.id IN @ids
                """,
                new { ids = new SqlList(part) },
                cancellationToken: cancellation));
            foreach (var row in rows)
                names[row.Id] = (row.Name, row.Brand);
        }

        return names;
    }
}
