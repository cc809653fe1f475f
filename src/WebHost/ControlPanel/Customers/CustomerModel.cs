using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>What stands above each page of a customer: whose it is and how many of what it has.</summary>
public sealed record CustomerHeading
{
    public required StaffCall Call { get; init; }
    public required CustomerView Customer { get; init; }
    public required IReadOnlyDictionary<ItemKind, long> Counts { get; init; }

    /// <summary>Null: it belongs to none.</summary>
    public string? BrandName { get; init; }

    /// <summary>What the last change did.</summary>
    public string? Done { get; init; }

    public CustomerSettings Settings => Customer.Settings;

    public string Path => CustomerWords.Path(Customer.Settings);

    public bool CanChange => CustomerDesk.MayChange(Call.Caller, Customer.Brand);

    /// <summary>For <see cref="FormKey"/>.</summary>
    public string For => StalePanelForm.Mark(Customer.Settings.Id, Customer.Brand);
}

/// <summary>What a customer's first page is made of.</summary>
public sealed record CustomerModel
{
    public required CustomerHeading Heading { get; init; }

    /// <summary>Null: a carrier has none.</summary>
    public required Money? Balance { get; init; }

    /// <summary>What its calls were charged lately; null: a carrier has none.</summary>
    public CustomerCharges? Charges { get; init; }

    /// <summary>Its alerts that fire.</summary>
    public IReadOnlyList<FiringAlert> Firing { get; init; } = [];
    public required Page<ContactRow> Contacts { get; init; }

    /// <summary>What the list of contacts is asked for.</summary>
    public required ListUrl Url { get; init; }
}

/// <summary>What a customer's form is made of.</summary>
public sealed record CustomerFormModel
{
    public required StaffCall Call { get; init; }
    public required CustomerKind Kind { get; init; }

    /// <summary>Null: a new one.</summary>
    public CustomerHeading? Heading { get; init; }
    public required FormValues Values { get; init; }

    /// <summary>Null: too many for a list, they are searched.</summary>
    public IReadOnlyList<DomainRow>? Domains { get; init; }
    public required IReadOnlyList<BrandRow> Brands { get; init; }
    public required AccessLine[] Access { get; init; }

    /// <summary>Somebody else's version, when it changed since this form was opened.</summary>
    public FormValues? Theirs { get; init; }

    /// <summary>Whose version that is.</summary>
    public SavedBy? By { get; init; }

    /// <summary>What the change of the domain will do, to be read before it is saved.</summary>
    public DomainMove? Move { get; init; }

    public bool CanChange => Heading?.CanChange ?? CustomerDesk.RefuseAdding(Call.Caller) is null;
}

/// <summary>A customer's people go to another place to sign in.</summary>
public sealed record DomainMove(string? From, string? To, long Contacts);
