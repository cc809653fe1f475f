using System.Text.Json.Nodes;
using Portal.Access;
using Portal.Customers;
using Portal.Domains;
using Portal.Hosts;

namespace Portal.WebHost.Api;

/// <summary>Which sections a customer's people see, each with its reason.</summary>
internal static class AccessRoutes
{
    private static readonly ObjectShape Section = new(
        "SectionAccess",
        new Field("section", new TextShape { Choices = Sections.All }),
        new Field("shown", new FlagShape()),
        new Field("reason", new TextShape
        {
            Choices = Names<SectionReason>.All,
            Description = "always: it can't be hidden. domain: the domain shows it, or doesn't. shown, hidden: the customer's own lists. "
                + "contract: hidden until a contract is approved. carrier: carriers have no such section.",
        }));

    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, CustomerKind.Customer);
        Map(api, CustomerKind.Carrier);
    }

    private static void Map(IEndpointRouteBuilder api, CustomerKind kind) =>
        api.MapGet(CustomerRoutes.Path(kind) + "/{id}/access", (string id, string? domain, ApiCall call, CustomerDesk desk, IGrainFactory grains, IDomainDirectory domains, TimeProvider clock, CancellationToken cancellation) =>
            Get(kind, id, domain, call, desk, grains, domains, clock, cancellation)).Does(new($"Which sections a {CustomerRoutes.What(kind)} sees", "customers.read")
            {
                Description = "For the customer itself: a contact's role may hide some, but never adds any.",
                GivesMany = Section,
                Refuses = [404, 422],
                Query =
                [
                    (
                        "domain",
                        "On which domain, for a customer that signs in on many. Default: its own; "
                            + "without one, only what its own lists say."),
                ],
            });

    private static async Task<ApiAnswer> Get(
        CustomerKind kind, string id, string? domain, ApiCall call, CustomerDesk desk, IGrainFactory grains, IDomainDirectory domains, TimeProvider clock, CancellationToken cancellation)
    {
        var (customer, problem) = await desk.Owner(kind, id, call, changes: false, cancellation);
        if (customer is null)
            return problem!;
        var host = string.IsNullOrEmpty(domain) ? customer.Settings.Domain : HostName.ForFinding(domain);
        string[] shown = [];
        if (host is not null)
        {
            // The read model vouches for the host: no grain is woken for a made-up one.
            if (host.Contains('\0', StringComparison.Ordinal) || await domains.BrandOf(host, cancellation) is not { } brand || !call.Rights.CanSee(brand))
                return Problems.Invalid("domain", "This domain doesn't exist.");
            shown = (await grains.GetGrain<IDomainGrain>(host).Get())?.Settings.Access ?? [];
        }

        var due = (await grains.GetGrain<ICustomerGrain>(id).GetSnapshot(-1))?.ContractsDueAt;
        var facts = new AccessFacts
        {
            IsCarrier = customer.Settings.IsCarrier,
            Domain = shown,
            Show = customer.Settings.AccessShow,
            Hide = customer.Settings.AccessHide,
            ContractDue = due <= clock.GetUtcNow(),
        };
        return ApiAnswer.Ok(new JsonArray([.. EffectiveAccess.Of(facts).Select(access => (JsonNode)new JsonObject
        {
            ["section"] = access.Section,
            ["shown"] = access.Shown,
            ["reason"] = Names<SectionReason>.Of(access.Reason),
        })]));
    }
}
