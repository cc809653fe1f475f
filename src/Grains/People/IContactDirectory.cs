using Portal.Access;
using Portal.Staff;
using Portal.Storage;

namespace Portal.People;

/// <summary>The read model of persons and their places.</summary>
internal interface IContactDirectory
{
    /// <summary>Of one customer, in the order of name, then id.</summary>
    Task<Page<ContactRow>> List(string customer, ListQuery query, CancellationToken cancellation);

    /// <summary>All of one customer, in the same order, as they are read.</summary>
    IAsyncEnumerable<ContactRow> All(string customer, CancellationToken cancellation);

    /// <summary>Null unless this customer has it.</summary>
    Task<ContactRow?> Find(string customer, string contact, CancellationToken cancellation);

    /// <summary>The person that holds an address in one of these scopes; null: nobody.</summary>
    Task<string?> FindPerson(string email, IReadOnlyList<string> scopes, CancellationToken cancellation);

    Task<bool> PersonExists(string person, CancellationToken cancellation);

    /// <summary>Whether a reseller (staff or an API key of one) holds this brand.</summary>
    Task<bool> IsHeldByReseller(string brand, CancellationToken cancellation);
}

/// <summary>A contact's line in lists.</summary>
/// <param name="HasOtherPlaces">The person is a contact elsewhere too.</param>
/// <param name="IsInvited">Has not accepted yet: name and address are as they were typed.</param>
public sealed record ContactRow(
    string Id,
    string Customer,
    string Person,
    string Name,
    string Email,
    ContactRole Role,
    ContactStatus Status,
    string? Department,
    bool HasPassword,
    bool HasSecondFactor,
    bool HasOtherPlaces,
    bool IsInvited = false)
{
    /// <inheritdoc cref="ContactView.SeenBy"/>
    public ContactRow SeenBy(StaffRights rights)
    {
        ArgumentNullException.ThrowIfNull(rights);
        return rights.IsReseller && HasOtherPlaces ? this with { HasPassword = true, HasSecondFactor = false } : this;
    }
}
