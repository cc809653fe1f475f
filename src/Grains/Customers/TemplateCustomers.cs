using Portal.Domains;

namespace Portal.Customers;

internal sealed class TemplateCustomers(ICustomerDirectory customers) : ITemplateCustomers
{
    // A carrier has no money to copy; whoever signs up as one copies nothing.
    public async Task<bool> Exists(string id, CancellationToken cancellation) =>
        await customers.Find(id, CustomerKind.Customer, cancellation) is not null;

    public async Task<bool> Belongs(string id, IReadOnlyCollection<string> brands, CancellationToken cancellation) =>
        await customers.Find(id, CustomerKind.Customer, cancellation) is { Brand: { } brand }
            && brands.Contains(brand, StringComparer.Ordinal);
}
