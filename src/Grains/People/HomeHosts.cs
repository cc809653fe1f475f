using Dapper;
using Portal.Storage;

namespace Portal.People;

/// <summary>The host that a person's mails lead to.</summary>
internal sealed class HomeHosts(PortalDatabase database)
{
    /// <summary>The customer's domain; without one any enabled domain whose brand no reseller holds. Null: there is none.</summary>
    public async Task<string?> For(string? domain, CancellationToken cancellation)
    {
        if (domain is not null)
            return domain;
        const string sql = """
            SELECT d.host FROM portal_domains d
            WHERE d.deleted = 0 AND d.status = 'enabled' AND NOT EXISTS (SELECT 1 FROM portal_brand_holders h WHERE h.brand = d.brand)
            ORDER BY d.host LIMIT 1
            """;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, cancellationToken: cancellation));
    }
}
