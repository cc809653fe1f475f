using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Brands;

/// <summary>What follows from a brand's state: its line in the read model.</summary>
internal sealed class BrandFollowUp(SubjectRows rows, IGrainFactory grains) : IFollowUp<BrandState>
{
    private const string Upsert = """
        INSERT INTO portal_brands (id, name, logo, logo_dark, favicon, primary_color, search, deleted, version, changed_at)
        VALUES (@Id, @Name, @Logo, @LogoDark, @Favicon, @PrimaryColor, @Search, @Deleted, @Version, @ChangedAt)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, logo = excluded.logo, logo_dark = excluded.logo_dark,
          favicon = excluded.favicon, primary_color = excluded.primary_color, search = excluded.search, deleted = excluded.deleted,
          version = excluded.version, changed_at = excluded.changed_at
        WHERE portal_brands.version < excluded.version
        """;

    public Subject Subject { get; } = new("brand", new ReadModel("portal_brands", "id", "version"));

    public Task Repair(string key) => grains.GetGrain<IBrandGrain>(key).Repair();

    public Task Rows(string key, BrandState state, BrandState? before) =>
        rows.Write(state, (connection, transaction) => connection.ExecuteAsync(Upsert, Line(state), transaction));

    private static object Line(BrandState state)
    {
        var settings = state.Settings!;
        return new
        {
            settings.Id,
            settings.Name,
            settings.Logo,
            settings.Look.LogoDark,
            settings.Look.Favicon,
            settings.Look.PrimaryColor,
            Search = Folded.Of(settings.Id, settings.Name),
            Deleted = state.Deleted ? 1 : 0,
            state.Version,
            ChangedAt = state.ChangedAt.ToUnixTimeMilliseconds(),
        };
    }
}
