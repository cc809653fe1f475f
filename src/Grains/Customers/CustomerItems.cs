using Dapper;
using Portal.Calls;
using Portal.Lists;
using Portal.Storage;

namespace Portal.Customers;

internal sealed class CustomerItems(PortalDatabase database, ListReader lists) : ICustomerItems
{
    private const string Select =
        "SELECT id, kind, created_at AS createdAt, version, body FROM portal_customer_items WHERE customer = @customer";

    public Task<Page<ItemView>> List(string customer, ItemKind kind, ListQuery query, CancellationToken cancellation) =>
        lists.Page<Row, ItemView>(ItemList.Of(kind), query, Scope(customer, kind), row => row.ToView(customer), cancellation);

    public IAsyncEnumerable<ItemView> All(string customer, ItemKind kind, ListQuery query, CancellationToken cancellation) =>
        lists.All<Row, ItemView>(ItemList.Of(kind), query, Scope(customer, kind), row => row.ToView(customer), cancellation);

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
            Select + " AND kind = @kind AND id = @id",
            new { customer, kind = StoredItem.KindName(kind), id },
            cancellationToken: cancellation));
        return row?.ToView(customer);
    }

    /// <summary>The ids of its alerts, and whether a contact made each.</summary>
    public async Task<Dictionary<string, bool>> Alerts(string customer, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<(string Id, string? Status)>(new CommandDefinition(
            "SELECT id, status FROM portal_customer_items WHERE customer = @customer AND kind = 'alert'",
            new { customer },
            cancellationToken: cancellation))).ToDictionary(row => row.Id, row => row.Status == AlertTraits.Own, StringComparer.Ordinal);
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

    public async Task<Money?> BalanceAfter(string customer, string currency, string payment, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            $"""
            SELECT {BalanceSql.After("@customer", "@currency")}
            FROM portal_customer_items at WHERE at.customer = @customer AND at.kind = 'payment' AND at.id = @payment
            """,
            new { customer, currency, payment },
            cancellationToken: cancellation)) is { } micro ? Money.FromMicro(micro, currency) : null;
    }

    public async Task<Money[]> ChargedBetween(
        string customer, string currency, IReadOnlyList<DateTimeOffset> newestFirst, CancellationToken cancellation)
    {
        if (newestFirst.Count < 2)
            return [];
        long[] quarters = [.. newestFirst.Select(time => time.ToUnixTimeMilliseconds() / CallSums.Quarter)];
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(long Quarter, long Micro)>(new CommandDefinition(
            """
            SELECT quarter, charge_micro FROM portal_call_quarters
            WHERE customer = @customer AND currency = @currency AND quarter >= @first AND quarter < @after ORDER BY quarter DESC
            """,
            new { customer, currency, first = quarters[^1], after = quarters[0] },
            cancellationToken: cancellation));
        var charged = new long[quarters.Length - 1];
        var place = 0;
        foreach (var (quarter, micro) in rows)
        {
            while (quarter < quarters[place + 1])
                place++;
            charged[place] += micro;
        }

        return Array.ConvertAll(charged, micro => Money.FromMicro(micro, currency));
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

    private static object Scope(string customer, ItemKind kind) => new { customer, kind = StoredItem.KindName(kind) };

    private sealed class Row : ListRow
    {
        public required string Id { get; init; }
        public required string Kind { get; init; }
        public required long CreatedAt { get; init; }
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
