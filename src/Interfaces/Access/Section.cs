namespace Portal.Access;

/// <summary>One section of a portal, and who can have it: access is decided from this row and from nothing else about it.</summary>
/// <param name="Key">Its name in settings, paths and menus. Part of what is stored: never rename.</param>
/// <param name="Traits">Who can see it. Without any: customers' contacts who see everything.</param>
/// <param name="Changes">Who may change things in it.</param>
public sealed record Section(string Key, SectionTraits Traits = SectionTraits.None, SectionChanges Changes = SectionChanges.Writers)
{
    public bool Has(SectionTraits trait) => (Traits & trait) == trait;
}

/// <summary>Who can see a section. A contact of the role <em>all</em> or <em>read only</em> sees whatever the customer has.</summary>
[Flags]
public enum SectionTraits
{
    None = 0,

    /// <summary>Always there, whatever a domain or customer says.</summary>
    Always = 1,

    /// <summary>Carriers have it too.</summary>
    Carriers = 2,

    /// <summary>Contacts of the role <em>billing</em> see it.</summary>
    Billing = 4,

    /// <summary>Contacts of the role <em>technical</em> see it.</summary>
    Technical = 8,

    /// <summary>It stays open while a required contract is past its grace.</summary>
    Open = 16,

    /// <summary>It has single calls: a customer that asks for sums alone has none of it.</summary>
    Itemised = 32,
}

/// <summary>Who may change things in a section, of those who see it.</summary>
public enum SectionChanges
{
    /// <summary>Contacts of every role but <em>read only</em>.</summary>
    Writers,

    /// <summary>Contacts of the role <em>all</em>.</summary>
    Managers,

    /// <summary>Everybody: it is about themselves.</summary>
    Everybody,
}
