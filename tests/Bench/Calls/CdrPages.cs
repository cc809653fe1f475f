using Dapper;
using Portal.Calls;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>Pages of calls of thirty days, filtered in several ways, the first and the thousandth, against the SQL of the same.</summary>
internal static class CdrPages
{
    private const int Asks = 200;
    private const double Most = 2;

    public static async Task Measure(ListStore store, CallQuery month, CdrFront front, CdrFigures figures)
    {
        var (far, number) = await Far(store, month);
        (string Name, CallQuery Query, string Where)[] asked =
        [
            ("first page, 30 days, the largest customer", month, ""),
            ("the same, by a destination's beginning", month with { Destination = "1002" }, " AND destination LIKE '1002%'"),
            ("the same, connected only", month with { Connected = true }, " AND connected = 1"),
            ("the same, one destination, at least a minute", month with { DestinationName = "Destination 007", MinDuration = 60 },
                " AND destination_name = 'Destination 007' AND duration_ms >= 60000"),
            ($"page {number:N0} (by hand: the first)", month with { Cursor = far }, ""),
            ("first page, all customers", month with { Customer = null }, ""),
            ("all customers, connected only", month with { Customer = null, Connected = true }, " AND connected = 1"),
        ];
        foreach (var (name, query, where) in asked)
        {
            var whose = query.Customer is null ? "" : " AND customer = @Customer";
            var sql = $"""
                SELECT {CallColumns.Names} FROM portal_calls WHERE call_time >= @from AND call_time < @to{whose}{where}
                ORDER BY call_time DESC, id DESC LIMIT 51
                """;
            await figures.Compare(
                name,
                async () => _ = await store.Calls.Page(query, default),
                () => ByHand.Read(store, sql, query),
                Asks,
                Most);
        }

        var (first, thousandth) = ($"/cdr?{front.Range(month)}&connected=true", $"/cdr?{front.Range(month)}&cursor={far}");
        await front.Compare("over HTTPS: that page, connected only, with its totals · page 1,000", first, thousandth, Asks / 4, figures);
    }

    private static async Task<(string? Cursor, int Number)> Far(ListStore store, CallQuery month)
    {
        string? cursor = null;
        var number = 1;
        while (number < 1000 && (await store.Calls.Page(month with { Cursor = cursor }, default)).Next is { } next)
            (cursor, number) = (next, number + 1);
        return (cursor, number);
    }
}

/// <summary>Plain SQL, read to its end.</summary>
internal static class ByHand
{
    public static async Task Read(ListStore store, string sql, CallQuery query)
    {
        await using var connection = await store.Database.Read.OpenConnectionAsync();
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            sql,
            new { from = query.From.ToUnixTimeMilliseconds(), to = query.To.ToUnixTimeMilliseconds(), query.Customer },
            commandTimeout: 600));
        while (await reader.ReadAsync())
            _ = reader.GetValue(0);
    }
}
