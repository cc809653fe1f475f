using System.Globalization;
using Portal.Mail;
using Portal.Secrets;

namespace Portal.People;

/// <summary>The mails that a person gets of what happens to it.</summary>
internal static class PersonMails
{
    /// <summary>Where sessions are ended.</summary>
    private const string Profile = "/profile";

    public static PersonMail SecurityChange(this PersonState next, string id, string what, DateTimeOffset now, string? to = null) =>
        next.Write(id, MailKind.SecurityChange, to, null, ("what", what), ("time", Time(now)));

    public static PersonMail NewDevice(this PersonState next, string id, PersonSession session, DateTimeOffset now) => next
        .Write(
            id, MailKind.NewDevice, null, null, ("time", Time(now)), ("source", session.Source ?? ""), ("agent", session.Agent ?? ""))
        .To(Profile);

    /// <summary>A mail with a link that has a token.</summary>
    /// <param name="path">Path and query: sealed until the outbox has it.</param>
    public static PersonMail WithLink(
        this PersonState next,
        string id,
        MailKind kind,
        string? to,
        string path,
        DateTimeOffset ends,
        ISecrets secrets,
        params (string Name, string Value)[] values) =>
        next.Write(id, kind, to, ends, values) with { SealedLink = secrets.Seal(SecretPurposes.PersonMail, path) };

    private static PersonMail Write(
        this PersonState next,
        string id,
        MailKind kind,
        string? to,
        DateTimeOffset? ends,
        params (string Name, string Value)[] values) => new()
        {
            Box = next.HomeHost,
            Draft = new MailDraft
            {
                // One for each kind and write, so what is repeated after a crash is one mail.
                Id = string.Create(CultureInfo.InvariantCulture, $"{id}-{next.Version + 1}-{kind}"),
                Kind = kind,
                ToAddress = to ?? next.Email,
                ToName = next.Name,
                Language = next.Language,
                TimeZone = next.TimeZone,
                Values = values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
                UsefulUntil = ends,
            },
        };

    // A link without a token is no secret.
    private static PersonMail To(this PersonMail mail, string path) => mail with { Draft = mail.Draft with { Link = path } };

    private static string Time(DateTimeOffset now) => now.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
}
