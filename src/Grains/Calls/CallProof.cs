using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Portal.Metrics;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Proves sums: those of days in which calls were written are made of calls once more and compared. What differs is replaced, told in the
/// log, and counted.
/// </summary>
internal sealed partial class CallProof(
    PortalDatabase database, ICallTables tables, CallEdge edge, TimeProvider clock, ILogger<CallProof> logger)
    : INightly, ICallProofs
{
    public string Name => "proof of calls' sums";

    public Task Run() => Prove(CancellationToken.None);

    /// <summary>All days whose calls changed since they were last proved; answers how many lines of sums were wrong.</summary>
    public async Task<int> Prove(CancellationToken cancellation)
    {
        var wrong = 0;
        // Of what was dropped the sums are all there is; of what lies in files they were proved when it was archived.
        var first = (await edge.Borders(cancellation)).Hot;
        foreach (var (day, changed) in await Changed(first, cancellation))
        {
            var found = 0;
            foreach (var part in Parts(day, first).Where(part => part.First < part.After))
                found += await Prove(part, cancellation);
            await Verified(day, changed, cancellation);
            wrong += found;
            if (found > 0)
                LogWrong(logger, DateTime.UnixEpoch.AddDays(day), found);
        }

        var charges = await Prove(AllCharges, cancellation);
        if (charges > 0)
            LogCharges(logger, charges);
        Instruments.Corrected(wrong + charges);
        return wrong + charges;
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> VerifiedAt(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var (open, oldest) = await connection.QuerySingleAsync<(long Open, long? Oldest)>(new CommandDefinition(
            """
            SELECT COALESCE(SUM(CASE WHEN verified_at IS NULL THEN 1 ELSE 0 END), 0) AS open, MIN(verified_at) AS oldest
            FROM portal_call_proofs WHERE day >= @first AND day <= @last
            """,
            new
            {
                first = CallTimes.DayOf(from.ToUnixTimeMilliseconds()),
                last = CallTimes.DayOf(to.ToUnixTimeMilliseconds() - 1),
            },
            cancellationToken: cancellation));
        return open == 0 && oldest is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
    }

    // A day of UTC, and the days of billing zones that begin before it or end after it: those alone of which all calls are kept.
    private static IEnumerable<Part> Parts(int day, int kept) =>
    [
        OfSteps(CallSumTable.Hours, day),
        OfSteps(CallSumTable.Dates, day),
        OfSteps(CallSumTable.Quarters, day),
        OfZones(Math.Max(day - 1, kept == 0 ? 0 : kept + 1), day + 2),
    ];

    private static Part OfSteps(CallSumTable sums, int day)
    {
        var (key, length) = sums.Steps!.Value;
        return new(sums, key, day * CallTimes.Day / length, (day + 1) * CallTimes.Day / length, day, day + 1);
    }

    private static Part OfZones(int first, int after) => new(CallSumTable.Days, "day", first, after, first - 1, after + 1)
    {
        Also = $" AND billing_day >= {first} AND billing_day < {after}",
    };

    private static readonly Part AllCharges = new(CallSumTable.Charges, null, 0, 0, 0, 0);

    private async Task<int> Prove(Part part, CancellationToken cancellation)
    {
        await using (var connection = await database.Read.OpenConnectionAsync(cancellation))
        {
            // One statement sees one moment: calls and sums that were committed together.
            if (await connection.ExecuteScalarAsync<int>(Command(part.Differing, null)) == 0)
                return 0;
        }

        await using var writing = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await writing.BeginTransactionAsync(cancellation);
        await tables.LockSums(writing, transaction, cancellation);
        var wrong = await writing.ExecuteScalarAsync<int>(Command(part.Differing, transaction));
        await writing.ExecuteAsync(Command(part.Clear, transaction));
        await writing.ExecuteAsync(Command(part.Fill, transaction));
        await transaction.CommitAsync(cancellation);
        return wrong;

        CommandDefinition Command(string sql, DbTransaction? within) =>
            new(sql, null, within, commandTimeout: 600, cancellationToken: cancellation);
    }

    private async Task<IEnumerable<(int Day, long Changed)>> Changed(int first, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<(int Day, long Changed)>(new CommandDefinition(
            "SELECT day, changed_at FROM portal_call_proofs WHERE verified_at IS NULL AND day >= @first ORDER BY day",
            new { first },
            cancellationToken: cancellation));
    }

    // A call that was written meanwhile leaves it open.
    private async Task Verified(int day, long changed, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE portal_call_proofs SET verified_at = @now WHERE day = @day AND changed_at = @changed",
            new { day, changed, now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken: cancellation));
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Lines} lines of sums of calls of {Day:yyyy-MM-dd} differed from the calls themselves and were replaced.")]
    private static partial void LogWrong(ILogger logger, DateTime day, int lines);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What calls were charged in all differed from its days for {Lines} customers and was replaced: their balances were wrong.")]
    private static partial void LogCharges(ILogger logger, int lines);

    /// <summary>Lines of a table of sums, with what they are made of.</summary>
    /// <param name="Column">The key that says which lines; null: all of them, made of the days.</param>
    private sealed record Part(CallSumTable Sums, string? Column, long First, long After, long FirstDay, long AfterDay)
    {
        public string Also { get; init; } = "";

        public string Differing => $"""
            SELECT COUNT(*) FROM (
              SELECT * FROM (SELECT {Made} EXCEPT SELECT {Kept}) missing
              UNION ALL
              SELECT * FROM (SELECT {Kept} EXCEPT SELECT {Made}) extra) differing
            """;

        public string Clear => $"DELETE FROM {Sums.Name}" + Where;

        public string Fill => $"INSERT INTO {Sums.Name} ({Sums.Columns}) SELECT {Made}";

        private string Made => Column is null
            ? """
              customer, currency, CAST(SUM(attempts) AS bigint) AS attempts, CAST(SUM(charge_micro) AS bigint) AS charge_micro
              FROM portal_call_days GROUP BY customer, currency
              """
            : Sums.Lines("portal_calls", $"call_time >= {Begins} AND call_time < {Ends}{Also}");

        private long Begins => FirstDay * CallTimes.Day;

        private long Ends => AfterDay * CallTimes.Day;

        private string Kept => $"{Sums.Columns} FROM {Sums.Name}{Where}";

        private string Where => Column is null ? "" : $" WHERE {Column} >= {First} AND {Column} < {After}";
    }
}
