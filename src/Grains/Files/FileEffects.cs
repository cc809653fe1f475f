using System.Security.Cryptography;
using Dapper;
using Portal.Audit;
using Portal.Feed;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Files;

/// <summary>What goes before and after a public file's state: its bytes; its audit row, its line in the list, the note to the front ends.</summary>
internal sealed class FileEffects(PortalDatabase database, IFeedPublisher feed)
{
    private const string Upsert = """
        INSERT INTO portal_files (name, owner, file, type, width, height, bytes, hash, deleted, version, changed_at)
        VALUES (@key, @Owner, @Name, @Type, @Width, @Height, @Bytes, @Hash, @Deleted, @Version, @ChangedAt)
        ON CONFLICT (name) DO UPDATE SET type = excluded.type, width = excluded.width, height = excluded.height,
          bytes = excluded.bytes, hash = excluded.hash, deleted = excluded.deleted, version = excluded.version,
          changed_at = excluded.changed_at
        WHERE portal_files.version < excluded.version
        """;

    /// <summary>Stores bytes under their hash. They are there before anything names them; the same again is nothing.</summary>
    /// <returns>The hash: half of SHA-256, 32 hexadecimal digits.</returns>
    public async Task<string> Keep(Picture picture)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(picture.Content).AsSpan(0, 16));
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "INSERT INTO portal_blobs (hash, type, data) VALUES (@hash, @Type, @Content) ON CONFLICT (hash) DO NOTHING",
            new { hash, picture.Type, picture.Content });
        return hash;
    }

    public async Task<bool> AreSettled(FileKey key, long version)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<long>(
            "SELECT version FROM portal_files WHERE name = @key", new { key = key.ToString() }) == version;
    }

    public async Task<FollowedUp> Settle(FileState state)
    {
        var problem = await FollowedUp.Try(null, () => Rows(state));
        return new FollowedUp(await feed.Publish(FeedKeys.File(state.Key.ToString()), state.Version), problem);
    }

    private async Task Rows(FileState state)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditTrail.Write(connection, transaction, AuditTrail.Waiting(state.EarlierAudits, state.LastAudit));
        await connection.ExecuteAsync(Upsert, new
        {
            key = state.Key.ToString(),
            state.Owner,
            state.Name,
            state.Type,
            state.Width,
            state.Height,
            state.Bytes,
            state.Hash,
            Deleted = state.Deleted ? 1 : 0,
            state.Version,
            ChangedAt = state.ChangedAt.ToUnixTimeMilliseconds(),
        }, transaction);
        await transaction.CommitAsync();
    }
}
