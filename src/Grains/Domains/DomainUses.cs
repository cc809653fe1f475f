using Portal.Brands;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>Domains keep the brand that they belong to.</summary>
internal sealed class DomainUses(IDomainDirectory domains) : IUses<BrandState>
{
    public async Task<string?> Of(string key) => await domains.CountByBrand(key, CancellationToken.None) switch
    {
        0 => null,
        1 => "1 domain uses this brand. Give it another brand first.",
        var count => $"{count} domains use this brand. Give them another brand first.",
    };
}
