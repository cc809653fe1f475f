using Portal.Saving;

namespace Portal.Staff;

[GenerateSerializer]
public enum StaffRole { Owner, Admin, Support, ReadOnly, Reseller }

/// <summary>What somebody at the control panel or a program with a key may do. Pure: decided here and nowhere else.</summary>
[GenerateSerializer, Immutable, Alias("portal.StaffRights")]
public sealed record StaffRights : Kept
{
    [Id(0)] public required StaffRole Role { get; init; }

    /// <summary>Ids of the brands that a reseller holds; of no meaning for other roles.</summary>
    [Id(1)] public string[] Brands { get; init; } = [];

    /// <summary>A reseller may set scripts only when granted.</summary>
    [Id(2)] public bool CustomScript { get; init; }

    public bool IsReseller => Role == StaffRole.Reseller;

    /// <summary>
    /// The brands that somebody is limited to; null: none. With a role that only a newer release knows there are none to see.
    /// </summary>
    public string[]? OnlyBrands => IsReseller ? Brands : IsKnown ? null : [];

    /// <summary>The brand that a reseller of one means without naming it; null: several, or not a reseller.</summary>
    public string? OnlyBrand => IsReseller && Brands is [var only] ? only : null;

    /// <summary>Nobody may do anything with a role that only a newer release knows.</summary>
    private bool IsKnown => !UnknownNames.IsUnknown(Role);

    public bool CanSee(string? brand) =>
        (IsKnown && !IsReseller) || (IsReseller && brand is not null && Brands.Contains(brand, StringComparer.Ordinal));

    public bool CanChange(string? brand) => Role is StaffRole.Owner or StaffRole.Admin || (IsReseller && CanSee(brand));

    /// <summary>Whether there is anything that they could add something to: which brand is asked once it is named.</summary>
    public bool CanAdd => Role is StaffRole.Owner or StaffRole.Admin || (IsReseller && Brands.Length > 0);

    /// <summary>Opening a customer's portal, mailing reset links: what support is there for.</summary>
    public bool CanHelp(string? brand) => Role != StaffRole.ReadOnly && CanSee(brand);

    public bool CanSetScript => Role is StaffRole.Owner or StaffRole.Admin || (IsReseller && CustomScript);

    public bool CanManageStaff => Role == StaffRole.Owner;

    public bool CanSeeAudit => Role is StaffRole.Owner or StaffRole.Admin;
}
