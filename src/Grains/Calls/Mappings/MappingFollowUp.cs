using Dapper;
using Portal.Feed;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>What follows from a mapping's state: its line in the read model, which bodies of calls are read by.</summary>
internal sealed class MappingFollowUp(SubjectRows rows, IGrainFactory grains) : IFollowUp<MappingState>
{
    private const string Upsert = """
        INSERT INTO portal_mappings (name, format, settings, deleted, version, changed_at)
        VALUES (@Name, @Format, @Settings, @Deleted, @Version, @ChangedAt)
        ON CONFLICT (name) DO UPDATE SET format = excluded.format, settings = excluded.settings, deleted = excluded.deleted,
          version = excluded.version, changed_at = excluded.changed_at
        WHERE portal_mappings.version < excluded.version
        """;

    public Subject Subject { get; } = new("mapping", new ReadModel("portal_mappings", "name", "version"));

    public Task Repair(string key) => grains.GetGrain<IMappingGrain>(key).Repair();

    public Task Rows(string key, MappingState state, MappingState? before) =>
        rows.Write(state, (connection, transaction) => connection.ExecuteAsync(Upsert, Line(state), transaction));

    // Front ends keep nothing of it: each body asks for its row.
    public FeedNote? Note(string key, MappingState state, MappingState? before) => null;

    private static object Line(MappingState state) => new
    {
        state.Settings!.Name,
        Format = UnknownNames.Of(state.Settings.Format),
        Settings = PortalJson.Write(state.Settings),
        Deleted = state.Deleted ? 1 : 0,
        state.Version,
        ChangedAt = state.ChangedAt.ToUnixTimeMilliseconds(),
    };
}
