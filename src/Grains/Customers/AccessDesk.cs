using Portal.Access;
using Portal.Domains;
using Portal.Hosts;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>Which sections a customer's people see, for those who look after it (ADR 0055).</summary>
internal sealed class AccessDesk(IGrainFactory grains, IDomainDirectory domains, CustomerDesk customers, TimeProvider clock)
{
    /// <summary>For the customer itself, each section with its reason. Invalid at <c>domain</c>.</summary>
    /// <param name="domain">On which domain; null or empty: on its own, or, without one, by its own lists alone.</param>
    public async Task<DeskAnswer<IReadOnlyList<SectionAccess>>> Of(
        Caller caller, CustomerKind kind, string id, string? domain, CancellationToken cancellation)
    {
        var found = await customers.Find(caller, kind, id, cancellation);
        if (!found.IsDone)
            return found.Refusing<IReadOnlyList<SectionAccess>>();
        var settings = found.Value.Settings;
        var host = string.IsNullOrEmpty(domain) ? settings.Domain : HostName.ForFinding(domain);
        string[]? shown = [];
        if (host is not null && (shown = await ShownBy(caller, host, cancellation)) is null)
            return DeskAnswer<IReadOnlyList<SectionAccess>>.Invalid([new("domain", "This domain doesn't exist.")]);

        var due = (await grains.GetGrain<ICustomerGrain>(id).GetSnapshot(-1))?.ContractsDueAt;
        return DeskAnswer<IReadOnlyList<SectionAccess>>.Done(EffectiveAccess.Of(AccessFacts.Of(settings, shown!) with
        {
            ContractDue = due <= clock.GetUtcNow(),
        }));
    }

    /// <summary>The sections that a domain shows; null: there is no such domain for this caller.</summary>
    public async Task<string[]?> ShownBy(Caller caller, string host, CancellationToken cancellation) =>
        // The read model vouches for the host: no grain is woken for a made-up one.
        !host.Contains('\0', StringComparison.Ordinal)
            && await domains.BrandOf(host, cancellation) is { } brand && CustomerDesk.MaySee(caller, brand)
            ? (await grains.GetGrain<IDomainGrain>(host).Get())?.Settings.Access ?? []
            : null;
}
