using Portal.Audit;
using Portal.Credentials;
using Portal.Saving;

namespace Portal.People;

/// <summary>What belongs to the person alone: password, second factor, address, and what it says of itself.</summary>
internal sealed class PersonCredentials(PersonChanges changes)
{
    // A session that somebody left open must not be good for guessing the password. In memory: it ends with the activation.
    private Failures guesses = Failures.None;

    private PersonState State => changes.State;

    public async Task<SaveResult<PersonSnapshot>> SaveMe(string contact, PersonalSettings settings, Change change)
    {
        if (State.Place(contact) is not { } place)
            return SaveResult<PersonSnapshot>.NotFound();
        if (changes.Refusal(change, changes.Snapshot) is { } refused)
            return refused;
        var (clean, errors) = ContactRules.Check(settings);
        if (errors.Length > 0)
            return SaveResult<PersonSnapshot>.Invalid(errors);
        var next = State with
        {
            Name = clean.Name,
            Phone = clean.Phone,
            Mobile = clean.Mobile,
            MobileVerified = State.MobileVerified && clean.Mobile == State.Mobile,
            Language = clean.Language,
            TimeZone = clean.TimeZone,
            Places = Array.ConvertAll(State.Places, one => one.Contact == contact ? one with { Department = clean.Department } : one),
        };
        var before = new PersonalSettings(State.Name, State.Phone, State.Mobile, place.Department, State.Language, State.TimeZone);
        return await Save(next, change, changes.Audit(change, "person.save", AuditDiff.Of(before, clean), AuditDiff.Of(clean, before)));
    }

    public async Task<SaveResult<PersonSnapshot>> ChangePassword(string session, string current, string next, Change change)
    {
        if (State.Session(session, changes.Now) is not { Session: { Stage: not SessionStage.NeedsCode, Staff: null } })
            return SaveResult<PersonSnapshot>.NotFound();
        if (changes.Refusal(change, changes.Snapshot) is { } refused)
            return refused;
        if (await RefuseCurrent(current) is { } wrong)
            return SaveResult<PersonSnapshot>.Invalid(wrong);
        if (PasswordRules.Refuse(next, State.Email, State.Name) is { } reason)
            return SaveResult<PersonSnapshot>.Invalid(new FieldError("password", reason));
        return await SetPassword(State with { Sessions = PersonSessions.EndOthers(State.Sessions, session) }, next, change);
    }

    public async Task<SaveResult<PersonSnapshot>> ChangeEmail(string currentPassword, string email, Change change)
    {
        if (changes.Refusal(change, changes.Snapshot) is { } refused)
            return refused;
        var errors = new List<FieldError>();
        if (!EmailAddress.TryParse(email, out var address, out var reason))
            errors.Add(new FieldError("email", reason));
        else if (address.Value == State.Email)
            errors.Add(new FieldError("email", "This is already the address."));
        if (await RefuseCurrent(currentPassword) is { } wrong)
            errors.Add(wrong);
        if (errors.Count > 0)
            return SaveResult<PersonSnapshot>.Invalid([.. errors]);

        var hold = await changes.Tools.Holds.Of(address);
        var answer = await hold.Reserve(State.Scope, changes.Id, changes.Now + PersonLinks.Life(LinkPurpose.ChangeEmail));
        var effects = new List<PersonEffect> { changes.Audit(change, "person.emailAsked", null, """{"email":"changed"}""") };
        if (State.NewEmail is { } earlier && earlier != address.Value)
            effects.Add(PersonEffect.Release(earlier, State.Scope, changes.Id));
        return await Save(PersonMailing.ConfirmEmail(changes, State, address.Value, answer.Held, effects), change, [.. effects]);
    }

    public async Task<SaveResult<PersonSnapshot>> WithdrawEmail(Change change)
    {
        if (changes.Refusal(change, changes.Snapshot) is { } refused)
            return refused;
        if (State.NewEmail is not { } waiting)
            return SaveResult<PersonSnapshot>.Saved(changes.Snapshot());
        return await Save(
            State with { NewEmail = null, Links = PersonLinks.Without(State.Links, LinkPurpose.ChangeEmail) },
            change,
            PersonEffect.Release(waiting, State.Scope, changes.Id),
            changes.Audit(change, "person.emailWithdrawn", """{"email":"changed"}""", null));
    }

    public async Task<SaveResult<PersonSnapshot>> UseEmailLink(string tokenHash, string host, Change change)
    {
        if (State.Lives && State.Did(change.OperationId))
            return SaveResult<PersonSnapshot>.Saved(changes.Snapshot());
        if (changes.Link(tokenHash, host) is not { Purpose: LinkPurpose.ChangeEmail } || State.NewEmail is not { } email)
            return SaveResult<PersonSnapshot>.NotFound();
        // Held for longer than any crash between here and the commit that follows.
        var hold = await changes.Tools.Holds.Of(email);
        if (!(await hold.Reserve(State.Scope, changes.Id, changes.Now + TimeSpan.FromDays(1))).Held)
            return SaveResult<PersonSnapshot>.NotFound();
        var next = State with
        {
            Email = email,
            EmailVerified = true,
            NewEmail = null,
            // Links in the old mailbox end with it.
            Links = [],
        };
        return await Save(
            next,
            change,
            PersonEffect.Commit(email, State.Scope, changes.Id),
            PersonEffect.Release(State.Email, State.Scope, changes.Id),
            PersonEffect.Of(next.SecurityChange(changes.Id, "email", changes.Now, to: State.Email)),
            changes.Audit(change, "person.email", """{"email":"changed"}""", """{"email":"changed"}"""));
    }

