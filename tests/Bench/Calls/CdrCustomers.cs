using Dapper;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>Rows of the customers, with the domains and brands that staff sum by. The largest is made by its grain.</summary>
internal static class CdrCustomers
{
    private const int Domains = 50;
    private const int Brands = 10;

    public static async Task Make(ListStore store, CallVolume volume)
    {
        await using var connection = await store.Database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO portal_customers (id, kind, name, sort_name, search, status, currency, tags, deleted, version, writes, settled,
              created_at, changed_at, brand, domain, reseller)
            VALUES (@id, 'customer', @id, @id, '', 'active', 'USD', '[]', 0, 1, 1, 1, 0, 0, @brand, @domain, @brand)
            ON CONFLICT DO NOTHING
            """,
            Enumerable.Range(1, volume.Customers - 1).Select(i => new
            {
                id = CallVolume.Customer(i),
                brand = $"b{i % Brands}",
                domain = $"d{i % Domains}.bench.example",
            }),
            transaction);
        await transaction.CommitAsync();
    }
}
