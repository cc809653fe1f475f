using Portal.Saving;

namespace Portal.People;

/// <summary>
/// A place that its person has not accepted: all that whoever invited sees of it is here, so that an address reads the same
/// whether somebody signs in with it already or not.
/// </summary>
internal sealed record StoredInvitation : Kept
{
    public required string Name { get; init; }
    public required string Email { get; init; }
    public string? Phone { get; init; }
    public string? Mobile { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }
    public bool EmailVerified { get; init; }
    public bool MobileVerified { get; init; }
    public required string Inviter { get; init; }

    /// <summary>Whoever invited set a password by hand.</summary>
    public bool HasPassword { get; init; }

    /// <summary>And it is the person's: signing in with it accepts.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Rises with each change of the place: a person's own would tell that it has a past.</summary>
    public long Version { get; init; } = 1;

    public static StoredInvitation Of(ContactSettings typed, string inviter) =>
        new StoredInvitation { Name = "", Email = typed.Email, Inviter = inviter }.With(typed);

    public StoredInvitation With(ContactSettings typed) => this with
    {
        Name = typed.Name,
        Phone = typed.Phone,
        Mobile = typed.Mobile,
        Language = typed.Language,
        TimeZone = typed.TimeZone,
        EmailVerified = typed.EmailVerified,
        MobileVerified = typed.MobileVerified,
    };
}
