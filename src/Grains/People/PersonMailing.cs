using Portal.Mail;
using Portal.Saving;

namespace Portal.People;

/// <summary>Links that are mailed to a person.</summary>
internal static class PersonMailing
{
    public const string PasswordPage = "/reset-password";
    private const string EmailPage = "/verify-email";

    /// <summary>
    /// A new invitation to a place: its earlier link ends. It goes where it was addressed to, under the name that was typed.
    /// </summary>
    public static PersonState Invite(
        PersonChanges changes, PersonState next, StoredPlace place, string? customer, Actor by, List<PersonEffect> effects)
    {
        (string, string)[] values = [("customer", customer ?? ""), ("inviter", Inviter.Of(by, customer))];
        var addressed = next with { Name = place.Invitation?.Name ?? next.Name };
        var linked = Link(
            changes,
            addressed,
            LinkPurpose.Invitation,
            MailKind.Invitation,
            PasswordPage,
            place.Invitation?.Email ?? next.Email,
            effects,
            place.Contact,
            next.HasPassword ? [.. values, (MailSituations.Value, MailSituations.Accept)] : values);
        return next with { Links = linked.Links };
    }

    public static PersonState ResetPassword(PersonChanges changes, PersonState next, List<PersonEffect> effects) =>
        Link(changes, next, LinkPurpose.ResetPassword, MailKind.ResetPassword, PasswordPage, next.Email, effects, null);

    /// <param name="mailed">False: the address is taken. All looks alike, but nobody gets the link.</param>
    public static PersonState ConfirmEmail(
        PersonChanges changes, PersonState next, string email, bool mailed, List<PersonEffect> effects) =>
        Link(
            changes,
            next with { NewEmail = email },
            LinkPurpose.ChangeEmail,
            MailKind.ChangeEmail,
            EmailPage,
            email,
            mailed ? effects : [],
            null);

    private static PersonState Link(
        PersonChanges changes,
        PersonState next,
        LinkPurpose purpose,
        MailKind kind,
        string page,
        string to,
        List<PersonEffect> effects,
        string? contact,
        params (string Name, string Value)[] values)
    {
        var token = PersonTokens.New();
        var ends = changes.Now + PersonLinks.Life(purpose);
        effects.Add(
            PersonEffect.Of(
                next.WithLink(
                    changes.Id, kind, to, $"{page}?token={PersonTokens.Join(changes.Id, token)}", ends, changes.Tools.Secrets, values)));
        var link = new PersonLink(PersonTokens.Hash(token), purpose, next.HomeHost, ends, contact);
        return next with { Links = PersonLinks.Add(next.Links, link) };
    }
}
