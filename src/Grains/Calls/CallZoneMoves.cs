using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Portal.People;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Moves calls of customers whose billing zone is another one since to its days, and what was summed of them: one customer in one
/// transaction. Calls that are in the database no longer stay in the days that they were summed in.
/// </summary>
internal sealed partial class CallZoneMoves(PortalDatabase database, ICallTables tables, ILogger<CallZoneMoves> logger) : INightly
{
    private const string Kept = "customer = @customer AND call_time >= @first";

    private static readonly string TakeAway = CallSumTable.Days.Add("portal_calls", Kept, isTakenAway: true);

    private static readonly string Add = CallSumTable.Days.Add("portal_calls", Kept);

    public string Name => "move of calls to customers' new zones";

    public async Task Run()
    {
        foreach (var (customer, wanted) in await Waiting())
        {
            await Move(customer, ZoneNames.Of(wanted));
            LogMoved(logger, customer, wanted);
        }
    }

    private async Task<IEnumerable<(string Customer, string Wanted)>> Waiting()
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QueryAsync<(string Customer, string Wanted)>(
            "SELECT customer, wanted FROM portal_call_zones WHERE wanted <> zone ORDER BY customer");
    }

    private async Task Move(string customer, TimeZoneInfo zone)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await tables.LockZones(connection, transaction, CancellationToken.None);
        var kept = (await CallEdge.Read(connection, transaction, CancellationToken.None)).Hot;
        var first = kept * CallTimes.Day;
        await Do(TakeAway, new { customer, first });
        foreach (var (day, from, to) in await Days(connection, transaction, customer, zone, first))
        {
            await Do(
                """
                UPDATE portal_calls SET billing_day = @day
                WHERE customer = @customer AND call_time >= @from AND call_time < @to AND billing_day <> @day
                """,
                new { customer, day, from = Math.Max(from, first), to });
        }

        await Do(Add, new { customer, first });
        await Do("DELETE FROM portal_call_days WHERE customer = @customer AND attempts = 0", new { customer });
        await Do("UPDATE portal_call_zones SET zone = @zone WHERE customer = @customer", new { customer, zone = zone.Id });
        await transaction.CommitAsync();

        Task Do(string sql, object values) => connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, commandTimeout: 600));
    }

    // From the first day that has calls of it to the last.
    private static async Task<IEnumerable<(int Day, long From, long To)>> Days(
        DbConnection connection, DbTransaction transaction, string customer, TimeZoneInfo zone, long since)
    {
        var (first, last) = await connection.QuerySingleAsync<(long? First, long? Last)>(
            """
            SELECT MIN(quarter) AS first, MAX(quarter) AS last FROM portal_call_quarters WHERE customer = @customer AND quarter >= @since
            """,
            new { customer, since = since / CallTimes.Quarter },
            transaction);
        if (first is null || last is null)
            return [];
        var begins = CallTimes.DayIn(zone, At(first.Value));
        return Enumerable.Range(begins, CallTimes.DayIn(zone, At(last.Value + 1)) - begins + 1)
            .Select(day => (day, Start(day), Start(day + 1)));

        long Start(int day) => CallTimes.DayStart(zone, day).ToUnixTimeMilliseconds();

        static DateTimeOffset At(long quarter) => DateTimeOffset.FromUnixTimeMilliseconds(quarter * CallTimes.Quarter);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The calls of {Customer} are summed by days of {Zone} now.")]
    private static partial void LogMoved(ILogger logger, string customer, string zone);
}
