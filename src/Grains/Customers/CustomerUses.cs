using Portal.Brands;
using Portal.Domains;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>Customers and carriers keep the domain that they sign in on, and the brand that is their reseller.</summary>
internal sealed class CustomerUses(ICustomerDirectory customers) : IUses<DomainState>, IUses<BrandState>
{
    async Task<string?> IUses<DomainState>.Of(string key) => await customers.CountByDomain(key, CancellationToken.None) switch
    {
        0 => null,
        1 => "1 customer or carrier can sign in only on this domain. Give it another domain first.",
        var count => $"{count} customers and carriers can sign in only on this domain. Give them another domain first.",
    };

    async Task<string?> IUses<BrandState>.Of(string key) => await customers.CountByReseller(key, CancellationToken.None) switch
    {
        0 => null,
        1 => "1 customer or carrier has this brand as its reseller. Give it another one first.",
        var count => $"{count} customers and carriers have this brand as their reseller. Give them another one first.",
    };
}
