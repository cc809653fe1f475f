using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Blobs;
using Portal.Metrics;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Writes whole months of old calls into files at night (ADR 0068), the oldest first. Their files are written and proved; then, in one
/// transaction, they are put into the book and the edge of the database moves past them: from then on they are read of the files, and the
/// tables of their days go when nobody reads by the edge of before (<see cref="CallRetention"/>). So a crash at any moment leaves the month
/// in the one place or the other.
/// </summary>
internal sealed partial class ArchiveNight(
    PortalDatabase database,
    ICallTables tables,
    CallEdge edge,
    ArchiveBook book,
    ArchiveWriter writer,
    ArchiveProof proof,
    IBlobs blobs,
    ArchiveLimits limits,
    IOptions<CallRetentionOptions> options,
    TimeProvider clock,
    ILogger<ArchiveNight> logger) : INightly
{
    public string Name => "archiving of old calls";

    public async Task Run()
    {
        await Remove();
        while (options.Value.IsArchived && await Next() is { } span && await Move(span))
        {
        }
    }

    // Files whose calls are all kept no longer.
    private async Task Remove()
    {
        var borders = await edge.Now(CancellationToken.None);
        if (borders.RaisedAt + CallEdge.Grace > clock.GetUtcNow())
            return;
        foreach (var entry in await book.Before(borders.Kept, CancellationToken.None))
        {
            await blobs.Delete(entry.Blob, CancellationToken.None);
            await book.Remove(entry);
            LogRemoved(logger, entry.Blob, CallEdge.StartOf(borders.Kept));
        }
    }

    // The days of the oldest month that is in the database, if all of it is old, and proved.
    private async Task<(int Month, int First, int After)?> Next()
    {
        var wanted = CallTimes.DayOf(clock.GetUtcNow().ToUnixTimeMilliseconds()) - options.Value.HotDays;
        var borders = await edge.Now(CancellationToken.None);
        await using var connection = await database.Read.OpenConnectionAsync();
        var (oldest, open) = await connection.QuerySingleAsync<(int? Oldest, int? Open)>(
            """
            SELECT MIN(day) AS oldest, MIN(CASE WHEN verified_at IS NULL THEN day END) AS open FROM portal_call_proofs WHERE day >= @Hot
            """,
            new { borders.Hot });
        if (oldest is null)
            return null;
        var month = ArchiveMonths.Of(oldest.Value);
        var after = ArchiveMonths.FirstDay(month + 1);
        if (after > wanted)
            return null;
        if (open - CallEdge.Around < after)
        {
            LogHeld(logger, CallEdge.StartOf(open!.Value), ArchiveMonths.Begin(month));
            return null;
        }

        return (month, Math.Max(borders.Hot, ArchiveMonths.FirstDay(month)), after);
    }

    private async Task<bool> Move((int Month, int First, int After) span)
    {
        await Clear(span.Month);
        string seal;
        await using (var connection = await database.Read.OpenConnectionAsync())
            seal = await Seal(connection, null, span.First, span.After);
        var entries = new List<ArchiveEntry>();
        foreach (var bucket in await Buckets(span))
        {
            var entry = await writer.Write(bucket, CancellationToken.None);
            var differing = await proof.Differing(bucket, entry, CancellationToken.None);
            if (differing > 0 || (entry is not null && !await proof.IsWhole(entry, CancellationToken.None)))
            {
                LogDiffers(logger, differing, ArchiveMonths.Begin(span.Month));
                return false;
            }

            if (entry is not null)
                entries.Add(entry);
        }

        if (!await Switch(span, seal, entries))
        {
            LogChanged(logger, ArchiveMonths.Begin(span.Month));
            return false;
        }

        var (calls, bytes) = (entries.Sum(entry => entry.Calls), entries.Sum(entry => entry.Bytes));
        Instruments.Archived(calls);
        LogMoved(logger, calls, ArchiveMonths.Begin(span.Month), entries.Count, bytes);
        return true;
    }

    // What a try before left. Nobody reads it: it isn't in the book.
    private async Task Clear(int month)
    {
        var known = (await book.OfMonth(month, CancellationToken.None)).Select(entry => entry.Blob).ToHashSet(StringComparer.Ordinal);
        foreach (var blob in await blobs.List(ArchiveWriter.FolderOf(month), CancellationToken.None).ToListAsync())
        {
            if (!known.Contains(blob.Name))
                await blobs.Delete(blob.Name, CancellationToken.None);
        }
    }

    // Customers next to each other until there are enough calls; the last bucket has whoever comes after.
    private async Task<List<ArchiveBucket>> Buckets((int Month, int First, int After) span)
    {
        var (from, to) = (span.First * CallTimes.Day, span.After * CallTimes.Day);
        await using var connection = await database.Read.OpenConnectionAsync();
        var customers = await connection.QueryAsync<(string Customer, long Calls)>(new CommandDefinition(
            """
            SELECT customer, CAST(SUM(attempts) AS bigint) AS calls FROM portal_call_quarters
            WHERE quarter >= @first AND quarter < @after GROUP BY customer ORDER BY customer
            """,
            new { first = from / CallTimes.Quarter, after = to / CallTimes.Quarter },
            commandTimeout: 600));
        // A part of a month may be archived already: from where the edge was once.
        var number = (await book.OfMonth(span.Month, CancellationToken.None)).Select(entry => entry.Bucket + 1).DefaultIfEmpty().Max();
        var (buckets, after, calls) = (new List<ArchiveBucket>(), "", 0L);
        foreach (var (customer, some) in customers)
        {
            calls += some;
            if (calls < limits.FileCalls)
                continue;
            buckets.Add(new(span.Month, number++, from, to, after, customer));
            (after, calls) = (customer, 0);
        }

        buckets.Add(new(span.Month, number, from, to, after, null));
        return buckets;
    }

    // Nobody writes calls meanwhile; and nobody did since they were read, or another night does it.
    private async Task<bool> Switch((int Month, int First, int After) span, string seal, List<ArchiveEntry> entries)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await tables.LockZones(connection, transaction, CancellationToken.None);
        if (await Seal(connection, transaction, span.First, span.After) != seal)
            return false;
        await book.Add(connection, transaction, entries);
        await edge.Cool(connection, transaction, span.After);
        await transaction.CommitAsync();
        edge.Forget();
        return true;
    }

    // When calls of these days were last written and proved, and in which zones their days are: whatever changes a call changes it.
    private static async Task<string> Seal(DbConnection connection, DbTransaction? transaction, int first, int after)
    {
        var days = await connection.QueryAsync<(int Day, long Changed, long? Verified)>(
            "SELECT day, changed_at, verified_at FROM portal_call_proofs WHERE day >= @first AND day < @after ORDER BY day",
            new { first, after },
            transaction);
        var zones = await connection.QueryAsync<(string Customer, string Zone)>(
            "SELECT customer, zone FROM portal_call_zones ORDER BY customer", transaction: transaction);
        var edge = await CallEdge.Read(connection, transaction, CancellationToken.None);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{edge.Hot}\n{string.Join(';', days)}\n{string.Join(';', zones)}")));
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Calls} calls of {Month:yyyy-MM} lie in {Files} files of {Bytes} bytes; they leave the database next night.")]
    private static partial void LogMoved(ILogger logger, long calls, DateTime month, int files, long bytes);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} was removed: calls before {Day:yyyy-MM-dd} are kept no longer.")]
    private static partial void LogRemoved(ILogger logger, string name, DateTimeOffset day);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Sums} sums of {Month:yyyy-MM} differ from what was archived: the month stays in the database.")]
    private static partial void LogDiffers(ILogger logger, int sums, DateTime month);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Calls of {Month:yyyy-MM} changed while they were archived. It is tried again.")]
    private static partial void LogChanged(ILogger logger, DateTime month);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The sums of {Open:yyyy-MM-dd} aren't proved: calls of {Month:yyyy-MM} stay in the database until they are.")]
    private static partial void LogHeld(ILogger logger, DateTimeOffset open, DateTime month);
}
