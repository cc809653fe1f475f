using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>In which login scopes an address is looked for on a site.</summary>
internal static class LoginScopes
{
    public static async Task<string[]> Of(SitePages site, IContactDirectory contacts, CancellationToken cancellation)
    {
        var brand = site.Site.Settings?.Brand;
        return LoginScope.On(site.Look.Host, brand is not null && await contacts.IsHeldByReseller(brand, cancellation));
    }
}
