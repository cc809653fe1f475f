using Portal.Customers;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.SignUp;

/// <summary>
/// The mails of a sign-up. A link's token is nowhere in clear: it is sealed in the document until the outbox has the mail,
/// so that a crash between the two neither loses the mail nor sends a link whose token nobody knows.
/// </summary>
internal sealed class SignUpMails(IGrainFactory grains, ISecrets secrets)
{
    /// <param name="approved">Staff approve sign-ups there.</param>
    public StoredMail Verify(string id, int number, SignUpForm form, string token, DateTimeOffset linkEndsAt, bool approved) => new(
        form.Host,
        $"{id}-{number}",
        MailKind.VerifyEmail,
        form.Email!,
        form.Name!,
        form.Language,
        Seal(SignUpLink.PathOf(id, token)),
        linkEndsAt,
        approved ? MailSituations.Approval : null);

    /// <summary>To the owner of an address that is known: from the owner's own domain, in the owner's language.</summary>
    public async Task<StoredMail> Known(string id, SignUpForm form, string person)
    {
        var owner = await grains.GetGrain<IPersonGrain>(person).GetSnapshot(-1);
        var isThere = owner is { IsGone: false, HomeHost.Length: > 0 };
        var situation = isThere ? await Situation(owner!) : null;
        return new(
            isThere ? owner!.HomeHost : form.Host,
            $"{id}-known",
            MailKind.KnownAddress,
            form.Email!,
            isThere ? owner!.Name : form.Name!,
            isThere && owner!.Language is { } language ? language : form.Language,
            Seal(situation is null ? "/sign-in" : ""),
            null,
            situation);
    }

    public Task Send(StoredMail mail) => grains.GetGrain<IOutboxGrain>(mail.Box).Enqueue(new MailDraft
    {
        Id = mail.Id,
        Kind = mail.Kind,
        ToAddress = mail.ToAddress,
        ToName = mail.ToName,
        Language = mail.Language,
        Link = secrets.Open(SecretPurposes.SignUpLink, mail.SealedLink) is { Length: > 0 } link ? link : null,
        UsefulUntil = mail.UsefulUntil,
        Values = mail.Situation is { } situation
            ? new(StringComparer.Ordinal) { [MailSituations.Value] = situation }
            : new(StringComparer.Ordinal),
    });

    /// <summary>How it stands with the new account: open, or waiting; or what staff decided before there was anybody to tell.</summary>
    public async Task Welcome(string id, SignUpState now)
    {
        var view = now.Customer!.Status == CustomerStatus.PendingApproval
            ? await grains.GetGrain<ICustomerGrain>(now.CustomerId!).Get()
            : null;
        var kind = view?.Settings.Status.KnownOr(CustomerStatus.Active) switch
        {
            CustomerStatus.PendingApproval => MailKind.SignUpWaits,
            CustomerStatus.Inactive => MailKind.SignUpRefused,
            null or CustomerStatus.Active or CustomerStatus.Penalty => MailKind.Welcome,
            var other => throw new InvalidOperationException($"A status that nobody thought of: {other}."),
        };
        await grains.GetGrain<IOutboxGrain>(now.Host).Enqueue(new MailDraft
        {
            Id = $"{id}-welcome",
            Kind = kind,
            ToAddress = now.Person!.Email,
            ToName = now.Person.Name,
            Language = now.Person.Language,
            TimeZone = now.Customer.TimeZone,
            Link = kind == MailKind.Welcome ? "/sign-in" : null,
            Values = MailSituations.OfSignUp(now.Customer.Name, kind == MailKind.SignUpRefused, view?.Refusal),
        });
    }

    /// <summary>Null: the owner can sign in for one customer at least, or has nobody to sign in for.</summary>
    private async Task<string?> Situation(PersonSnapshot owner)
    {
        var customers = await Task.WhenAll(owner.Places
            .Where(place => place.InvitedBy is null)
            .Select(place => grains.GetGrain<ICustomerGrain>(place.Customer).GetSnapshot(-1)));
        var states = customers.Select(customer => customer?.Settings?.Status).OfType<CustomerStatus>().ToArray();
        return states.Any(state => state is CustomerStatus.Active or CustomerStatus.Penalty) ? null
            : states.Contains(CustomerStatus.PendingApproval) ? MailSituations.Waits
            : states.Length > 0 ? MailSituations.Closed
            : null;
    }

    private string Seal(string link) => secrets.Seal(SecretPurposes.SignUpLink, link);
}
