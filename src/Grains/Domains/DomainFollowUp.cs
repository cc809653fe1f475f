using Dapper;
using Portal.Certificates;
using Portal.Dns;
using Portal.Hosts;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Domains;

/// <summary>What follows from a domain's state: its line in the read model, its certificate and DNS watch.</summary>
internal sealed class DomainFollowUp(SubjectRows rows, IGrainFactory grains) : IFollowUp<DomainState>
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

    public Subject Subject { get; } = new("domain", new ReadModel("portal_domains", "host", "settled"));

    public Task Repair(string key) => grains.GetGrain<IDomainGrain>(key).Repair();

    public async Task Rows(string key, DomainState state, DomainState? before)
    {
        await rows.Write(state, (connection, transaction) => connection.ExecuteAsync(Upsert, Line(state), transaction));
        await rows.Show(CertificateRows.ShowInDomains, new { host = key });
    }

    public async Task Others(string key, DomainState state)
    {
        await rows.Show(CustomerBrands.OfDomain, new { host = key });
        var use = !state.Lives ? CertificateUse.Leave
            : state.Settings!.Status == DomainStatus.Disabled ? CertificateUse.Keep
            : CertificateUse.Serve;
        await grains.GetGrain<ICertificateGrain>(key).Follow(new CertificateOwner(state.Settings!.Brand!, state.CreatedAt), use);
        await grains.GetGrain<IDnsGrain>(key).Watch(use == CertificateUse.Serve);
        await rows.Settle(Subject, key, state.Version);
    }

    private static object Line(DomainState state)
    {
        var settings = state.Settings!;
        var display = HostName.TryParse(settings.Host, out var host, out _) ? host.Display : settings.Host;
        return new
        {
            settings.Host,
            Display = display,
            Brand = settings.Brand!,
            settings.BrandName,
            Status = settings.Status == DomainStatus.Disabled ? "disabled" : "enabled",
            settings.Logo,
            settings.Look.LogoDark,
            settings.Look.Favicon,
            settings.TemplateCustomer,
            Search = Folded.Of(settings.Host, display, settings.Brand, settings.BrandName),
            Deleted = state.Deleted ? 1 : 0,
            state.Version,
            Settled = 0,
            ChangedAt = state.ChangedAt.ToUnixTimeMilliseconds(),
        };
    }
}
