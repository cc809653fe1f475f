using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Metrics;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Drops at night the calls of days that are kept no longer. First the edge moves past them, and nobody sees them any more; the next night
/// they go. So a crash at any moment leaves what the next night finishes. Sums, keys and charges stay.
/// </summary>
internal sealed partial class CallRetention(
    PortalDatabase database,
    ICallTables tables,
    CallEdge edge,
    IOptions<CallRetentionOptions> options,
    TimeProvider clock,
    ILogger<CallRetention> logger) : INightly
{
    // Days of billing zones that touch a day that isn't proved yet begin and end so far from it.
    private const int Around = 2;

    public string Name => "dropping of old calls";

    public async Task Run()
    {
        await Drop();
        await Raise();
    }

    private async Task Drop()
    {
        int day;
        await using (var connection = await database.Read.OpenConnectionAsync())
        {
            var kept = await CallEdge.Read(connection, null, CancellationToken.None);
            if (kept.Day == 0 || kept.RaisedAt + CallEdge.Grace > clock.GetUtcNow())
                return;
            day = kept.Day;
        }

        var dropped = await tables.Drop(day, CancellationToken.None);
        if (dropped == 0)
            return;
        Instruments.Dropped(dropped);
        LogDropped(logger, dropped, CallEdge.StartOf(day));
    }

    private async Task Raise()
    {
        var wanted = CallTimes.DayOf(clock.GetUtcNow().ToUnixTimeMilliseconds()) - options.Value.HotDays;
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Whoever sums days anew by calls finds them until it is done.
        await tables.LockZones(connection, transaction, CancellationToken.None);
        var before = await CallEdge.Read(connection, transaction, CancellationToken.None);
        // What was never proved could be proved never more.
        var open = await connection.ExecuteScalarAsync<int?>(
            "SELECT MIN(day) FROM portal_call_proofs WHERE verified_at IS NULL AND day >= @Day", new { before.Day }, transaction);
        var day = Math.Min(wanted, open - Around ?? wanted);
        if (open is { } unproved && day < wanted)
            LogHeld(logger, CallEdge.StartOf(unproved), CallEdge.StartOf(day));
        if (day <= before.Day)
            return;
        await edge.Raise(connection, transaction, day);
        await transaction.CommitAsync();
        LogRaised(logger, CallEdge.StartOf(day));
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Calls before {Day:yyyy-MM-dd} are kept no longer; they are dropped next night.")]
    private static partial void LogRaised(ILogger logger, DateTimeOffset day);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Days} days of calls before {Day:yyyy-MM-dd} were dropped.")]
    private static partial void LogDropped(ILogger logger, int days, DateTimeOffset day);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The sums of {Open:yyyy-MM-dd} aren't proved: calls from {Day:yyyy-MM-dd} on are kept until they are.")]
    private static partial void LogHeld(ILogger logger, DateTimeOffset open, DateTimeOffset day);
}
