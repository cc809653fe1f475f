using Portal.Saving;

namespace Portal.Mail;

/// <summary>The mails that there are. Each has a text in each language.</summary>
[GenerateSerializer]
public enum MailKind
{
    /// <summary>Confirm the address of a sign-up. Link: <c>/verify-email</c>.</summary>
    VerifyEmail,

    /// <summary>Somebody signed up with an address that has an account. Link: <c>/sign-in</c>.</summary>
    KnownAddress,

    /// <summary>The account is there. Link: <c>/sign-in</c>.</summary>
    Welcome,

    /// <summary>Link: <c>/reset-password</c>.</summary>
    ResetPassword,

    /// <summary>
    /// Invited as a contact, whether the address signs in already or not; link: <c>/reset-password</c>. Values:
    /// <c>customer</c>, <c>inviter</c>.
    /// </summary>
    Invitation,

    /// <summary>
    /// Sent no more, yet an outbox may hold one: somebody with an account got one more place. Link: <c>/sign-in</c>. Values:
    /// <c>customer</c>, <c>inviter</c>.
    /// </summary>
    PlaceAdded,

    /// <summary>Signed in from a browser that was not seen before. Values: <c>time</c> (RFC 3339), <c>source</c>, <c>agent</c>.</summary>
    NewDevice,

    /// <summary>
    /// The password or the second factor changed. Values: <c>what</c> (<c>password</c>, <c>secondFactor</c>, <c>email</c>),
    /// <c>time</c>.
    /// </summary>
    SecurityChange,

    /// <summary>Confirm a changed address. Link: <c>/verify-email</c>.</summary>
    ChangeEmail,

    /// <summary>A contract waits. Link: <c>/contracts</c>. Values: <c>contract</c>, <c>until</c>.</summary>
    ContractAsked,

    /// <summary>
    /// To the operator: a live domain's CNAME left. Values: <c>host</c>, <c>seen</c>, <c>expected</c>, <c>ends</c>,
    /// <c>days</c>. Link on the control host: <c>/domains/…</c>.
    /// </summary>
    DomainLeaves,

    /// <summary>
    /// To the operator: somebody signed up in another currency than the template's. Values: <c>customer</c>, <c>host</c>. Link
    /// on the control host.
    /// </summary>
    SignUpNotice,

    /// <summary>A confirmed sign-up waits for staff. No link.</summary>
    SignUpWaits,

    /// <summary>Staff let a sign-up in. Link: <c>/sign-in</c>. Values: <c>customer</c>.</summary>
    SignUpApproved,

    /// <summary>Staff refused a sign-up. Values: <c>customer</c>, <c>reason</c>. No link.</summary>
    SignUpRefused,

    /// <summary>To staff: a sign-up waits for their word. Values: <c>customer</c>, <c>host</c>. Link on the control host.</summary>
    SignUpAsks,

    /// <summary>To staff who forgot their password. Link on the control host: <c>/invitation</c>.</summary>
    StaffPassword,

    /// <summary>A file that a contact asked for is made. Link: <c>/exports</c>. Values: <c>rows</c>, as text.</summary>
    ExportReady,

    /// <summary>
    /// An alert fires. Values: <c>alert</c> (its title), <c>customer</c>, <c>time</c>, <c>since</c>, <c>situation</c>, and plain numbers
    /// that the mail puts into words: <c>area</c>, <c>operator</c>, <c>threshold</c>, <c>number</c>, <c>usual</c>, <c>away</c>,
    /// <c>currency</c>, <c>minutes</c>. Link: to what shows it.
    /// </summary>
    AlertFired,

    /// <summary>It fires still. The same values.</summary>
    AlertStill,

    /// <summary>It is over. The same values.</summary>
    AlertOver,
}

/// <summary>One mail to be sent. It is made into words when it is sent, in the brand of that moment.</summary>
[GenerateSerializer, Immutable, Alias("portal.MailDraft")]
public sealed record MailDraft : Kept
{
    /// <summary>The same id again is the same mail: it is sent once.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required MailKind Kind { get; init; }
    [Id(2)] public required string ToAddress { get; init; }
    [Id(3)] public string? ToName { get; init; }

    /// <summary>Null: the domain's first.</summary>
    [Id(4)] public string? Language { get; init; }

    /// <summary>IANA name, for times in the text; null: UTC.</summary>
    [Id(5)] public string? TimeZone { get; init; }

    /// <summary>Path and query on the recipient's own domain; may hold a token, so it is stored sealed and forgotten once sent.</summary>
    [Id(6)] public string? Link { get; init; }

    /// <summary>Shown in the text; never secret.</summary>
    [Id(7)] public Dictionary<string, string> Values { get; init; } = new(StringComparer.Ordinal);

    /// <summary>After it the mail is of no use (its link is late) and is dropped, told as such in the log; null: two days.</summary>
    [Id(8)] public DateTimeOffset? UsefulUntil { get; init; }

    public override string ToString() => FormattableString.Invariant($"{Kind} {Id}");
}
