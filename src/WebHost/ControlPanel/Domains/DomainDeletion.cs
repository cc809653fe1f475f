using Portal.Customers;
using Portal.Domains;

namespace Portal.WebHost.ControlPanel;

/// <summary>What deleting a domain does, and who is in the way.</summary>
internal sealed class DomainDeletion(ICustomerDirectory customers)
{
    public async Task<Deletion> Of(StaffCall call, DomainSettings domain, string? error = null) => new()
    {
        Section = "domains",
        Name = domain.Host,
        Back = "/domains/" + domain.Host,
        Action = $"/domains/{domain.Host}/delete",
        For = StaleForm.Mark(domain.Host, domain.Brand),
        InTheWay = await CustomersInTheWay.Of(
            customers,
            new CustomerUrl { Kind = CustomerKind.Customer, Domain = domain.Host },
            "signs in on this domain alone",
            "sign in on this domain alone",
            "another domain",
            call.Aborted),
        Follows =
        [
            new("Visitors get a neutral page from then on. Its certificate is kept for its brand for 30 days: added again by then, the domain has it at once."),
            new("Its settings are gone. Its brand and files stay.", domain.Brand is null ? null : "/brands/" + domain.Brand),
            new("The name stays reserved for its brand for 7 days."),
        ],
        Error = error,
    };
}
