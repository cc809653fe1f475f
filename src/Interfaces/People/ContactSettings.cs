using Portal.Access;
using Portal.Feed;
using Portal.Saving;
using Portal.Staff;

namespace Portal.People;

[GenerateSerializer]
public enum ContactStatus { Active, Disabled }

/// <summary>
/// A contact: a person's place at one customer or carrier. E-mail, name, phone, mobile, language, zone and what is
/// verified are the person's own: for somebody who has other places they are read and never set.
/// </summary>
[GenerateSerializer, Immutable, Alias("portal.ContactSettings")]
public sealed record ContactSettings : Kept
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>The login. Can't be changed by others than the person.</summary>
    [Id(1)] public required string Email { get; init; }
    [Id(2)] public string? Phone { get; init; }
    [Id(3)] public string? Mobile { get; init; }

    /// <summary>The operator's own word.</summary>
    [Id(4)] public string? Type { get; init; }
    [Id(5)] public string? Department { get; init; }
    [Id(6)] public ContactRole Role { get; init; }
    [Id(7)] public bool EmailVerified { get; init; }
    [Id(8)] public bool MobileVerified { get; init; }

    /// <summary>CIDR; empty: any address.</summary>
    [Id(9)] public string[] AllowedIps { get; init; } = [];
    [Id(10)] public string? Language { get; init; }

    /// <summary>IANA name.</summary>
    [Id(11)] public string? TimeZone { get; init; }
    [Id(12)] public string? PublicNotes { get; init; }
    [Id(13)] public string? PrivateNotes { get; init; }
    [Id(14)] public ContactStatus Status { get; init; }
}

/// <param name="Id"><c>ct_…</c>.</param>
/// <param name="HasOtherPlaces">Then the person's own fields can't be set from here.</param>
/// <param name="HasPassword">Of somebody who is invited: whether whoever invited set one.</param>
/// <param name="PersonVersion">Of an invitation: its own, which tells nothing of the person.</param>
/// <param name="IsInvited">
/// Has not accepted yet. Then all that is seen is what was typed into the invitation, whoever the address belongs to.
/// </param>
[GenerateSerializer, Immutable, Alias("portal.ContactView")]
public sealed record ContactView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Customer,
    [property: Id(2)] string Person,
    [property: Id(3)] ContactSettings Settings,
    [property: Id(4)] bool HasPassword,
    [property: Id(5)] bool HasSecondFactor,
    [property: Id(6)] bool HasOtherPlaces,
    [property: Id(7)] long PersonVersion,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] DateTimeOffset? LastSignInAt,
    [property: Id(10)] bool IsInvited = false) : IShown
{
    public FeedNote ToNote() => new(FeedKeys.Person(Person), PersonVersion);

    /// <summary>
    /// As staff of these rights may see it: a reseller sees nothing of what belongs to the person of somebody who has places
    /// elsewhere.
    /// </summary>
    public ContactView SeenBy(StaffRights rights)
    {
        ArgumentNullException.ThrowIfNull(rights);
        return rights.IsReseller && HasOtherPlaces
            ? this with
            {
                Settings =
                    Settings with
                    {
                        Phone = null,
                        Mobile = null,
                        Language = null,
                        TimeZone = null,
                        EmailVerified = false,
                        MobileVerified = false,
                    },
                HasPassword = true,
                HasSecondFactor = false,
                LastSignInAt = null,
            }
            : this;
    }
}
