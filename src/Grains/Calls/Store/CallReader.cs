using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Portal.Lists;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Reads pages of calls from where the last one ended: the thousandth costs what the first does. By time they are read along the index; by
/// anything else a bounded number of them is sorted. Calls that lie in files stand under the same cursor.
/// </summary>
internal sealed class CallReader(
    PortalDatabase database, CallEdge edge, CallRows rows, ArchiveReader archive, ArchiveLimits limits, RecordingBook recordings)
{
    private const int ReadAtOnce = 1000;

    public Task<CallPage> Page(CallQuery query, CancellationToken cancellation) => Page(query, false, cancellation);

    /// <summary>Pages of all of them from a cursor on: those of files as large as a group of theirs is worth to be read.</summary>
    public async IAsyncEnumerable<CallPage> Pages(CallQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var part = query; ;)
        {
            var page = await Page(part, true, cancellation);
            yield return page;
            if (page.Next is null)
                yield break;
            part = part with { Cursor = page.Next };
        }
    }

    /// <summary>All of them, the newest first.</summary>
    public async IAsyncEnumerable<Call> All(CallQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var page in Pages(query with { Sort = null, Limit = ReadAtOnce, Cursor = null }, cancellation))
        {
            if (page.Problems.Count > 0)
                throw new InvalidOperationException($"{page.Problems[0].Field}: {page.Problems[0].Reason}");
            foreach (var call in page.Items)
                yield return call;
        }
    }

    /// <summary>By its key, which tells its time, and with it the day that it lies in.</summary>
    public async Task<Call?> Find(string? customer, CallKey id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var time = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            "SELECT call_time FROM portal_call_keys WHERE id = @id", new { id = id.Bytes() }, cancellationToken: cancellation));
        var borders = await edge.Borders(cancellation);
        if (time is null || time < borders.KeptAt.ToUnixTimeMilliseconds())
            return null;
        var call = time < borders.HotAt.ToUnixTimeMilliseconds()
            ? await archive.Find(customer, id, time.Value, cancellation)
            : await connection.QuerySingleOrDefaultAsync<StoredCall>(new CommandDefinition(
                $"SELECT {StoredCall.Fields} FROM portal_calls c WHERE c.call_time = @time AND c.id = @id"
                    + (customer is null ? "" : " AND c.customer = @customer"),
                new { time, id = id.Bytes(), customer },
                cancellationToken: cancellation));
        return call is null ? null : (await recordings.Mark([call.ToCall()], cancellation))[0];
    }

    private async Task<CallPage> Page(CallQuery query, bool isStream, CancellationToken cancellation)
    {
        if (CallOrder.Problem(query) is { } problem)
            return new CallPage([], null) { Problems = [problem] };
        var borders = await edge.Borders(cancellation);
        return query.From >= borders.KeptAt
            ? await Kept(query, borders.HotAt, isStream, cancellation)
            : await Kept(query with { From = borders.KeptAt }, borders.HotAt, isStream, cancellation) with { KeptFrom = borders.KeptAt };
    }

    private async Task<CallPage> Kept(CallQuery query, DateTimeOffset hot, bool isStream, CancellationToken cancellation)
    {
        var order = CallOrder.Of(query);
        var cursor = string.IsNullOrEmpty(query.Cursor) ? null : Cursor.Read(query.Cursor, order)!;
        if (!CallOrder.IsByTime(order) && await rows.IsMore(query, hot, cancellation))
        {
            return Refused("sort", string.Create(
                CultureInfo.InvariantCulture,
                $"More than {CallQuery.MostSorted:N0} calls can only be sorted by time. Choose a shorter range, or set a filter."));
        }

        // Newest first, once the database has no more of them.
        if (isStream && CallOrder.IsByTime(order) && cursor is { Values: [long time, ..] } && time < hot.ToUnixTimeMilliseconds())
            query = query with { Limit = limits.Window };
        var read = await rows.Read(query, hot, order, cursor, query.Limit + 1, !isStream, cancellation);
        if (cursor is { IsBack: true } && read?.Count <= query.Limit)
        {
            // The beginning: a whole page of it, whatever came since.
            cursor = null;
            read = await rows.Read(query, hot, order, null, query.Limit + 1, !isStream, cancellation);
        }

        if (read is null)
            return Refused("range", "This looks through too many archived calls. Choose a customer, or a shorter time.");
        var page = Shown(query, order, cursor, read);
        return page with { Items = await recordings.Mark([.. page.Items], cancellation) };
    }

    private static CallPage Refused(string field, string reason) =>
        new([], null) { Problems = [new FieldError(field, reason)] };

    private static CallPage Shown(CallQuery query, ListOrder order, Cursor? cursor, List<StoredCall> rows)
    {
        var isMore = rows.Count > query.Limit;
        if (isMore)
            rows.RemoveAt(cursor is { IsBack: true } ? 0 : rows.Count - 1);
        var goesOn = rows.Count > 0 && (isMore || cursor is { IsBack: true });
        return new CallPage(rows.ConvertAll(row => CallMask.Of(row.ToCall(), query.MaskedBefore)), goesOn ? At(rows[^1], false) : null)
        {
            Previous = rows.Count > 0 && cursor is not null ? At(rows[0], true) : null,
        };

        string At(StoredCall row, bool isBack)
        {
            var key = CallKey.Of(row.Id).ToString();
            return new Cursor(isBack, 0, CallOrder.IsByTime(order) ? [row.CallTime, key] : [row.Place!, row.CallTime, key]).Write(order);
        }
    }
}
