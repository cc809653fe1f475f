using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Metrics;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Drops at night the calls of days that are kept no longer, or lie in files. First the edge moves past them, and nobody reads them of the
/// database any more; the next night they go. So a crash at any moment leaves what the next night finishes. Sums, keys and charges stay.
/// </summary>
internal sealed partial class CallRetention(
    PortalDatabase database,
    ICallTables tables,
    CallEdge edge,
    ArchiveBook book,
    ArchiveProof proof,
    IOptions<CallRetentionOptions> options,
    TimeProvider clock,
    ILogger<CallRetention> logger) : INightly
{
    public string Name => "dropping of old calls";

    public async Task Run()
    {
        await Drop();
        await Raise();
    }

    private async Task Drop()
    {
        var borders = await edge.Now(CancellationToken.None);
        var now = clock.GetUtcNow();
        var day = borders.RaisedAt + CallEdge.Grace > now ? 0 : borders.Kept;
        IReadOnlyList<ArchiveEntry> archived = [];
        if (borders.Hot > borders.Kept && borders.CooledAt + CallEdge.Grace <= now && await Whole() is { } whole)
            (day, archived) = (borders.Hot, whole);
        if (day == 0)
            return;
        var dropped = await tables.Drop(day, CancellationToken.None);
        await book.Cooled(archived);
        if (dropped == 0)
            return;
        Instruments.Dropped(dropped);
        LogDropped(logger, dropped, CallEdge.StartOf(day));
    }

    // The files of calls that the database still has; null: one of them isn't what was written.
    private async Task<IReadOnlyList<ArchiveEntry>?> Whole()
    {
        var entries = await book.Hot(CancellationToken.None);
        foreach (var entry in entries)
        {
            if (await proof.IsWhole(entry, CancellationToken.None))
                continue;
            LogBroken(logger, entry.Blob);
            return null;
        }

        return entries;
    }

    private async Task Raise()
    {
        var wanted = CallTimes.DayOf(clock.GetUtcNow().ToUnixTimeMilliseconds()) - options.Value.AllDays;
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Whoever sums days anew by calls finds them until it is done.
        await tables.LockZones(connection, transaction, CancellationToken.None);
        var before = await CallEdge.Read(connection, transaction, CancellationToken.None);
        // What was never proved could be proved never more.
        var open = await connection.ExecuteScalarAsync<int?>(
            "SELECT MIN(day) FROM portal_call_proofs WHERE verified_at IS NULL AND day >= @Hot", new { before.Hot }, transaction);
        var day = Math.Min(wanted, open - CallEdge.Around ?? wanted);
        if (open is { } unproved && day < wanted)
            LogHeld(logger, CallEdge.StartOf(unproved), CallEdge.StartOf(day));
        if (day <= before.Kept)
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
        Level = LogLevel.Error,
        Message = "{Name} isn't what was archived. Its calls, and those of all days before the edge, stay in the database: bring it back.")]
    private static partial void LogBroken(ILogger logger, string name);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The sums of {Open:yyyy-MM-dd} aren't proved: calls from {Day:yyyy-MM-dd} on are kept until they are.")]
    private static partial void LogHeld(ILogger logger, DateTimeOffset open, DateTimeOffset day);
}
