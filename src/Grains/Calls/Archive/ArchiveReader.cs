using System.Runtime.CompilerServices;
using Portal.Blobs;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Reads archived calls. Which ones comes first, from the few columns that say it; only groups that have some of those are read whole, one
/// after the other. Queries are of archived time alone.
/// </summary>
internal sealed class ArchiveReader(PortalDatabase database, ArchiveBook book, IBlobs blobs, ArchiveLimits limits)
{
    /// <summary>The first calls of an order by time.</summary>
    /// <param name="isUp">The oldest first.</param>
    /// <param name="after">A place in that order, which they come after; null: the beginning.</param>
    /// <param name="most">So many are wanted.</param>
    /// <param name="isBounded">Gives up where too many rows would have to be looked at.</param>
    /// <returns>Null: it gave up.</returns>
    public async Task<List<StoredCall>?> ByTime(
        CallQuery query, bool isUp, (long Time, CallKey Key)? after, int most, bool isBounded, CancellationToken cancellation)
    {
        var conditions = await ArchiveConditions.Of(database, query, cancellation);
        var (from, to) = after is not { } at ? (conditions.From, conditions.To)
            : isUp ? (Math.Max(conditions.From, at.Time), conditions.To)
            : (conditions.From, Math.Min(conditions.To, at.Time + 1));
        var entries = await book.Of(query.Customer, from, to, cancellation);
        var months = entries.GroupBy(entry => entry.Month);
        var (found, scanned) = (new List<StoredCall>(), 0L);
        foreach (var month in isUp ? months : months.Reverse())
        {
            await using var files = new ArchiveFiles(blobs);
            var picks = new ArchivePicks(isUp, after, most - found.Count);
            foreach (var group in picks.Ordered(await files.Groups(month, query.Customer, from, to, cancellation)))
            {
                if (picks.IsBeyond(group.Range))
                    break;
                scanned += group.Range.Calls;
                if (isBounded && scanned > limits.MostScanned)
                    return null;
                var rows = await conditions.Rows(group, from, to, cancellation);
                picks.Add(group, rows, await group.Numbers(ArchiveColumns.Time, cancellation));
                group.Forget();
            }

            found.AddRange(await picks.Calls(cancellation));
            if (found.Count >= most)
                break;
        }

        return found;
    }

    /// <summary>All that are asked for, in no order; null: more than so many, or too many rows would have to be looked at.</summary>
    /// <param name="columns">What of them is wanted; none: to count them.</param>
    public async Task<List<StoredCall>?> Some(CallQuery query, ArchiveColumn[] columns, int most, CancellationToken cancellation)
    {
        var (found, scanned) = (new List<StoredCall>(), 0L);
        await foreach (var (calls, read) in Each(query, columns, cancellation))
        {
            scanned += read;
            if (found.Count + calls.Count > most || scanned > limits.MostScanned)
                return null;
            found.AddRange(calls);
        }

        return found;
    }

    /// <summary>All that are asked for, in no order, group by group, and how many rows each has.</summary>
    public async IAsyncEnumerable<(IReadOnlyList<StoredCall> Calls, int Read)> Each(
        CallQuery query, ArchiveColumn[] columns, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var conditions = await ArchiveConditions.Of(database, query, cancellation);
        foreach (var entry in await book.Of(query.Customer, conditions.From, conditions.To, cancellation))
        {
            await using var files = new ArchiveFiles(blobs);
            foreach (var group in await files.Groups([entry], query.Customer, conditions.From, conditions.To, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                var rows = await conditions.Rows(group, conditions.From, conditions.To, cancellation);
                yield return (rows.Count == 0 ? [] : await group.Calls(rows, columns, cancellation), group.Range.Calls);
                group.Forget();
            }
        }
    }

    /// <summary>One call; null: it isn't archived, or another customer's.</summary>
    public async Task<StoredCall?> Find(string? customer, CallKey key, long time, CancellationToken cancellation)
    {
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(time);
        var query = new CallQuery(moment, moment.AddMilliseconds(1)) { Customer = customer };
        var id = key.Bytes();
        await foreach (var (calls, _) in Each(query, ArchiveColumns.All, cancellation))
        {
            if (calls.FirstOrDefault(call => call.Id.AsSpan().SequenceEqual(id)) is { } call)
                return call;
        }

        return null;
    }
}

/// <summary>Files that are open at the same time.</summary>
internal sealed class ArchiveFiles(IBlobs blobs) : IAsyncDisposable
{
    private readonly List<ArchiveFile> open = [];

    /// <summary>The groups of some files that may have what is asked for.</summary>
    public async Task<IReadOnlyList<ArchiveGroup>> Groups(
        IEnumerable<ArchiveEntry> entries, string? customer, long from, long to, CancellationToken cancellation)
    {
        var groups = new List<ArchiveGroup>();
        foreach (var entry in entries)
        {
            var file = await ArchiveFile.Open(blobs, entry, cancellation);
            open.Add(file);
            groups.AddRange(file.Ranges.Index().Where(one => one.Item.Has(customer, from, to)).Select(one => file.Group(one.Index)));
        }

        return groups;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in open)
            await file.DisposeAsync();
    }
}
