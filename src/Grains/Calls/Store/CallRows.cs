using Dapper;
using Portal.Lists;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Rows of pages: of the database along the index, and of files, as one list under one order. Which of the two has a call says its time
/// alone.
/// </summary>
internal sealed class CallRows(PortalDatabase database, ArchiveReader archive)
{
    /// <param name="hot">From when on calls are in the database.</param>
    /// <param name="most">So many are wanted.</param>
    /// <param name="isBounded">Gives up where too much of files would have to be looked at.</param>
    /// <returns>In the order of the page; null: it gave up.</returns>
    public async Task<List<StoredCall>?> Read(
        CallQuery query, DateTimeOffset hot, ListOrder order, Cursor? cursor, int most, bool isBounded, CancellationToken cancellation)
    {
        var isUp = order.IsDown == (cursor?.IsBack == true);
        var rows = query.From >= hot ? await Database(query, cursor, isUp, most, cancellation)
            : CallOrder.IsByTime(order) ? await ByTime(query, hot, cursor, isUp, most, isBounded, cancellation)
            : await Sorted(query, hot, order, cursor, isUp, most, cancellation);
        if (cursor is { IsBack: true })
            rows?.Reverse();
        return rows;
    }

    /// <summary>More than can be sorted by anything but the time.</summary>
    public async Task<bool> IsMore(CallQuery query, DateTimeOffset hot, CancellationToken cancellation)
    {
        var most = CallQuery.MostSorted;
        if (query.From < hot)
        {
            if (await archive.Some(Old(query, hot), [], most, cancellation) is not { } old)
                return true;
            most -= old.Count;
            query = Hot(query, hot);
        }

        if (query.From >= query.To)
            return false;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var conditions = new CallConditions(query);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"SELECT COUNT(*) FROM (SELECT 1 FROM portal_calls c WHERE {conditions.Sql} LIMIT {most + 1}) n",
            conditions.Parameters,
            cancellationToken: cancellation)) > most;
    }

    private static CallQuery Old(CallQuery query, DateTimeOffset hot) => query with { To = query.To < hot ? query.To : hot };

    private static CallQuery Hot(CallQuery query, DateTimeOffset hot) => query with { From = query.From > hot ? query.From : hot };

    // One after the other: the second one only if the first hasn't got enough.
    private async Task<List<StoredCall>?> ByTime(
        CallQuery query, DateTimeOffset hot, Cursor? cursor, bool isUp, int most, bool isBounded, CancellationToken cancellation)
    {
        var rows = new List<StoredCall>();
        if (!isUp)
            rows = await Database(Hot(query, hot), cursor, isUp, most, cancellation);
        if (rows.Count < most)
        {
            var old = await archive.ByTime(Old(query, hot), isUp, At(cursor), most - rows.Count, isBounded, cancellation);
            if (old is null)
                return null;
            rows.AddRange(old);
        }

        if (isUp && rows.Count < most)
            rows.AddRange(await Database(Hot(query, hot), cursor, isUp, most - rows.Count, cancellation));
        return rows;
    }

    // There are few enough to sort them here.
    private async Task<List<StoredCall>?> Sorted(
        CallQuery query, DateTimeOffset hot, ListOrder order, Cursor? cursor, bool isUp, int most, CancellationToken cancellation)
    {
        if (await archive.Some(Old(query, hot), ArchiveColumns.All, CallQuery.MostSorted, cancellation) is not { } rows)
            return null;
        foreach (var row in rows)
            row.Place = ArchiveOrder.Place(row, query, order);
        if (cursor is not null)
            rows.RemoveAll(row => !ArchiveOrder.IsAfter(row, cursor, isUp));
        rows.AddRange(await Database(Hot(query, hot), cursor, isUp, most, cancellation));
        rows.Sort((one, other) => isUp ? ArchiveOrder.Compare(one, other) : ArchiveOrder.Compare(other, one));
        return rows.Count > most ? rows[..most] : rows;
    }

    // What is masked of the whole range may not be of this part: it has an order of its own, with the same places.
    private async Task<List<StoredCall>> Database(
        CallQuery query, Cursor? cursor, bool isUp, int most, CancellationToken cancellation)
    {
        if (query.From >= query.To)
            return [];
        var order = CallOrder.Of(query);
        var conditions = new CallConditions(query);
        if (cursor is not null)
            After(conditions, order, cursor, isUp);
        var sorts = string.Join(", ", order.By.Select(by => by.Sql + (isUp ? "" : " DESC")));
        conditions.Parameters.Add("Limit", most);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<StoredCall>(new CommandDefinition(
            $"""
            SELECT {StoredFields.Select(query.Fields)}, {order.By[0].Sql} AS place FROM portal_calls c
            WHERE {conditions.Sql} ORDER BY {sorts} LIMIT @Limit
            """,
            conditions.Parameters,
            cancellationToken: cancellation))).AsList();
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

    private static (long Time, CallKey Key)? At(Cursor? cursor) =>
        cursor is not null && CallKey.TryParse((string)cursor.Values[^1], out var key) ? ((long)cursor.Values[0], key) : null;
}
