using Dapper;
using Portal.Saving;

namespace Portal.Files;

/// <summary>What follows from a public file's state: its line in the list.</summary>
internal sealed class FileFollowUp(SubjectRows rows, IGrainFactory grains) : IFollowUp<FileState>
{
    private const string Upsert = """
        INSERT INTO portal_files (name, owner, file, type, width, height, bytes, hash, deleted, version, changed_at)
        VALUES (@key, @Owner, @Name, @Type, @Width, @Height, @Bytes, @Hash, @Deleted, @Version, @ChangedAt)
        ON CONFLICT (name) DO UPDATE SET type = excluded.type, width = excluded.width, height = excluded.height,
          bytes = excluded.bytes, hash = excluded.hash, deleted = excluded.deleted, version = excluded.version,
          changed_at = excluded.changed_at
        WHERE portal_files.version < excluded.version
        """;

    public Subject Subject { get; } = new("file", new ReadModel("portal_files", "name", "version"));

    public Task Repair(string key) => grains.GetGrain<IFileGrain>(key).Repair();

    public Task Rows(string key, FileState state, FileState? before) =>
        rows.Write(state, (connection, transaction) => connection.ExecuteAsync(Upsert, Line(key, state), transaction));

    private static object Line(string key, FileState state) => new
    {
        key,
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
    };
}
