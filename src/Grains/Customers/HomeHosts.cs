using Dapper;
using Portal.People;
using Portal.Storage;

namespace Portal.Customers;

/// <summary>Where mails lead people who sign in anywhere: to an enabled domain whose brand no reseller holds.</summary>
internal sealed class HomeHosts(PortalDatabase database, IContactDirectory contacts)
{
    /// <param name="brand">The brand that it had so far: its domains come first.</param>
    /// <returns>Null: there is none.</returns>
    public async Task<string?> Find(string? brand)
    {
        const string sql = """
            SELECT brand AS Brand, MIN(host) AS Host FROM portal_domains WHERE deleted = 0 AND status = 'enabled'
            GROUP BY brand ORDER BY CASE WHEN brand = @brand THEN 0 ELSE 1 END, MIN(host)
            """;
        List<(string Brand, string Host)> candidates;
        await using (var connection = await database.Read.OpenConnectionAsync())
            candidates = (await connection.QueryAsync<(string, string)>(sql, new { brand = brand ?? "" })).AsList();
        foreach (var candidate in candidates)
        {
            if (!await contacts.IsHeldByReseller(candidate.Brand, CancellationToken.None))
                return candidate.Host;
        }

        return null;
    }
}
