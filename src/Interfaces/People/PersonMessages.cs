using Portal.Saving;

namespace Portal.People;

/// <summary>A new person with its first place.</summary>
/// <param name="Scope">A host, or <see cref="LoginScope.Anywhere"/>; the caller holds the address's claim there.</param>
/// <param name="PasswordHash">Null: none yet, the mailed invitation sets one.</param>
/// <param name="Invited">Somebody else gives the place: it reads as an invitation until the person takes it.</param>
[GenerateSerializer, Immutable, Alias("portal.PersonDraft")]
public sealed record PersonDraft(
    [property: Id(0)] string Scope,
    [property: Id(1)] string HomeHost,
    [property: Id(2)] string? PasswordHash,
    [property: Id(3)] PlaceDraft Place,
    [property: Id(4)] bool Invited = false) : Kept
{
    public override string ToString() => nameof(PersonDraft);
}

/// <param name="Contact">Id of the contact, minted by the caller: the same one again changes nothing.</param>
/// <param name="HasPassword">
/// Whoever invites typed a password: it counts for nothing where the person exists, and the answer says it all the same.
/// </param>
[GenerateSerializer, Immutable, Alias("portal.PlaceDraft")]
public sealed record PlaceDraft(
    [property: Id(0)] string Contact,
    [property: Id(1)] string Customer,
    [property: Id(2)] ContactSettings Settings,
    [property: Id(3)] bool HasPassword = false) : Kept;

/// <summary>First step of signing in.</summary>
/// <param name="Remember">The session ends after 30 days without a request instead of 12 hours.</param>
/// <param name="RequiresSecondFactor">The domain's flag.</param>
/// <param name="KnownDevice">The browser signed in here before: no mail about a new device.</param>
[GenerateSerializer, Immutable, Alias("portal.PersonSignIn")]
public sealed record PersonSignIn(
    [property: Id(0)] string Host,
    [property: Id(1)] string Password,
    [property: Id(2)] string? Source,
    [property: Id(3)] string? Agent,
    [property: Id(4)] bool Remember,
    [property: Id(5)] bool RequiresSecondFactor,
    [property: Id(6)] bool KnownDevice)
{
    public override string ToString() => nameof(PersonSignIn);
}

/// <summary>What a step of signing in came to.</summary>
/// <param name="Token">For the cookie, with the person's id; null: refused. It replaces an earlier one.</param>
/// <param name="Version">The person's version that has the session: wait for it before the next page.</param>
/// <param name="Invitation">
/// Refused, but the password was right, and the person has nothing here but an invitation: the token of its page.
/// </param>
/// <param name="Waits">Refused, but the password was right: the customer waits for staff's approval.</param>
[GenerateSerializer, Immutable, Alias("portal.PersonSignInAnswer")]
public sealed record PersonSignInAnswer(
    [property: Id(0)] string? Token,
    [property: Id(1)] SessionStage Stage,
    [property: Id(2)] long Version,
    [property: Id(3)] bool Waits = false,
    [property: Id(4)] string? Invitation = null)
{
    public static readonly PersonSignInAnswer Refused = new(null, SessionStage.NeedsCode, 0);
    public static readonly PersonSignInAnswer WaitsForApproval = Refused with { Waits = true };

    public override string ToString() => nameof(PersonSignInAnswer);
}

/// <summary>An invitation as whoever holds its link reads it.</summary>
/// <param name="Email">Where it was sent.</param>
/// <param name="NeedsPassword">The person has none yet: accepting sets it.</param>
[GenerateSerializer, Immutable, Alias("portal.PersonInvitation")]
public sealed record PersonInvitation(
    [property: Id(0)] string Contact,
    [property: Id(1)] string CustomerName,
    [property: Id(2)] string Inviter,
    [property: Id(3)] string Email,
    [property: Id(4)] bool NeedsPassword);

/// <summary>What a person says of itself.</summary>
[GenerateSerializer, Immutable, Alias("portal.PersonalSettings")]
public sealed record PersonalSettings(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Phone,
    [property: Id(2)] string? Mobile,
    [property: Id(3)] string? Department,
    [property: Id(4)] string? Language,
    [property: Id(5)] string? TimeZone);

/// <summary>A second factor that waits for its first code.</summary>
/// <param name="Secret">Base 32.</param>
/// <param name="Uri"><c>otpauth://</c>, as a QR code holds it.</param>
/// <param name="Offer">The same, sealed: what the page sends back with the first code. It holds for an hour.</param>
[GenerateSerializer, Immutable, Alias("portal.PersonEnrolment")]
public sealed record PersonEnrolment([property: Id(0)] string Secret, [property: Id(1)] string Uri, [property: Id(2)] string Offer)
{
    public override string ToString() => nameof(PersonEnrolment);
}

/// <summary>What the page of a mailed link says.</summary>
/// <param name="Email">Whom it was mailed to, and who signs in after it.</param>
/// <param name="Customers">Names of the customers that the person is invited for or a contact of.</param>
[GenerateSerializer, Immutable, Alias("portal.LinkView")]
public sealed record LinkView([property: Id(0)] LinkPurpose Purpose, [property: Id(1)] string Email, [property: Id(2)] string[] Customers)
{
    public override string ToString() => nameof(LinkView);
}

/// <summary>An invitation that staff hand over.</summary>
/// <param name="Path">Path and query on <paramref name="Host"/>; holds the token.</param>
[GenerateSerializer, Immutable, Alias("portal.InvitationLink")]
public sealed record InvitationLink([property: Id(0)] string Host, [property: Id(1)] string Path, [property: Id(2)] DateTimeOffset EndsAt)
{
    public override string ToString() => nameof(InvitationLink);
}

/// <summary>What mailed links are for.</summary>
[GenerateSerializer]
public enum LinkPurpose
{
    /// <summary>A new password for who forgot the old one. 30 minutes.</summary>
    ResetPassword,

    /// <summary>Accepts an invitation; of somebody new it sets the first password. 7 days.</summary>
    Invitation,

    /// <summary>Confirms a changed e-mail address. 30 minutes.</summary>
    ChangeEmail,
}
