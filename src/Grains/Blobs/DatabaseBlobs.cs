using System.Runtime.CompilerServices;
using Dapper;
using Portal.Storage;

namespace Portal.Blobs;

/// <summary>
/// Blobs as rows of at most a MiB. A body is written part by part under an id of its own, each part a transaction; it is there once its
/// name points at it.
/// </summary>
internal sealed class DatabaseBlobs(PortalDatabase database, TimeProvider clock) : IBlobs
{
    public const int PartSize = 1024 * 1024;
    private const int AtOnce = 500;
    private const int PartsAtOnce = 16;

    // Longer than anybody writes at one.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(2);

    public async Task<long> Put(string name, Stream content, CancellationToken cancellation)
    {
        BlobName.Check(name);
        var id = Guid.NewGuid().ToString("N");
        await Do("INSERT INTO portal_blob_bodies (id, began_at) VALUES (@id, @now)", new { id, now = Now }, cancellation);
        string? before;
        long size;
        try
        {
            size = await Write(id, content, cancellation);
            before = await Name(name, id, size, cancellation);
        }
        catch
        {
            await Remove(id);
            throw;
        }

        if (before is not null)
            await Remove(before);
        return size;
    }

    public async Task<Stream?> Open(string name, CancellationToken cancellation) =>
        await Find(name, cancellation) is { } body ? new DatabaseBlobStream(database, body.Id, body.Size) : null;

    public async Task<long?> Size(string name, CancellationToken cancellation) => (await Find(name, cancellation))?.Size;

    public async Task<bool> Delete(string name, CancellationToken cancellation)
    {
        BlobName.Check(name);
        string? id;
        await using (var connection = await database.Write.OpenConnectionAsync(cancellation))
        {
            id = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                "DELETE FROM portal_blob_names WHERE name = @name RETURNING body", new { name }, cancellationToken: cancellation));
        }

        if (id is not null)
            await Remove(id);
        return id is not null;
    }

    public async IAsyncEnumerable<BlobInfo> List(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        BlobName.CheckPrefix(prefix);
        // No name has a letter that comes after this one.
        var (after, end) = ("", prefix + "\u007f");
        while (true)
        {
            Row[] rows;
            await using (var connection = await database.Read.OpenConnectionAsync(cancellation))
            {
                rows = [.. await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    SELECT name, size, made_at AS madeAt FROM portal_blob_names
                    WHERE name >= @prefix AND name < @end AND name > @after ORDER BY name LIMIT @AtOnce
                    """,
                    new { prefix, end, after, AtOnce },
                    cancellationToken: cancellation))];
            }

            foreach (var row in rows)
                yield return new(row.Name, row.Size, DateTimeOffset.FromUnixTimeMilliseconds(row.MadeAt));
            if (rows.Length < AtOnce)
                yield break;
            after = rows[^1].Name;
        }
    }

    // The schema is there, or nothing would have started.
    public Task<string?> WhyNot(CancellationToken cancellation) => Task.FromResult<string?>(null);

    public async Task Clean(CancellationToken cancellation)
    {
        string[] left;
        await using (var connection = await database.Read.OpenConnectionAsync(cancellation))
        {
            left = [.. await connection.QueryAsync<string>(new CommandDefinition(
                """
                SELECT b.id FROM portal_blob_bodies b
                WHERE b.began_at < @before AND NOT EXISTS (SELECT 1 FROM portal_blob_names n WHERE n.body = b.id)
                """,
                new { before = Now - (long)Abandoned.TotalMilliseconds },
                cancellationToken: cancellation))];
        }

        foreach (var id in left)
            await Remove(id);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<long> Write(string id, Stream content, CancellationToken cancellation)
    {
        var buffer = new byte[PartSize];
        var size = 0L;
        for (var part = 0; ; part++)
        {
            var read = await content.ReadAtLeastAsync(buffer, PartSize, throwOnEndOfStream: false, cancellation);
            if (read > 0)
            {
                var data = read == PartSize ? buffer : buffer[..read];
                await Do(
                    "INSERT INTO portal_blob_parts (body, part, data) VALUES (@id, @part, @data)", new { id, part, data }, cancellation);
            }

            size += read;
            if (read < PartSize)
                return size;
        }
    }

    private async Task<string?> Name(string name, string id, long size, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var before = await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition("SELECT body FROM portal_blob_names WHERE name = @name", new { name }, transaction));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO portal_blob_names (name, body, size, made_at) VALUES (@name, @id, @size, @now)
            ON CONFLICT (name) DO UPDATE SET body = excluded.body, size = excluded.size, made_at = excluded.made_at
            """,
            new { name, id, size, now = Now },
            transaction));
        await transaction.CommitAsync(CancellationToken.None);
        return before;
    }

    // In bits, so that nobody waits long for SQLite's only writer; the body last, by which the rest is found.
    private async Task Remove(string id)
    {
        while (await Do(
            """
            DELETE FROM portal_blob_parts WHERE body = @id
            AND part IN (SELECT p.part FROM portal_blob_parts p WHERE p.body = @id ORDER BY p.part LIMIT @PartsAtOnce)
            """,
            new { id, PartsAtOnce },
            CancellationToken.None) > 0)
        {
        }

        await Do("DELETE FROM portal_blob_bodies WHERE id = @id", new { id }, CancellationToken.None);
    }

    private async Task<(string Id, long Size)?> Find(string name, CancellationToken cancellation)
    {
        BlobName.Check(name);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT name, body, size FROM portal_blob_names WHERE name = @name", new { name }, cancellationToken: cancellation))
            is { } row ? (row.Body, row.Size) : null;
    }

    private async Task<int> Do(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Body { get; init; } = "";
        public long Size { get; init; }
        public long MadeAt { get; init; }
    }
}
