using System.Globalization;
using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>As much of a customer's calls in progress as tells that they changed.</summary>
/// <param name="Calls">How many there are.</param>
/// <param name="Mark">Another one whenever its pages would be others.</param>
internal sealed record LiveGlance(long Calls, string Mark);

/// <summary>Looks at the calls in progress of many customers at once: cheap enough to be done each second.</summary>
internal sealed class LiveGlances(PortalDatabase database, TimeProvider clock)
{
    private const int AtOnce = 500;

    private static readonly LiveTable<LiveCall> Table = LiveTables.Calls;

    /// <summary>One for each that is asked for.</summary>
    public async Task<IReadOnlyDictionary<string, LiveGlance>> Of(IReadOnlyCollection<string> customers, CancellationToken cancellation)
    {
        var found = new Dictionary<string, LiveGlance>(customers.Count, StringComparer.Ordinal);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var now = clock.GetUtcNow();
        var times = new DynamicParameters(new
        {
            Table.Kind,
            gone = (now - Table.Gone).ToUnixTimeMilliseconds(),
            stale = (now - Table.Stale).ToUnixTimeMilliseconds(),
        });
        // Whether somebody reports at all, and who fell silent, is said on the page too.
        var switches = await connection.QuerySingleAsync<(long All, long Silent)>(new CommandDefinition(
            """
            SELECT COUNT(*) AS all_of_them, CAST(COALESCE(SUM(CASE WHEN heard_at < @stale THEN 1 ELSE 0 END), 0) AS bigint) AS silent
            FROM portal_live_switches WHERE kind = @Kind AND heard_at >= @gone
            """,
            times,
            cancellationToken: cancellation));
        var none = string.Create(CultureInfo.InvariantCulture, $"{switches.All} {switches.Silent} ");
        foreach (var customer in customers)
            found[customer] = new(0, none);
        foreach (var part in customers.Chunk(AtOnce))
        {
            var values = new DynamicParameters(times);
            values.Add("customers", new SqlList(part));
            var rows = await connection.QueryAsync<(string Customer, long Calls, long Began, long States, string First, string Last)>(
                new CommandDefinition(
                    """
                    SELECT t.customer, COUNT(*) AS calls, CAST(SUM(t.started_at % 1000003) AS bigint) AS began,
                      CAST(SUM(LENGTH(t.state)) AS bigint) AS states, MIN(t.id) AS first, MAX(t.id) AS last
                    FROM portal_live_calls t JOIN portal_live_switches s ON s.kind = @Kind AND s.switch = t.switch AND s.told_by = t.told_by
                    WHERE s.heard_at >= @gone AND t.customer IN @customers GROUP BY t.customer
                    """,
                    values,
                    cancellationToken: cancellation));
            foreach (var row in rows)
            {
                found[row.Customer] = new(row.Calls, string.Create(
                    CultureInfo.InvariantCulture, $"{none}{row.Calls} {row.Began} {row.States} {row.First} {row.Last}"));
            }
        }

        return found;
    }
}
