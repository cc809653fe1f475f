using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Portal.Lists;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Reads pages of calls from where the last one ended: the thousandth costs what the first does. By time they are read along the index; by
/// anything else a bounded number of them is sorted.
/// </summary>
internal sealed class CallReader(PortalDatabase database, CallEdge edge, RecordingBook recordings)
{
    private const int ReadAtOnce = 1000;

    public async Task<CallPage> Page(CallQuery query, CancellationToken cancellation)
    {
        if (CallOrder.Problem(query) is { } problem)
            return new CallPage([], null) { Problems = [problem] };
        var kept = await edge.At(cancellation);
        return query.From >= kept
            ? await Kept(query, cancellation)
            : await Kept(query with { From = kept }, cancellation) with { KeptFrom = kept };
    }

    private async Task<CallPage> Kept(CallQuery query, CancellationToken cancellation)
    {
        var order = CallOrder.Of(query);
        var cursor = string.IsNullOrEmpty(query.Cursor) ? null : Cursor.Read(query.Cursor, order)!;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        if (!CallOrder.IsByTime(order) && await IsMore(connection, query, cancellation))
        {
            return new CallPage([], null)
            {
                Problems = [new("sort", string.Create(
                    CultureInfo.InvariantCulture,
                    $"More than {CallQuery.MostSorted:N0} calls can only be sorted by time. Choose a shorter range, or set a filter."))],
            };
        }

        var rows = await Read(connection, query, order, cursor, cancellation);
        if (cursor is { IsBack: true } && rows.Count <= query.Limit)
        {
            // The beginning: a whole page of it, whatever came since.
            cursor = null;
            rows = await Read(connection, query, order, null, cancellation);
        }

        var page = Shown(query, order, cursor, rows);
        return page with { Items = await recordings.Mark([.. page.Items], cancellation) };
    }

    /// <summary>All of them, the newest first.</summary>
    public async IAsyncEnumerable<Call> All(CallQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var part = query with { Sort = null, Limit = ReadAtOnce, Cursor = null }; ;)
        {
            var page = await Page(part, cancellation);
            if (page.Problems.Count > 0)
                throw new InvalidOperationException($"{page.Problems[0].Field}: {page.Problems[0].Reason}");
            foreach (var call in page.Items)
                yield return call;
            if (page.Next is null)
                yield break;
            part = part with { Cursor = page.Next };
        }
    }

    /// <summary>By its key, which tells its time, and with it the day that it lies in.</summary>
    public async Task<Call?> Find(string? customer, CallKey id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var time = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            "SELECT call_time FROM portal_call_keys WHERE id = @id", new { id = id.Bytes() }, cancellationToken: cancellation));
        if (time is null || time < (await edge.At(cancellation)).ToUnixTimeMilliseconds())
            return null;
        var call = await connection.QuerySingleOrDefaultAsync<StoredCall>(new CommandDefinition(
            $"SELECT {StoredCall.Fields} FROM portal_calls c WHERE c.call_time = @time AND c.id = @id"
                + (customer is null ? "" : " AND c.customer = @customer"),
            new { time, id = id.Bytes(), customer },
            cancellationToken: cancellation));
        return call is null ? null : (await recordings.Mark([call.ToCall()], cancellation))[0];
    }

    private static async Task<List<StoredCall>> Read(
        DbConnection connection, CallQuery query, ListOrder order, Cursor? cursor, CancellationToken cancellation)
    {
        var conditions = new CallConditions(query);
        var isUp = order.IsDown == (cursor?.IsBack == true);
        if (cursor is not null)
            After(conditions, order, cursor, isUp);
        var sorts = string.Join(", ", order.By.Select(by => by.Sql + (isUp ? "" : " DESC")));
        conditions.Parameters.Add("Limit", query.Limit + 1);
        var rows = (await connection.QueryAsync<StoredCall>(new CommandDefinition(
            $"""
            SELECT {StoredFields.Select(query.Fields)}, {order.By[0].Sql} AS place FROM portal_calls c
            WHERE {conditions.Sql} ORDER BY {sorts} LIMIT @Limit
            """,
            conditions.Parameters,
            cancellationToken: cancellation))).AsList();
        if (cursor is { IsBack: true })
            rows.Reverse();
        return rows;
    }

    private static void After(CallConditions conditions, ListOrder order, Cursor cursor, bool isUp)
    {
        for (var i = 0; i < cursor.Values.Length - 1; i++)
            conditions.Parameters.Add($"at{i}", cursor.Values[i]);
        _ = CallKey.TryParse((string)cursor.Values[^1], out var key);
        conditions.Parameters.Add($"at{cursor.Values.Length - 1}", key.Bytes());
        conditions.Also($"({string.Join(", ", order.By.Select(by => by.Sql))}) {(isUp ? '>' : '<')} "
            + $"({string.Join(", ", order.By.Select((_, i) => $"@at{i}"))})");
        // Of days beyond it the database needn't think: it doesn't see that from the pair alone.
        if (CallOrder.IsByTime(order))
            conditions.Also($"c.call_time {(isUp ? '>' : '<')}= @at0");
    }

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

    private static async Task<bool> IsMore(DbConnection connection, CallQuery query, CancellationToken cancellation)
    {
        var conditions = new CallConditions(query);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"SELECT COUNT(*) FROM (SELECT 1 FROM portal_calls c WHERE {conditions.Sql} LIMIT {CallQuery.MostSorted + 1}) n",
            conditions.Parameters,
            cancellationToken: cancellation)) > CallQuery.MostSorted;
    }
}