    public async Task SendLink(LinkPurpose purpose, Change change)
    {
        if (!State.Lives || State.Did(change.OperationId) || purpose != LinkPurpose.ResetPassword)
            return;
        var effects = new List<PersonEffect> { changes.Audit(change, "person.sendLink", null, $$"""{"link":"{{purpose}}"}""") };
        var next = PersonMailing.ResetPassword(changes, State, effects);
        await changes.Commit(next, change, [.. effects]);
    }

    public async Task<LinkView?> ViewLink(string tokenHash, string host)
    {
        if (changes.Link(tokenHash, host) is not { } link)
            return null;
        // An invitation names whom it is from, and nobody else that the person may know.
        var place = link.Contact is { } contact ? State.Place(contact) : null;
        var email = place?.Invitation?.Email ?? State.Email;
        var places = place is not null ? [place] : State.Places.Where(one => one is { Status: ContactStatus.Active, Waits: false });
        var customers = await changes.Tools.Customers.Of(places);
        var names = customers.Values.Select(customer => customer.Name).Order(StringComparer.OrdinalIgnoreCase);
        return new LinkView(link.Purpose, email, [.. names]);
    }

    /// <summary>
    /// A link of an invitation sets the first password and accepts; to somebody who has one by now it is no password's link.
    /// </summary>
    public async Task<SaveResult<PersonSnapshot>> UsePasswordLink(
        string tokenHash, string host, string password, PersonInvitations invitations, Change change)
    {
        if (State.Lives && State.Did(change.OperationId))
            return SaveResult<PersonSnapshot>.Saved(changes.Snapshot());
        if (changes.Link(tokenHash, host) is not { Purpose: LinkPurpose.ResetPassword or LinkPurpose.Invitation } link)
            return SaveResult<PersonSnapshot>.NotFound();
        var place = invitations.Linked(link);
        if (place is not null && State.HasPassword)
            return SaveResult<PersonSnapshot>.NotFound();
        if (PasswordRules.Refuse(password, State.Email, State.Name) is { } reason)
            return SaveResult<PersonSnapshot>.Invalid(new FieldError("password", reason));
        var verified = State.EmailVerified || !link.HandedOver;
        if (place is null)
            return await SetPassword(State with { EmailVerified = verified, Sessions = [] }, password, change, takesBack: true);
        var next = PersonInvitations.Accept(State, place.Contact);
        next = next with { EmailVerified = verified, Sessions = [], Links = PersonLinks.WithoutPlace(next.Links, place.Contact) };
        return await SetPassword(next, password, change, takesBack: true, await invitations.AcceptAudit(place, change));
    }

    /// <param name="takesBack">By a link or by staff: who asked for another address with the old password may have been a stranger.</param>
    private async Task<SaveResult<PersonSnapshot>> SetPassword(
        PersonState next, string password, Change change, bool takesBack = false, params PersonEffect[] more)
    {
        List<PersonEffect> effects = [changes.Audit(change, "person.password", null, """{"password":"changed"}"""), .. more];
        next = NewPassword(next, await changes.Tools.Passwords.Hash(password), takesBack, effects);
        // Who just set the first one needn't be told.
        if (State.HasPassword)
            effects.Add(PersonEffect.Of(next.SecurityChange(changes.Id, "password", changes.Now)));
        return await Save(next, change, [.. effects]);
    }

    /// <summary>A new password, and the end of what somebody with the old one may have begun.</summary>
    public PersonState NewPassword(PersonState next, string hash, bool takesBack, List<PersonEffect> effects)
    {
        next = next with
        {
            PasswordHash = hash,
            Links = PersonLinks.AfterPassword(next.Links),
        };
        if (!takesBack || State.NewEmail is not { } waiting)
            return next;
        effects.Add(PersonEffect.Release(waiting, State.Scope, changes.Id));
        return next with { NewEmail = null, Links = PersonLinks.Without(next.Links, LinkPurpose.ChangeEmail) };
    }

    /// <summary>Null: it is the present password.</summary>
    public async Task<FieldError?> RefuseCurrent(string current)
    {
        if (guesses.WaitUntil(changes.Now) is not null)
            return new FieldError("currentPassword", "Too many failed attempts. Wait a moment, then try again.");
        if (State.PasswordHash is { } hash && current.Length <= PasswordRules.Longest
            && (await changes.Tools.Passwords.Check(hash, current)).Right)
        {
            guesses = Failures.None;
            return null;
        }

        guesses = guesses.Add(changes.Now);
        return new FieldError("currentPassword", "This is not your current password.");
    }

    public async Task<SaveResult<PersonSnapshot>> Save(PersonState next, Change change, params PersonEffect[] effects)
    {
        var announced = await changes.Commit(next, change, effects);
        return SaveResult<PersonSnapshot>.Saved(changes.Snapshot(), announced);
    }
}
