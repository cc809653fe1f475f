using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Breakouts by whose calls they are: by customer, and by the domain and brand that customers have now.
/// </summary>
internal sealed class BreakoutOwners(PortalDatabase database, CallSumReader sums)
{
    // Parameters of one statement.
    private const int AtOnce = 1000;

    /// <returns>No lines where an end of the range isn't kept, and from when on calls are.</returns>
    public async Task<(IEnumerable<BreakoutLine> Lines, DateTimeOffset? Gone)> Read(BreakoutQuery query, CancellationToken cancellation)
    {
        var (rows, gone) = await sums.Within(
            new CallQuery(query.From, query.To) { Customer = query.Customer, Brands = query.Brands },
            CallSumTable.Quarters,
            "s.customer AS name",
            new CallBy("c.customer AS name", call => (call.Customer, null)),
            cancellation);
        var owners = await Find(rows.Select(row => row.Name!).Distinct(StringComparer.Ordinal), cancellation);
        return (rows
            .GroupBy(row => (Owner: Line(query.Group, row.Name!), row.Currency))
            .Select(group => new BreakoutLine(group.Key.Owner.Name, null, CallSumsRow.Sum(group))
            {
                Id = group.Key.Owner.Id,
            }), gone);

        // A customer that isn't there any more goes by its id.
        (string? Id, string Name) Line(BreakoutGroup by, string customer) => by switch
        {
            BreakoutGroup.Customer => (customer, owners.GetValueOrDefault(customer)?.Name ?? customer),
            BreakoutGroup.Domain => (null, owners.GetValueOrDefault(customer)?.Domain ?? ""),
            BreakoutGroup.Brand => (null, owners.GetValueOrDefault(customer)?.Brand ?? ""),
            BreakoutGroup.Destination or BreakoutGroup.Prefix or BreakoutGroup.Day or BreakoutGroup.Hour =>
                throw new ArgumentException($"{by} tells nothing of customers.", nameof(query)),
        };
    }

    private async Task<Dictionary<string, Owner>> Find(IEnumerable<string> customers, CancellationToken cancellation)
    {
        var found = new Dictionary<string, Owner>(StringComparer.Ordinal);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        foreach (var ids in customers.Chunk(AtOnce))
        {
            var rows = await connection.QueryAsync<Owner>(new CommandDefinition(
                """
                SELECT c.id, c.name, c.domain, COALESCE(d.brand, c.reseller) AS brand
                FROM portal_customers c LEFT JOIN portal_domains d ON d.host = c.domain AND d.deleted = 0 WHERE c.id IN @ids
                """,
                new { ids = new SqlList(ids) },
                cancellationToken: cancellation));
            foreach (var row in rows)
                found[row.Id] = row;
        }

        return found;
    }

    private sealed class Owner
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? Domain { get; init; }
        public string? Brand { get; init; }
    }
}
