using Portal.Customers;
using Portal.Domains;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>What deleting a domain does, and who is in the way.</summary>
internal sealed class DomainDeletion(ICustomerDirectory customers)
{
    public async Task<Deletion> Of(StaffCall call, DomainSettings domain, string? error = null)
    {
        var inTheWay = new List<Consequence>();
        foreach (var kind in Enum.GetValues<CustomerKind>())
        {
            var count = await customers.Count(new CustomerQuery(new ListQuery(), kind, Domain: domain.Host), call.Aborted);
            if (count > 0)
            {
                inTheWay.Add(new(
                    $"{Consequence.Count(count, $"{CustomerWords.One(kind)} signs", $"{CustomerWords.Segment(kind)} sign")} in on this domain alone. Give {(count == 1 ? "it" : "each")} another domain, or none.",
                    $"/{CustomerWords.Segment(kind)}?domain={Uri.EscapeDataString(domain.Host)}"));
            }
        }

        return new Deletion
        {
            Section = "domains",
            Name = domain.Host,
            Back = "/domains/" + domain.Host,
            Action = $"/domains/{domain.Host}/delete",
            For = StaleForm.Mark(domain.Host, domain.Brand),
            InTheWay = inTheWay,
            Follows =
            [
                new("Visitors get a neutral page from then on. Its certificate is kept for its brand for 30 days: added again by then, the domain has it at once."),
                new("Its settings are gone. Its brand and files stay.", domain.Brand is null ? null : "/brands/" + domain.Brand),
                new("The name stays reserved for its brand for 7 days."),
            ],
            Error = error,
        };
    }
}
