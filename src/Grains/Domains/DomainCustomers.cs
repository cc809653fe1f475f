using Portal.Customers;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>What a domain has to do with customers: those who sign in on it, and the one that sign-ups are made like.</summary>
internal sealed class DomainCustomers(ICustomerDirectory customers, ITemplateCustomers templates)
{
    /// <summary>Who keeps the domain from being deleted, in words; null: nobody.</summary>
    public async Task<string?> Uses(string host) => await customers.CountByDomain(host, CancellationToken.None) switch
    {
        0 => null,
        1 => "1 customer or carrier can sign in only on this domain. Give it another domain first.",
        var count => $"{count} customers and carriers can sign in only on this domain. Give them another domain first.",
    };

    /// <summary>A reseller copies its own customers alone: another's is as good as none.</summary>
    public async Task<FieldError?> RefuseTemplate(string? next, string? now, Change change) =>
        next is null || next == now || change.OnlyBrands is not { } own || await templates.Belongs(next, own, CancellationToken.None)
            ? null
            : new FieldError("templateCustomer", $"There is no customer “{next}”. Choose another, or leave it empty.");
}
