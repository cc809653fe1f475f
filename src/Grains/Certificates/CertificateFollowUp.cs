using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Portal.Feed;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Certificates;

/// <summary>What follows from a certificate's document: its line in the read model, which is the schedule too.</summary>
internal sealed class CertificateFollowUp(
    SubjectRows rows, IGrainFactory grains, IOptions<CertificateOptions> options, TimeProvider clock) : IFollowUp<CertificateDocument>
{
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

    public Subject Subject { get; } =
        new("certificate", new ReadModel(CertificateRows.Table, "host", "version", Shown: "material_version", KeepsAll: false));

    public Task Repair(string key) => grains.GetGrain<ICertificateGrain>(key).Repair();

    public async Task Rows(string key, CertificateDocument state, CertificateDocument? before)
    {
        await rows.Write(state, (connection, transaction) => Put(connection, transaction, key, state));
        await rows.Show(CertificateRows.ShowInDomains, new { host = key });
    }

    // A step of an order changes nothing of what is served: it wakes no front end.
    public FeedNote? Note(string key, CertificateDocument state, CertificateDocument? before) =>
        state.MaterialVersion == (before?.MaterialVersion ?? 0) ? null : new FeedNote(Subject.FeedKey(key), state.MaterialVersion);

    private async Task Put(DbConnection connection, DbTransaction transaction, string host, CertificateDocument document)
    {
        if (document is { Wanted: false, Served: null })
        {
            await connection.ExecuteAsync(
                $"DELETE FROM {CertificateRows.Table} WHERE host = @host AND version <= @version",
                new { host, version = document.Version },
                transaction);
            return;
        }

        var (issuer, now) = (options.Value.For(host, document.CheckDns), clock.GetUtcNow());
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
        }, transaction);
    }
}
