using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Dapper;
using Portal.Storage;

namespace Portal.Customers;

internal sealed class CustomerItems(PortalDatabase database) : ICustomerItems
{
    private const int ReadAtOnce = 500;
    private const string Select = "SELECT id, kind, created_at AS createdAt, sort_at AS sortAt, version, body FROM portal_customer_items WHERE customer = @customer";

    public Task<Page<ItemView>> List(string customer, ItemKind kind, int limit, string? cursor, CancellationToken cancellation) =>
        List(customer, kind, new ListQuery(null, limit, cursor), cancellation);

    public async Task<Page<ItemView>> List(string customer, ItemKind kind, ListQuery query, CancellationToken cancellation)
    {
        var sql = new StringBuilder(Select).Append(" AND kind = @kind");
        var (beforeTime, beforeId) = ParseCursor(query.Cursor);
        if (beforeTime is not null)
            sql.Append(" AND (sort_at, id) < (@beforeTime, @beforeId)");
        // Rows of before are in lower case alone, until they change.
        var (text, plain) = (Like.Folded(query.Text), Like.Contains(query.Text));
        if (text is not null)
            sql.Append(@" AND (search LIKE @text ESCAPE '\' OR search LIKE @plain ESCAPE '\')");
        sql.Append(" ORDER BY sort_at DESC, id DESC LIMIT @limit");
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            sql.ToString(),
            new { customer, kind = StoredItem.KindName(kind), beforeTime, beforeId, text, plain, limit = query.Limit + 1 },
            cancellationToken: cancellation))).AsList();
        var more = rows.Count > query.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        return new Page<ItemView>(rows.ConvertAll(row => row.ToView(customer)), more ? Cursor(rows[^1]) : null);
    }

    public async IAsyncEnumerable<ItemView> All(string customer, ItemKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Read in parts, so that a slow reader holds no connection.
        (long? time, string? id) = (null, null);
        while (true)
        {
            List<Row> rows;
            await using (var connection = await database.Read.OpenConnectionAsync(cancellation))
            {
                rows = (await connection.QueryAsync<Row>(new CommandDefinition(
                    Select + " AND kind = @kind"
                        + (time is null ? "" : " AND (sort_at, id) < (@time, @id)")
                        + " ORDER BY sort_at DESC, id DESC LIMIT @limit",
                    new { customer, kind = StoredItem.KindName(kind), time, id, limit = ReadAtOnce },
                    cancellationToken: cancellation))).AsList();
            }

            foreach (var row in rows)
                yield return row.ToView(customer);
            if (rows.Count < ReadAtOnce)
                yield break;
            (time, id) = (rows[^1].SortAt, rows[^1].Id);
        }
    }

    public async Task<(DateTimeOffset From, DateTimeOffset To)?> Span(string customer, ItemKind kind, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var (from, to) = await connection.QuerySingleAsync<(long? From, long? To)>(new CommandDefinition(
            "SELECT MIN(sort_at), MAX(sort_at) FROM portal_customer_items WHERE customer = @customer AND kind = @kind",
            new { customer, kind = StoredItem.KindName(kind) },
            cancellationToken: cancellation));
        return from is { } first && to is { } last
            ? (DateTimeOffset.FromUnixTimeMilliseconds(first), DateTimeOffset.FromUnixTimeMilliseconds(last))
            : null;
    }

    public async Task<ItemView?> Find(string customer, ItemKind kind, string id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            Select + " AND kind = @kind AND id = @id", new { customer, kind = StoredItem.KindName(kind), id }, cancellationToken: cancellation));
        return row?.ToView(customer);
    }

    /// <summary>All rows of all kinds, oldest first, as they are at one moment.</summary>
    public async Task<ItemView[]> Snapshot(string customer)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        var rows = await connection.QueryAsync<Row>(Select + " ORDER BY sort_at, id", new { customer });
        return [.. rows.Select(row => row.ToView(customer))];
    }

    public async Task<Money> Balance(string customer, string currency, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return Money.FromMicro(await connection.QuerySingleAsync<long>(new CommandDefinition(
            $"SELECT {BalanceSql.Of("@customer", "@currency")}", new { customer, currency }, cancellationToken: cancellation)), currency);
    }

    public async Task<Balances> Balances(string customer, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var sums = await connection.QueryAsync<(string Currency, long Micro)>(
            new CommandDefinition(BalanceSql.Each, new { customer }, cancellationToken: cancellation));
        return new Balances(sums.Select(sum => Money.FromMicro(sum.Micro, sum.Currency)));
    }

    public async Task<IReadOnlyDictionary<ItemKind, long>> Counts(string customer, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var found = (await connection.QueryAsync<(string Kind, long Count)>(new CommandDefinition(
            "SELECT kind AS Kind, COUNT(*) AS Count FROM portal_customer_items WHERE customer = @customer GROUP BY kind",
            new { customer },
            cancellationToken: cancellation))).ToDictionary(row => row.Kind, row => row.Count, StringComparer.Ordinal);
        return ItemKinds.All.ToDictionary(kind => kind.Kind, kind => found.GetValueOrDefault(kind.Name));
    }

    private static string Cursor(Row row) => string.Create(CultureInfo.InvariantCulture, $"{row.SortAt}~{row.Id}");

    private static (long? Time, string? Id) ParseCursor(string? cursor)
    {
        var split = cursor?.IndexOf('~', StringComparison.Ordinal) ?? -1;
        return split > 0 && long.TryParse(cursor.AsSpan(0, split), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
            ? (time, cursor![(split + 1)..])
            : (null, null);
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Kind { get; init; }
        public required long CreatedAt { get; init; }
        public required long SortAt { get; init; }
        public required long Version { get; init; }
        public required string Body { get; init; }

        public ItemView ToView(string customer) => new(
            Id,
            customer,
            ItemKinds.Named(Kind).Read(Body),
            DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            Version);
    }
}
