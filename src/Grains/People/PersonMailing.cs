using Portal.Mail;
using Portal.Saving;

namespace Portal.People;

/// <summary>Links that are mailed to a person.</summary>
internal static class PersonMailing
{
    private const string PasswordPage = "/reset-password";
    private const string EmailPage = "/verify-email";

    /// <summary>A new invitation: earlier ones end.</summary>
    public static PersonState Invite(PersonBook book, PersonState next, string? customer, Change change, List<PersonEffect> effects) => Link(
        book, next, LinkPurpose.Invitation, MailKind.Invitation, PasswordPage, next.Email, effects, ("customer", customer ?? ""), ("inviter", change.Actor.Name));

    public static PersonState ResetPassword(PersonBook book, PersonState next, List<PersonEffect> effects) =>
        Link(book, next, LinkPurpose.ResetPassword, MailKind.ResetPassword, PasswordPage, next.Email, effects);

    /// <param name="mailed">False: the address is taken. All looks alike, but nobody gets the link.</param>
    public static PersonState ConfirmEmail(PersonBook book, PersonState next, string email, bool mailed, List<PersonEffect> effects) =>
        Link(book, next with { NewEmail = email }, LinkPurpose.ChangeEmail, MailKind.ChangeEmail, EmailPage, email, mailed ? effects : []);

    private static PersonState Link(
        PersonBook book, PersonState next, LinkPurpose purpose, MailKind kind, string page, string to, List<PersonEffect> effects, params (string Name, string Value)[] values)
    {
        var token = PersonTokens.New();
        var ends = book.Now + PersonLinks.Life(purpose);
        effects.Add(PersonEffect.Of(next.WithLink(book.Id, kind, to, $"{page}?token={PersonTokens.Join(book.Id, token)}", ends, book.Tools.Secrets, values)));
        return next with { Links = PersonLinks.Add(next.Links, new PersonLink(PersonTokens.Hash(token), purpose, next.HomeHost, ends)) };
    }
}
