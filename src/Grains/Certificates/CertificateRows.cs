using Dapper;
using Portal.Storage;

namespace Portal.Certificates;

/// <summary>What grains of certificates ask and tell the read models beside their own line.</summary>
internal sealed class CertificateRows(PortalDatabase database)
{
    public const string Table = "portal_certificates";

    /// <summary>
    /// What the list of domains shows, sorts and filters by, of the host's row as it is now: after either of the two was written, so
    /// that the later one sees both.
    /// </summary>
    public const string ShowInDomains = ShowInAllDomains + " AND host = @host";

    /// <summary>The same of all of them: nightly.</summary>
    public const string ShowInAllDomains = """
        UPDATE portal_domains SET
          certificate_state = COALESCE((SELECT c.state FROM portal_certificates c WHERE c.host = portal_domains.host), 'none'),
          certificate_end = (SELECT c.not_after FROM portal_certificates c WHERE c.host = portal_domains.host)
        WHERE (
          certificate_state <> COALESCE((SELECT c.state FROM portal_certificates c WHERE c.host = portal_domains.host), 'none')
          OR COALESCE(certificate_end, -1)
            <> COALESCE((SELECT c.not_after FROM portal_certificates c WHERE c.host = portal_domains.host), -1))
        """;

    /// <summary>
    /// The brand that the host's domain belongs to; null: it is no domain's. Asked of the read model: the domain's grain waits
    /// for the host's own.
    /// </summary>
    public async Task<string?> BrandOf(string host)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<string>("SELECT brand FROM portal_domains WHERE host = @host", new { host });
    }

    /// <summary>Makes the shard look at the host at its next scan: before a write that a crash could cut off from its row.</summary>
    public async Task MarkDue(string host, DateTimeOffset now)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "UPDATE portal_certificates SET due_at = @now WHERE host = @host", new { host, now = now.ToUnixTimeMilliseconds() });
    }
}
