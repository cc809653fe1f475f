using Portal.Customers;
using Portal.Saving;

namespace Portal.Access;

/// <summary>Why a section is there, or isn't.</summary>
[GenerateSerializer]
public enum SectionReason
{
    /// <summary>It is never taken away.</summary>
    Always,

    /// <summary>The domain shows it, or (not shown) doesn't.</summary>
    Domain,

    /// <summary>The customer's <em>Show</em> list has it.</summary>
    Shown,

    /// <summary>The customer's <em>Hide</em> list has it.</summary>
    Hidden,

    /// <summary>Carriers have no such section.</summary>
    Carrier,

    /// <summary>The contact's role leaves it out.</summary>
    Role,

    /// <summary>A required contract is past its grace: all else waits for its approval.</summary>
    Contract,

    /// <summary>The customer asked for sums of calls alone, and it has single ones.</summary>
    NonItemised,
}

/// <summary>One section's state.</summary>
public sealed record SectionAccess(string Section, bool Shown, SectionReason Reason);

/// <summary>What access is decided from.</summary>
public sealed record AccessFacts
{
    public bool IsCarrier { get; init; }

    /// <summary>Sections that the visited domain shows.</summary>
    public required IReadOnlyCollection<string> Domain { get; init; }

    /// <summary>The customer asked for sums of calls alone.</summary>
    public bool NonItemised { get; init; }

    public IReadOnlyCollection<string> Show { get; init; } = [];

    public IReadOnlyCollection<string> Hide { get; init; } = [];

    /// <summary>Null: the customer's own access, before any contact's role.</summary>
    public ContactRole? Role { get; init; }

    /// <summary>A required contract is past its grace.</summary>
    public bool ContractDue { get; init; }

    /// <summary>Those of a customer, before any contact's role and contracts.</summary>
    /// <param name="domain">Sections that the visited domain shows.</param>
    public static AccessFacts Of(CustomerSettings customer, IReadOnlyCollection<string> domain)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return new()
        {
            IsCarrier = customer.IsCarrier,
            Domain = domain,
            Show = customer.AccessShow,
            Hide = customer.AccessHide,
            NonItemised = customer.NonItemised,
        };
    }
}

/// <summary>Who sees which section. Pure: menu, page, data and export all ask here and nowhere else.</summary>
public static class EffectiveAccess
{
    /// <summary>All sections in the order of the menu, each with its state.</summary>
    public static IReadOnlyList<SectionAccess> Of(AccessFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. Sections.Rows.Select(section => Decide(section, facts))];
    }

    /// <summary>Whether this one section is there.</summary>
    public static bool Allows(string section, AccessFacts facts) => Sections.Find(section) is { } row && Decide(row, facts).Shown;

    /// <summary>Whether a contact of this role may change things in a section that it sees.</summary>
    public static bool MayChange(string section, ContactRole role) => role.KnownOr(ContactRole.ReadOnly) switch
    {
        ContactRole.All => true,
        ContactRole.Billing or ContactRole.Technical => Sections.Find(section) is not { Changes: SectionChanges.Managers },
        ContactRole.ReadOnly => Sections.Find(section) is { Changes: SectionChanges.Everybody },
    };

    /// <summary>
    /// 1. Some are always there. 2. Carriers have their own few. 3. Hide wins over Show. 4. Shown by the domain or by the
    /// customer. 5. The role takes away, never adds. 6. Who asked for sums has no single calls. 7. A contract past its grace closes the
    /// rest.
    /// </summary>
    private static SectionAccess Decide(Section section, AccessFacts facts)
    {
        var key = section.Key;
        if (section.Has(SectionTraits.Always))
            return new(key, true, SectionReason.Always);
        if (facts.IsCarrier && !section.Has(SectionTraits.Carriers))
            return new(key, false, SectionReason.Carrier);
        if (facts.Hide.Contains(key))
            return new(key, false, SectionReason.Hidden);
        var shown = facts.Show.Contains(key);
        if (!shown && !facts.Domain.Contains(key))
            return new(key, false, SectionReason.Domain);
        if (!OfRole(section, facts.Role))
            return new(key, false, SectionReason.Role);
        if (facts.NonItemised && section.Has(SectionTraits.Itemised))
            return new(key, false, SectionReason.NonItemised);
        if (facts.ContractDue && !section.Has(SectionTraits.Open))
            return new(key, false, SectionReason.Contract);
        return new(key, true, shown ? SectionReason.Shown : SectionReason.Domain);
    }

    private static bool OfRole(Section section, ContactRole? role) =>
        role is not { } set || (!UnknownNames.IsUnknown(set) && Of(section, set));

    private static bool Of(Section section, ContactRole role) => role switch
    {
        ContactRole.All or ContactRole.ReadOnly => true,
        ContactRole.Billing => section.Has(SectionTraits.Billing),
        ContactRole.Technical => section.Has(SectionTraits.Technical),
    };
}
