using System.Data.Common;
using Dapper;
using Portal.Audit;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;

namespace Portal.ApiKeys;

/// <summary>
/// The only writer of a key's row; row and audit are one transaction, so nothing is left to repair. It keeps nothing in
/// memory: keys change seldom.
/// </summary>
[GrainType("api-key")]
internal sealed class ApiKeyGrain(PortalDatabase database, TimeProvider clock) : Grain, IApiKeyGrain
{
    private const string Insert = """
        INSERT INTO portal_api_keys (id, name, prefix, hash, scopes, role, brands, custom_script, created_at, expires_at, operation)
        VALUES (@Id, @Name, @Prefix, @Hash, @Scopes, @Role, @Brands, @CustomScript, @CreatedAt, @ExpiresAt, @Operation)
        """;

    private string Id => this.GetPrimaryKeyString();

    public async Task<SaveResult<ApiKeyView>> Create(ApiKeySettings settings, ApiKeyDigest digest, Change change)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var there = await Row(connection, transaction);
        if (there is not null && there.Operation != change.OperationId)
            return SaveResult<ApiKeyView>.Exists("id", $"A key {Id} already exists.");
        if (there is { RevokedAt: not null })
            return SaveResult<ApiKeyView>.NotFound();

        if (there is not null)
        {
            await connection.ExecuteAsync(
                "UPDATE portal_api_keys SET prefix = @Prefix, hash = @Hash WHERE id = @Id",
                new { digest.Prefix, digest.Hash, Id },
                transaction);
        }
        else
        {
            var errors = ApiKeyRules.Check(settings, now);
            if (errors.Length > 0)
                return SaveResult<ApiKeyView>.Invalid(errors);
            await Write(connection, transaction, "apiKey.create", settings, digest, change, now);
        }

        var written = await Row(connection, transaction);
        await transaction.CommitAsync();
        return SaveResult<ApiKeyView>.Saved(written!.ToView());
    }

    public async Task<SaveResult<ApiKeyView>> Revoke(Change change)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await Row(connection, transaction) is not { RevokedAt: null } there)
            return SaveResult<ApiKeyView>.NotFound();

        await connection.ExecuteAsync(
            "UPDATE portal_api_keys SET revoked_at = @Time WHERE id = @Id", new { Time = now.ToUnixTimeMilliseconds(), Id }, transaction);
        await BrandHolders.Put(connection, transaction, "apiKey/" + Id, null);
        var view = there.ToView();
        await Audit(connection, transaction, new AuditEntry(
            change.OperationId, now, change.Actor, "apiKey.revoke", "api-key/" + Id, null, PortalJson.Write(view.Settings), null));
        await transaction.CommitAsync();
        return SaveResult<ApiKeyView>.Saved(view);
    }

    public async Task<bool> Seed(ApiKeySettings settings, ApiKeyDigest digest)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Revoked rows count: a first key that was revoked doesn't come back with the next start.
        if (await connection.QuerySingleAsync<long>("SELECT COUNT(*) FROM portal_api_keys", transaction: transaction) > 0)
            return false;
        await Write(connection, transaction, "apiKey.create", settings, digest, Change.By(Actor.System), clock.GetUtcNow());
        await transaction.CommitAsync();
        return true;
    }

    private async Task Write(
        DbConnection connection,
        DbTransaction transaction,
        string action,
        ApiKeySettings settings,
        ApiKeyDigest digest,
        Change change,
        DateTimeOffset now)
    {
        await connection.ExecuteAsync(Insert, new
        {
            Id,
            settings.Name,
            digest.Prefix,
            digest.Hash,
            Scopes = PortalJson.Write(settings.Scopes),
            Role = UnknownNames.Row(settings.Rights.Role),
            Brands = PortalJson.Write(settings.Rights.Brands),
            CustomScript = settings.Rights.CustomScript ? 1 : 0,
            CreatedAt = now.ToUnixTimeMilliseconds(),
            ExpiresAt = settings.ExpiresAt?.ToUnixTimeMilliseconds(),
            Operation = change.OperationId,
        }, transaction);
        await BrandHolders.Put(connection, transaction, "apiKey/" + Id, settings.Rights);
        await Audit(connection, transaction, new AuditEntry(
            change.OperationId, now, change.Actor, action, "api-key/" + Id, null, null, PortalJson.Write(settings)));
    }

    private static async Task Audit(DbConnection connection, DbTransaction transaction, AuditEntry entry) =>
        await connection.ExecuteAsync(AuditTrail.Insert, AuditTrail.Row(entry), transaction);

    private Task<ApiKeyRow?> Row(DbConnection connection, DbTransaction transaction) =>
        connection.QuerySingleOrDefaultAsync<ApiKeyRow>(
            $"SELECT {ApiKeyRow.Columns} FROM portal_api_keys WHERE id = @Id", new { Id }, transaction);
}
