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
        For = StalePanelForm.Mark(domain.Host, domain.Brand),
        InTheWay = await CustomersInTheWay.Of(
            customers,
            "domain",
            domain.Host,
            "can sign in only on this domain",
            "can sign in only on this domain",
            "another domain",
            call.Aborted),
        Follows =
        [
            new(
                "Visitors get a neutral page from then on. Its certificate is kept for its brand for 30 days: "
                    + "if the domain is added again by then, it is used at once."),
            new("Its settings are deleted. Its brand and files stay.", domain.Brand is null ? null : "/brands/" + domain.Brand),
            new("The name stays reserved for its brand for 7 days."),
        ],
        Error = error,
    };
}
