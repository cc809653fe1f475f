using Portal.Brands;
using Portal.Domains;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.Api;

/// <summary>What a caller may not write into a domain or brand, though the values are right. Pure.</summary>
internal static class DomainRights
{
    public static ApiAnswer? Refuse(StaffRights rights, DomainSettings? now, DomainSettings next)
    {
        if (rights.IsReseller && next.Brand != now?.Brand && !rights.CanSee(next.Brand))
            return Problems.Invalid("brand", $"Choose one of your brands: {string.Join(", ", rights.Brands)}.");
        return Script(rights, (now?.JavaScript, now?.ScriptSources), (next.JavaScript, next.ScriptSources));
    }

    /// <summary>A script that stays as it is may come back with the rest of the document.</summary>
    public static ApiAnswer? Script(StaffRights rights, (string?, ScriptSources?) now, (string?, ScriptSources?) next) =>
        rights.CanSetScript || now == next
            ? null
            : Problems.Forbidden(
                "This key may not change scripts.",
                new FieldError(
                    "javaScript", "This key may not set scripts. Leave it as it is, or ask the platform's staff for permission."));

    /// <summary>A reseller with one brand need not name it.</summary>
    public static DomainSettings WithOnlyBrand(StaffRights rights, DomainSettings settings) =>
        settings.Brand is null && rights is { IsReseller: true, Brands: [var only] } ? settings with { Brand = only } : settings;
}
