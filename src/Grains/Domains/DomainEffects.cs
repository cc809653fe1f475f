using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging;
using Portal.Audit;
using Portal.Certificates;
using Portal.Dns;
using Portal.Feed;
using Portal.Storage;

namespace Portal.Domains;

/// <summary>
/// What follows from a domain's state: its audit row, its certificate and DNS watch, its line in the read model, the
/// note to the front ends. All of it may be done again without harm.
/// </summary>
internal sealed partial class DomainEffects(PortalDatabase database, IGrainFactory grains, IFeedPublisher feed, ILogger<DomainEffects> logger)
{
    private const string Upsert = """
        INSERT INTO portal_domains (host, display, brand, brand_name, status, logo, logo_dark, favicon, template_customer, search, deleted, version, settled, changed_at)
        VALUES (@Host, @Display, @Brand, @BrandName, @Status, @Logo, @LogoDark, @Favicon, @TemplateCustomer, @Search, @Deleted, @Version, @Settled, @ChangedAt)
        ON CONFLICT (host) DO UPDATE SET display = excluded.display, brand = excluded.brand, brand_name = excluded.brand_name,
          status = excluded.status, logo = excluded.logo, logo_dark = excluded.logo_dark, favicon = excluded.favicon,
          template_customer = excluded.template_customer, search = excluded.search, deleted = excluded.deleted, version = excluded.version,
          settled = excluded.settled, changed_at = excluded.changed_at
        WHERE portal_domains.version <= excluded.version
        """;

    private static readonly IdnMapping Idn = new();

    /// <summary>Whether everything that follows from this version was done.</summary>
    public async Task<bool> AreSettled(string host, long version)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<long>("SELECT settled FROM portal_domains WHERE host = @host", new { host }) == version;
    }

    public async Task<(bool Settled, bool Announced)> Settle(DomainState state)
    {
        var host = state.Settings!.Host;
        var settled = await Try(host, () => Grains(host, state.Lives && state.Settings.Status == DomainStatus.Enabled));
        settled &= await Try(host, () => Rows(state, settled));
        var announced = await feed.Publish(FeedKeys.Domain(host), state.Version);
        return (settled, announced);
    }

    private async Task Grains(string host, bool wanted)
    {
        await grains.GetGrain<ICertificateGrain>(host).Require(wanted, checkDns: true);
        await grains.GetGrain<IDnsGrain>(host).Watch(wanted);
    }

    private async Task Rows(DomainState state, bool settled)
    {
        var settings = state.Settings!;
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (state.LastAudit is { } audit)
            await connection.ExecuteAsync(AuditTrail.Insert, AuditTrail.Row(audit), transaction);
        await connection.ExecuteAsync(Upsert, new
        {
            settings.Host,
            Display = Idn.GetUnicode(settings.Host),
            Brand = settings.Brand!,
            settings.BrandName,
            Status = settings.Status == DomainStatus.Enabled ? "enabled" : "disabled",
            settings.Logo,
            settings.Look.LogoDark,
            settings.Look.Favicon,
            settings.TemplateCustomer,
            Search = Folded.Of(settings.Host, Idn.GetUnicode(settings.Host), settings.Brand, settings.BrandName),
            Deleted = state.Deleted ? 1 : 0,
            state.Version,
            Settled = settled ? state.Version : 0,
            ChangedAt = state.ChangedAt.ToUnixTimeMilliseconds(),
        }, transaction);
        await transaction.CommitAsync();
    }

    private async Task<bool> Try(string host, Func<Task> effect)
    {
        try
        {
            await effect();
            return true;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The change itself is written: what follows is repeated, and the caller is not told that it failed.
            LogUnsettled(logger, host, problem);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Not all that follows from the change of {Host} was done; it is tried again")]
    private static partial void LogUnsettled(ILogger logger, string host, Exception problem);
}
