using Dapper;
using Portal.Audit;
using Portal.Feed;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Brands;

/// <summary>What follows from a brand's state: its audit row, its line in the read model, the note to the front ends.</summary>
internal sealed class BrandEffects(PortalDatabase database, IFeedPublisher feed)
{
    private const string Upsert = """
        INSERT INTO portal_brands (id, name, logo, logo_dark, favicon, primary_color, search, deleted, version, changed_at)
        VALUES (@Id, @Name, @Logo, @LogoDark, @Favicon, @PrimaryColor, @Search, @Deleted, @Version, @ChangedAt)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, logo = excluded.logo, logo_dark = excluded.logo_dark,
          favicon = excluded.favicon, primary_color = excluded.primary_color, search = excluded.search, deleted = excluded.deleted,
          version = excluded.version, changed_at = excluded.changed_at
        WHERE portal_brands.version < excluded.version
        """;

    public async Task<bool> AreSettled(string id, long version)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<long>("SELECT version FROM portal_brands WHERE id = @id", new { id }) == version;
    }

    public async Task<FollowedUp> Settle(BrandState state)
    {
        var problem = await FollowedUp.Try(null, () => Rows(state));
        return new FollowedUp(await feed.Publish(FeedKeys.Brand(state.Settings!.Id), state.Version), problem);
    }

    private async Task Rows(BrandState state)
    {
        var settings = state.Settings!;
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditTrail.Write(connection, transaction, AuditTrail.Waiting(state.EarlierAudits, state.LastAudit));
        await connection.ExecuteAsync(Upsert, new
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
        }, transaction);
        await transaction.CommitAsync();
    }
}
