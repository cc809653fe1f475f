using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging;
using Portal.Audit;
using Portal.Feed;
using Portal.Storage;

namespace Portal.Files;

/// <summary>What goes before and after a public file's state: its bytes; its audit row, its line in the list, the note to the front ends.</summary>
internal sealed partial class FileEffects(PortalDatabase database, IFeedPublisher feed, ILogger<FileEffects> logger)
{
    private const string Upsert = """
        INSERT INTO portal_files (name, type, width, height, bytes, hash, deleted, version, changed_at)
        VALUES (@Name, @Type, @Width, @Height, @Bytes, @Hash, @Deleted, @Version, @ChangedAt)
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

    public async Task<bool> AreSettled(string name, long version)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<long>("SELECT version FROM portal_files WHERE name = @name", new { name }) == version;
    }

    public async Task<(bool Settled, bool Announced)> Settle(FileState state)
    {
        var settled = true;
        try
        {
            await Rows(state);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogUnsettled(logger, state.Name, problem);
            settled = false;
        }

        return (settled, await feed.Publish(FeedKeys.File(state.Name), state.Version));
    }

    private async Task Rows(FileState state)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (state.LastAudit is { } audit)
            await connection.ExecuteAsync(AuditTrail.Insert, AuditTrail.Row(audit), transaction);
        await connection.ExecuteAsync(Upsert, new
        {
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

    [LoggerMessage(1, LogLevel.Warning, "Not all that follows from the change of file {File} was done; it is tried again")]
    private static partial void LogUnsettled(ILogger logger, string file, Exception problem);
}
