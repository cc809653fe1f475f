using Portal.Mail;
using Portal.People;
using Portal.Secrets;

namespace Portal.SignUp;

/// <summary>
/// The mails of a sign-up. A link's token is nowhere in clear: it is sealed in the document until the outbox has the mail,
/// so that a crash between the two neither loses the mail nor sends a link whose token nobody knows.
/// </summary>
internal sealed class SignUpMails(IGrainFactory grains, ISecrets secrets)
{
    public StoredMail Verify(string id, int number, SignUpForm form, string token, DateTimeOffset linkEndsAt) => new(
        form.Host, $"{id}-{number}", MailKind.VerifyEmail, form.Email!, form.Name!, form.Language, Seal(SignUpLink.PathOf(id, token)), linkEndsAt);

    /// <summary>To the owner of an address that is known: from the owner's own domain, in the owner's language.</summary>
    public async Task<StoredMail> Known(string id, SignUpForm form, string person)
    {
        var owner = await grains.GetGrain<IPersonGrain>(person).GetSnapshot(-1);
        var isThere = owner is { IsGone: false, HomeHost.Length: > 0 };
        return new(
            isThere ? owner!.HomeHost : form.Host, $"{id}-known", MailKind.KnownAddress, form.Email!,
            isThere ? owner!.Name : form.Name!, isThere && owner!.Language is { } language ? language : form.Language, Seal("/sign-in"), null);
    }

    public Task Send(StoredMail mail) => grains.GetGrain<IOutboxGrain>(mail.Box).Enqueue(new MailDraft
    {
        Id = mail.Id,
        Kind = mail.Kind,
        ToAddress = mail.ToAddress,
        ToName = mail.ToName,
        Language = mail.Language,
        Link = secrets.Open(SecretPurposes.SignUpLink, mail.SealedLink),
        UsefulUntil = mail.UsefulUntil,
    });

    public Task Welcome(string id, SignUpState now) => grains.GetGrain<IOutboxGrain>(now.Host).Enqueue(new MailDraft
    {
        Id = $"{id}-welcome",
        Kind = MailKind.Welcome,
        ToAddress = now.Person!.Email,
        ToName = now.Person.Name,
        Language = now.Person.Language,
        TimeZone = now.Customer!.TimeZone,
        Link = "/sign-in",
    });

    private string Seal(string link) => secrets.Seal(SecretPurposes.SignUpLink, link);
}
