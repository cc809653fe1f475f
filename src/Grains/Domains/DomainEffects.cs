using Dapper;
using Portal.Audit;
using Portal.Certificates;
using Portal.Dns;
using Portal.Feed;
using Portal.Hosts;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Domains;

/// <summary>
/// What follows from a domain's state: its audit row, its certificate and DNS watch, its line in the read model, the
/// note to the front ends. All of it may be done again without harm.
/// </summary>
internal sealed class DomainEffects(PortalDatabase database, IGrainFactory grains, IFeedPublisher feed)
{
    private const string Upsert = """
        INSERT INTO portal_domains (host, display, brand, brand_name, status, logo, logo_dark, favicon, template_customer, search,
          deleted, version, settled, changed_at)
        VALUES (@Host, @Display, @Brand, @BrandName, @Status, @Logo, @LogoDark, @Favicon, @TemplateCustomer, @Search,
          @Deleted, @Version, @Settled, @ChangedAt)
        ON CONFLICT (host) DO UPDATE SET display = excluded.display, brand = excluded.brand, brand_name = excluded.brand_name,
          status = excluded.status, logo = excluded.logo, logo_dark = excluded.logo_dark, favicon = excluded.favicon,
          template_customer = excluded.template_customer, search = excluded.search, deleted = excluded.deleted, version = excluded.version,
          settled = excluded.settled, changed_at = excluded.changed_at
        WHERE portal_domains.version <= excluded.version
        """;

    /// <summary>Whether everything that follows from this version was done.</summary>
    public async Task<bool> AreSettled(string host, long version)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<long>("SELECT settled FROM portal_domains WHERE host = @host", new { host }) == version;
    }

    /// <summary>Rows first: whoever is told of the change finds them.</summary>
    public async Task<FollowedUp> Show(DomainState state)
    {
        var problem = await FollowedUp.Try(null, () => Rows(state));
        return new FollowedUp(await feed.Publish(FeedKeys.Domain(state.Settings!.Host), state.Version), problem);
    }

    /// <summary>
    /// Front ends never wait for the certificate's grain or for that of DNS: either may be busy, or on a silo that just died.
    /// </summary>
    public async Task Finish(DomainState state)
    {
        var (host, version) = (state.Settings!.Host, state.Version);
        await using (var customers = await database.Write.OpenConnectionAsync())
            await customers.ExecuteAsync(CustomerBrands.OfDomain, new { host });
        var use = !state.Lives ? CertificateUse.Leave
            : state.Settings.Status == DomainStatus.Enabled ? CertificateUse.Serve
            : CertificateUse.Keep;
        await grains.GetGrain<ICertificateGrain>(host).Follow(new CertificateOwner(state.Settings.Brand!, state.CreatedAt), use);
        await grains.GetGrain<IDnsGrain>(host).Watch(use == CertificateUse.Serve);
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "UPDATE portal_domains SET settled = @version WHERE host = @host AND version = @version", new { host, version });
    }

    private async Task Rows(DomainState state)
    {
        var settings = state.Settings!;
        var display = HostName.TryParse(settings.Host, out var host, out _) ? host.Display : settings.Host;
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditTrail.Write(connection, transaction, AuditTrail.Waiting(state.EarlierAudits, state.LastAudit));
        await connection.ExecuteAsync(Upsert, new
        {
            settings.Host,
            Display = display,
            Brand = settings.Brand!,
            settings.BrandName,
            Status = settings.Status == DomainStatus.Enabled ? "enabled" : "disabled",
            settings.Logo,
            settings.Look.LogoDark,
            settings.Look.Favicon,
            settings.TemplateCustomer,
            Search = Folded.Of(settings.Host, display, settings.Brand, settings.BrandName),
            Deleted = state.Deleted ? 1 : 0,
            state.Version,
            Settled = 0,
            ChangedAt = state.ChangedAt.ToUnixTimeMilliseconds(),
        }, transaction);
        await transaction.CommitAsync();
        await connection.ExecuteAsync(CertificateRows.ShowInDomains, new { host = settings.Host });
    }
}
