using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Lists;

/// <summary>A row of a list: what it shows stands in its heirs.</summary>
internal abstract class ListRow
{
    // Where it stands in the order.
    public object? S0 { get; init; }
    public object? S1 { get; init; }
    public object? S2 { get; init; }
    public object? S3 { get; init; }

    /// <summary>How many were found with it.</summary>
    public long? Total { get; init; }

    public object[] Place => [.. new[] { S0, S1, S2, S3 }.OfType<object>()];
}

/// <summary>
/// Reads lists by their plans, page after page in either direction, from where the last page ended: the thousandth costs what the
/// first does.
/// </summary>
internal sealed class ListReader(PortalDatabase database)
{
    private const int ReadAtOnce = 500;
    private const int NearRows = 1000;
    private const int FarRows = 4000;

    // Each row that is counted asks another table too.
    private const long CountElsewhere = 1000;

    /// <param name="scope">What the plan's conditions name.</param>
    public async Task<Page<T>> Page<TRow, T>(
        ListPlan plan, ListQuery query, object? scope, Func<TRow, T> show, CancellationToken cancellation)
        where TRow : ListRow
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        if (await Problems(connection, plan, query, cancellation) is { Count: > 0 } problems)
            return new Page<T>([], null) { Problems = problems };
        if (query.Patience is not { } patience || ListPatience.Narrow(plan, query) is not { } narrow)
            return await Page(connection, plan, query, scope, show, cancellation);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(patience);
        try
        {
            return await Page(connection, plan, query, scope, show, late.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Page<T>([], null) { Problems = [narrow] };
        }
    }

    private static async Task<Page<T>> Page<TRow, T>(
        DbConnection connection, ListPlan plan, ListQuery query, object? scope, Func<TRow, T> show, CancellationToken cancellation)
        where TRow : ListRow
    {
        var order = plan.Order(query.Sort)!;
        var cursor = string.IsNullOrEmpty(query.Cursor) ? null : Cursor.Read(query.Cursor, order)!;
        var (count, moreThan) = await Counted();
        var rows = await Read(cursor);
        if (cursor is { IsBack: true } ? rows.Count <= query.Limit : cursor is not null && rows.Count == 0 && query.CountTo is not null)
        {
            // The beginning: a whole page of it, whatever went or came since. Who reads pages comes there too from a later one that has
            // nothing left; a program that reads on until the end is there.
            cursor = null;
            rows = await Read(null);
        }

        var isMore = rows.Count > query.Limit;
        if (isMore)
            rows.RemoveAt(cursor is { IsBack: true } ? 0 : rows.Count - 1);
        var before = cursor is null ? 0 : cursor.IsBack ? Math.Max(1, cursor.Before - rows.Count) : cursor.Before;
        var goesOn = rows.Count > 0 && (isMore || cursor is { IsBack: true });
        return new Page<T>(
            rows.ConvertAll(row => show(row)), goesOn ? new Cursor(false, before + rows.Count, rows[^1].Place).Write(order) : null)
        {
            Previous = rows.Count > 0 && cursor is not null ? new Cursor(true, before, rows[0].Place).Write(order) : null,
            First = before + 1,
            Count = count,
            MoreThan = moreThan,
        };

        // Text that many rows have is met on the way; of other text all rows are found, and counted with it.
        async Task<List<TRow>> Read(Cursor? at)
        {
            var sql = new ListSql(plan, query, scope);
            if (!sql.HasText)
                return await Ask(sql, ListWalk.Whole, at);
            var walked = Math.Max(NearRows, query.Limit * 20);
            var near = await Ask(sql, ListWalk.Near, at, walked);
            // As often as it was met, a page of it is not much further on, and all that have it would be many to sort.
            if (near.Count <= query.Limit && near.Count > 0 && walked * (query.Limit + 1) / near.Count * 3 / 2 is <= FarRows and var far)
                near = await Ask(new ListSql(plan, query, scope), ListWalk.Near, at, far);
            if (near.Count > query.Limit)
                return near;
            var found = await Ask(new ListSql(plan, query, scope), ListWalk.Found, at);
            count = query.CountTo is null ? null : found.Count > 0 ? found[0].Total : at is null ? 0 : null;
            return found;
        }

        async Task<List<TRow>> Ask(ListSql sql, ListWalk walk, Cursor? at, int near = 0) => (await connection.QueryAsync<TRow>(
            new CommandDefinition(sql.Page(walk, order, at, near), sql.Parameters, cancellationToken: cancellation))).AsList();

        async Task<(long? Count, long? MoreThan)> Counted()
        {
            if (query.CountTo is not { } most)
                return (null, null);
            var sql = new ListSql(plan, query, scope);
            if (sql.HasText)
                return (null, null);
            if (!sql.CountsAlone && ((query.Brands is not null && plan.AsksForBrands)
                || query.Filters.Keys.Any(name => plan.Filter(name).Elsewhere is not null)))
                most = Math.Min(most, CountElsewhere);
            var counted = await connection.QuerySingleAsync<long>(new CommandDefinition(
                sql.Count(most + 1), sql.Parameters, cancellationToken: cancellation));
            return counted > most ? (null, most) : (counted, null);
        }
    }

    /// <summary>All of it, read in parts, so that a slow reader holds no connection.</summary>
    public async IAsyncEnumerable<T> All<TRow, T>(
        ListPlan plan, ListQuery query, object? scope, Func<TRow, T> show, [EnumeratorCancellation] CancellationToken cancellation)
        where TRow : ListRow
    {
        for (string? at = null; ;)
        {
            var part = query with { Limit = ReadAtOnce, Cursor = at, CountTo = null, Patience = null };
            var page = await Page(plan, part, scope, show, cancellation);
            // A list that was cut must not look whole.
            if (page.Problems.Count > 0)
                throw new InvalidOperationException($"{page.Problems[0].Field}: {page.Problems[0].Reason}");
            foreach (var item in page.Items)
                yield return item;
            if (page.Next is null)
                yield break;
            at = page.Next;
        }
    }

    /// <summary>How many there are, all of them.</summary>
    public async Task<long> Count(ListPlan plan, ListQuery query, object? scope, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var sql = new ListSql(plan, query, scope);
        return await connection.QuerySingleAsync<long>(new CommandDefinition(
            sql.Count(long.MaxValue), sql.Parameters, cancellationToken: cancellation));
    }

    private static async Task<List<FieldError>> Problems(
        DbConnection connection, ListPlan plan, ListQuery query, CancellationToken cancellation)
    {
        var problems = plan.Check(query).ToList();
        foreach (var (name, brand) in query.Filters.Where(filter => plan.Filter(filter.Key).IsBrand))
        {
            // Of others' brands a reseller isn't told that they are there.
            if (problems.Count == 0 && (query.Brands?.Contains(brand) == false || !await IsThere(brand)))
                problems.Add(new(name, $"There is no brand “{brand}”."));
        }

        return problems;

        async Task<bool> IsThere(string brand) => await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            "SELECT 1 FROM portal_brands WHERE id = @brand AND deleted = 0", new { brand }, cancellationToken: cancellation)) is not null;
    }
}
