using Portal.Access;
using Portal.Feed;
using Portal.Saving;

namespace Portal.People;

/// <summary>How far a session has come.</summary>
[GenerateSerializer]
public enum SessionStage
{
    /// <summary>The password was right; the code is still to come.</summary>
    NeedsCode,

    /// <summary>Signed in, but the domain wants a second factor set up first.</summary>
    NeedsSecondFactor,

    /// <summary>Signed in.</summary>
    Whole,
}

/// <summary>One browser that a person is signed in with.</summary>
/// <param name="Id">Hash of the cookie's token: the token itself is stored nowhere.</param>
/// <param name="Host">The only host that it is good on.</param>
/// <param name="Contact">The place that it works for.</param>
/// <param name="Staff">A member of staff who looks at the portal as this contact; null: the person.</param>
[GenerateSerializer, Immutable, Alias("portal.PersonSession")]
public sealed record PersonSession(
    [property: Id(0)] string Id,
    [property: Id(1)] string Host,
    [property: Id(2)] string Contact,
    [property: Id(3)] SessionStage Stage,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset SeenAt,
    [property: Id(6)] DateTimeOffset EndsAt,
    [property: Id(7)] string? Source,
    [property: Id(8)] string? Agent,
    [property: Id(9)] StaffVisit? Staff) : Kept;

/// <param name="Name">What the banner shows.</param>
[GenerateSerializer, Immutable, Alias("portal.StaffVisit")]
public sealed record StaffVisit([property: Id(0)] string Id, [property: Id(1)] string Name) : Kept;

/// <summary>A place of a person, as front ends keep it.</summary>
/// <param name="InvitedBy">Who offers it, while the person has not accepted: it can't be used. Null: it is the person's.</param>
[GenerateSerializer, Immutable, Alias("portal.PersonPlace")]
public sealed record PersonPlace(
    [property: Id(0)] string Contact,
    [property: Id(1)] string Customer,
    [property: Id(2)] ContactRole Role,
    [property: Id(3)] ContactStatus Status,
    [property: Id(4)] string[] AllowedIps,
    [property: Id(5)] string? Department,
    [property: Id(6)] string? PublicNotes,
    [property: Id(7)] string? InvitedBy = null);

/// <summary>A person as front ends keep it: no password, no second factor, no token.</summary>
[GenerateSerializer, Immutable, Alias("portal.PersonSnapshot")]
public sealed record PersonSnapshot : IShown
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required long Version { get; init; }

    /// <summary>It has no places any more: nobody signs in as it.</summary>
    [Id(2)] public bool IsGone { get; init; }
    [Id(3)] public string Email { get; init; } = "";
    [Id(4)] public string Name { get; init; } = "";
    [Id(5)] public string? Phone { get; init; }
    [Id(6)] public string? Mobile { get; init; }
    [Id(7)] public string? Language { get; init; }
    [Id(8)] public string? TimeZone { get; init; }

    /// <summary>A host, or <see cref="LoginScope.Anywhere"/>.</summary>
    [Id(9)] public string Scope { get; init; } = "";

    /// <summary>The host that links in mails lead to.</summary>
    [Id(10)] public string HomeHost { get; init; } = "";
    [Id(11)] public bool EmailVerified { get; init; }
    [Id(12)] public bool HasPassword { get; init; }
    [Id(13)] public bool HasSecondFactor { get; init; }
    [Id(14)] public int RecoveryCodesLeft { get; init; }
    [Id(15)] public PersonPlace[] Places { get; init; } = [];
    [Id(16)] public PersonSession[] Sessions { get; init; } = [];

    /// <summary>An address that waits for its confirmation; null: none.</summary>
    [Id(17)] public string? NewEmail { get; init; }

    public FeedNote ToNote() => new(FeedKeys.Person(Id), Version);
}
