using System.Text.Json;
using Dapper;
using Portal.Platform;
using Portal.Storage;

namespace Portal.Certificates;

/// <summary>The read model of certificates, and the stored schedule.</summary>
internal sealed class CertificateRows(PortalDatabase database)
{
    public const string Table = "portal_certificates";

    private const string Upsert = """
        INSERT INTO portal_certificates (host, state, not_before, not_after, serial, failure, failure_kind, next_attempt, shard, due_at,
          version, material_version)
        VALUES (@host, @state, @notBefore, @notAfter, @serial, @failure, @failureKind, @nextAttempt, @shard, @dueAt,
          @version, @materialVersion)
        ON CONFLICT (host) DO UPDATE SET state = excluded.state, not_before = excluded.not_before, not_after = excluded.not_after,
          serial = excluded.serial, failure = excluded.failure, failure_kind = excluded.failure_kind,
          next_attempt = excluded.next_attempt, due_at = excluded.due_at,
          version = excluded.version, material_version = excluded.material_version
        WHERE portal_certificates.version <= excluded.version
        """;

    /// <summary>
    /// What the list of domains shows, sorts and filters by, of the host's row as it is now: after either of the two was written, so
    /// that the later one sees both.
    /// </summary>
    public const string ShowInDomains = """
        UPDATE portal_domains SET
          certificate_state = COALESCE((SELECT c.state FROM portal_certificates c WHERE c.host = @host), 'none'),
          certificate_end = (SELECT c.not_after FROM portal_certificates c WHERE c.host = @host)
        WHERE host = @host AND (
          certificate_state <> COALESCE((SELECT c.state FROM portal_certificates c WHERE c.host = @host), 'none')
          OR COALESCE(certificate_end, -1) <> COALESCE((SELECT c.not_after FROM portal_certificates c WHERE c.host = @host), -1))
        """;

    public async Task Write(string host, CertificateDocument document, CertificateIssuer issuer, DateTimeOffset now)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        if (document is { Wanted: false, Served: null })
        {
            await connection.ExecuteAsync("DELETE FROM portal_certificates WHERE host = @host AND version <= @version", new { host, version = document.Version });
            await connection.ExecuteAsync(ShowInDomains, new { host });
            return;
        }

        await connection.ExecuteAsync(Upsert, new
        {
            host,
            state = JsonNamingPolicy.CamelCase.ConvertName(CertificateViews.State(document, issuer, now).ToString()),
            notBefore = document.Served?.NotBefore.ToUnixTimeMilliseconds(),
            notAfter = document.Served?.NotAfter.ToUnixTimeMilliseconds(),
            serial = document.Served?.Serial,
            failure = document.Failure?.Reason,
            failureKind = document.Failure is { } failure ? JsonNamingPolicy.CamelCase.ConvertName(failure.Kind.ToString()) : null,
            nextAttempt = document.NextAttempt?.ToUnixTimeMilliseconds(),
            shard = Shards.Of(host),
            dueAt = RenewalRule.DueAt(document, issuer)?.ToUnixTimeMilliseconds(),
            version = document.Version,
            materialVersion = document.MaterialVersion,
        });
        await connection.ExecuteAsync(ShowInDomains, new { host });
    }

    /// <summary>The brand that the host's domain belongs to; null: it is no domain's. Asked of the read model: the domain's grain waits for the host's own.</summary>
    public async Task<string?> BrandOf(string host)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<string>("SELECT brand FROM portal_domains WHERE host = @host", new { host });
    }

    /// <summary>Makes the shard look at the host at its next scan: before a write that a crash could cut off from its row.</summary>
    public async Task MarkDue(string host, DateTimeOffset now)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE portal_certificates SET due_at = @now WHERE host = @host", new { host, now = now.ToUnixTimeMilliseconds() });
    }
}
