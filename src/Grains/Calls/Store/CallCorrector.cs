using System.Globalization;
using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Rates stored calls anew: what they cost and which rate's destination they are of is replaced, and all sums follow by what changed, in
/// one transaction. Who dialled whom and when stays, and so does what a line leaves out.
/// </summary>
internal sealed class CallCorrector(PortalDatabase database, ICallTables tables, TimeProvider clock)
{
    private const string Old = "corrected_calls";

    // The stored time is right: a line may have another one.
    private const string Find = $"""
        UPDATE {CallColumns.StagedTable} SET call_time = k.call_time FROM portal_call_keys k WHERE k.id = {CallColumns.StagedTable}.id;
        DELETE FROM {CallColumns.StagedTable} WHERE NOT EXISTS (SELECT 1 FROM portal_call_keys k WHERE k.id = {CallColumns.StagedTable}.id)
        """;

    private const string Keep = $"""
        INSERT INTO {Old} SELECT c.* FROM portal_calls c JOIN {CallColumns.StagedTable} s ON s.id = c.id AND s.call_time = c.call_time
        WHERE c.customer = s.customer AND c.currency = s.currency
        """;

    private const string Compare = $"""
        SELECT o.customer, o.currency, COUNT(*) AS calls, CAST(SUM(o.charge_micro) AS bigint) AS beforeMicro,
          CAST(SUM(s.charge_micro) AS bigint) AS afterMicro
        FROM {Old} o JOIN {CallColumns.StagedTable} s ON s.id = o.id GROUP BY o.customer, o.currency ORDER BY 1, 2
        """;

    private const string Replace = $"""
        UPDATE portal_calls SET rate_micro = COALESCE(s.rate_micro, portal_calls.rate_micro),
          connect_micro = COALESCE(s.connect_micro, portal_calls.connect_micro), billed_ms = COALESCE(s.billed_ms, portal_calls.billed_ms),
          charge_micro = s.charge_micro,
          destination_name = COALESCE(NULLIF(s.destination_name, ''), portal_calls.destination_name),
          destination_code = COALESCE(NULLIF(s.destination_code, ''), portal_calls.destination_code)
        FROM {CallColumns.StagedTable} s WHERE s.id = portal_calls.id AND s.call_time = portal_calls.call_time
          AND s.customer = portal_calls.customer AND s.currency = portal_calls.currency
        """;

    // Lines of a destination that has no call any more.
    private static readonly string Clean = string.Create(CultureInfo.InvariantCulture, $"""
        DELETE FROM portal_call_days WHERE attempts = 0 AND (customer, day) IN (SELECT customer, billing_day FROM {Old});
        DELETE FROM portal_call_hours WHERE attempts = 0 AND hour IN (SELECT call_time / {CallTimes.Hour} FROM {Old});
        DELETE FROM portal_call_dates WHERE attempts = 0 AND date IN (SELECT call_time / {CallTimes.Day} FROM {Old})
        """);

    /// <param name="calls">At most <see cref="CallBatch.Most"/>, each key once.</param>
    /// <param name="dryRun">Says what would change, and changes nothing.</param>
    public async Task<CallsCorrected> Correct(IReadOnlyList<CallLine> calls, bool dryRun, CancellationToken cancellation)
    {
        if (calls.Count is 0 or > CallBatch.Most)
            throw new ArgumentException($"A batch has 1 to {CallBatch.Most} calls.", nameof(calls));
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        CallRow[] rows = [.. calls.Select((line, place) => new CallRow(line.Call, CallKey.Of(line.Call), 0, 0, 0, place))];
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Nobody writes calls meanwhile: what is subtracted is what was added.
        await tables.LockZones(connection, transaction, cancellation);
        await tables.Stage(connection, transaction, rows, cancellation);
        await Do(Find);
        var borders = await CallEdge.Read(connection, transaction, cancellation);
        var archived = (await connection.QueryAsync<int>(Command(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            DELETE FROM {CallColumns.StagedTable}
            WHERE call_time >= {borders.Kept * CallTimes.Day} AND call_time < {borders.Hot * CallTimes.Day} RETURNING line
            """)))).ToHashSet();
        var days = (await connection.QueryAsync<int>(Command(
            $"SELECT DISTINCT CAST(call_time / {CallTimes.Day} AS integer) FROM {CallColumns.StagedTable}"))).Order().ToArray();
        await Do($"DROP TABLE IF EXISTS {Old}; CREATE TEMP TABLE {Old} AS SELECT c.* FROM portal_calls c WHERE 1 = 0");
        await Each(Keep);
        var found = (await connection.QueryAsync<long>(Command(
            $"SELECT s.line FROM {CallColumns.StagedTable} s JOIN {Old} o ON o.id = s.id"))).ToHashSet();
        var changes = (await connection.QueryAsync<CallCorrection>(Command(Compare))).AsList();
        if (!dryRun && found.Count > 0)
        {
            foreach (var sums in CallSumTable.All)
                await Do(sums.Add(Old, isTakenAway: true));
            await Each(Replace, "portal_calls.");
            await Do($"DELETE FROM {Old}");
            await Each(Keep);
            foreach (var sums in CallSumTable.All)
                await Do(sums.Add(Old));
            await Do(Clean);
            await connection.ExecuteAsync(new CommandDefinition(
                CallAppender.Touch, days.Select(day => new { day, now }), transaction, cancellationToken: cancellation));
        }

        await Do($"DROP TABLE {Old}");
        if (!dryRun)
            await transaction.CommitAsync(CancellationToken.None);
        return new CallsCorrected(
            changes, [.. calls.Where((_, place) => !found.Contains(place) && !archived.Contains(place)).Select(line => line.Line).Order()])
        {
            Archived = [.. archived.Select(place => calls[place].Line).Order()],
        };

        Task Do(string sql) => connection.ExecuteAsync(Command(sql));

        CommandDefinition Command(string sql) => new(sql, null, transaction, cancellationToken: cancellation);

        // Day by day, so that the database looks into those alone.
        async Task Each(string sql, string alias = "c.")
        {
            foreach (var day in days)
            {
                await Do(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sql} AND {alias}call_time >= {day * CallTimes.Day} AND {alias}call_time < {(day + 1) * CallTimes.Day}"));
            }
        }
    }
}
