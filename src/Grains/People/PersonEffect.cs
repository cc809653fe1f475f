using Portal.Audit;
using Portal.Mail;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.People;

/// <summary>One thing that follows from a write and is repeated until it is done. One of its parts is set.</summary>
internal sealed record PersonEffect : Kept
{
    public AuditEntry? Audit { get; init; }
    public PersonMail? Mail { get; init; }
    public ClaimChange? Claim { get; init; }
    public SplitOff? Split { get; init; }

    public static PersonEffect Of(AuditEntry audit) => new() { Audit = audit };

    public static PersonEffect Of(PersonMail mail) => new() { Mail = mail };

    public static PersonEffect Commit(string email, string scope, string holder) =>
        new() { Claim = new ClaimChange(email, scope, holder, Commits: true) };

    public static PersonEffect Release(string email, string scope, string holder) =>
        new() { Claim = new ClaimChange(email, scope, holder, Commits: false) };
}

/// <summary>A hold on an address that becomes lasting, or ends.</summary>
internal sealed record ClaimChange(string Email, string Scope, string Holder, bool Commits) : Kept;

/// <summary>A person that takes one place with it into another scope.</summary>
/// <param name="OperationId">Under which it is made, however often that is repeated.</param>
internal sealed record SplitOff(string Person, PersonDraft Draft, string OperationId, Actor Actor) : Kept;

/// <summary>A mail on its way to the outbox. Its link has a token, so it is sealed.</summary>
internal sealed record PersonMail : Kept
{
    public required string Box { get; init; }

    /// <summary>Without its link.</summary>
    public required MailDraft Draft { get; init; }
    public string? SealedLink { get; init; }

    public MailDraft Open(ISecrets secrets) =>
        SealedLink is null ? Draft : Draft with { Link = secrets.Open(SecretPurposes.PersonMail, SealedLink) };

    public override string ToString() => nameof(PersonMail);
}
