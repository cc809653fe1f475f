using Portal.Audit;
using Portal.Credentials;
using Portal.Saving;

namespace Portal.People;

/// <summary>A person's places: added, saved, removed.</summary>
internal sealed class PersonPlacing(PersonChanges changes, PersonCredentials credentials)
{
    private PersonState State => changes.State;

    public async Task<SaveResult<ContactView>> Create(PersonDraft draft, Change change)
    {
        if (State.Version > 0)
        {
            return State.Place(draft.Place.Contact) is { } there ? SaveResult<ContactView>.Saved(View(there))
                : State.Did(change.OperationId) ? SaveResult<ContactView>.NotFound()
                : SaveResult<ContactView>.Exists("email", "Somebody with this id already exists.");
        }

        var (clean, errors) = ContactRules.Check(draft.Place.Settings, null, change);
        if (errors.Length > 0)
            return SaveResult<ContactView>.Invalid(errors);
        var place = StoredPlace.From(draft.Place with { Settings = clean }, changes.Now);
        var isOpen = draft.PasswordHash is not null;
        var customer = await changes.Tools.Customers.Find(place.Customer);
        var inviter = Inviter.Of(change.Actor, customer?.Settings.Name);
        if (draft.Invited)
        {
            place = place with
            {
                Invitation = StoredInvitation.Of(clean, inviter) with { HasPassword = isOpen, IsOpen = isOpen },
            };
        }

        var next = Own(State, clean) with
        {
            CreatedAt = changes.Now,
            Email = clean.Email,
            Scope = draft.Scope,
            HomeHost = draft.HomeHost,
            PasswordHash = draft.PasswordHash,
            Known = !draft.Invited,
            Places = [place],
        };
        var effects = new List<PersonEffect> { PersonEffect.Commit(next.Email, next.Scope, changes.Id) };
        if (!isOpen)
            next = PersonMailing.Invite(changes, next, place, customer?.Settings.Name, change.Actor, effects);
        effects.Add(Audit(change, "contact.add", place, customer?.Brand, null, AuditDiff.Of(next.ToSettings(place), null)));
        return Saved(place.Contact, await changes.Commit(next, change, [.. effects]));
    }

    public async Task<SaveResult<ContactView>> AddPlace(PlaceDraft draft, Change change)
    {
        if (!State.Lives)
            return SaveResult<ContactView>.NotFound();
        if (State.Place(draft.Contact) is { } there)
            return SaveResult<ContactView>.Saved(View(there));
        if (State.Did(change.OperationId))
            return SaveResult<ContactView>.NotFound();
        if (State.Places.Any(place => place.Customer == draft.Customer))
            return SaveResult<ContactView>.Exists("email", "This person is already a contact here.");
        // As of somebody new: the answer must not tell that there is somebody.
        var (clean, errors) = ContactRules.Check(draft.Settings, null, change);
        if (errors.Length > 0)
            return SaveResult<ContactView>.Invalid(errors);
        var customer = await changes.Tools.Customers.Find(draft.Customer);
        var inviter = Inviter.Of(change.Actor, customer?.Settings.Name);
        var place = StoredPlace.From(draft with { Settings = clean }, changes.Now) with
        {
            Invitation = StoredInvitation.Of(clean, inviter) with { HasPassword = draft.HasPassword },
        };
        var effects = new List<PersonEffect>();
        var next = PersonMailing.Invite(
            changes, State with { Places = [.. State.Places, place] }, place, customer?.Settings.Name, change.Actor, effects);
        effects.Add(Audit(change, "contact.add", place, customer?.Brand, null, AuditDiff.Of(next.ToSettings(place), null)));
        return Saved(place.Contact, await changes.Commit(next, change, [.. effects]));
    }

    public async Task<SaveResult<ContactView>> SavePlace(string contact, ContactSettings settings, SecretInput password, Change change)
    {
        if (State.Place(contact) is not { } place)
            return SaveResult<ContactView>.NotFound();
        if (changes.Refusal(change, () => View(place), place) is { } refused)
            return refused;
        // An invitation is checked and answered as if there were nobody but whom it was typed for.
        var alone = place.Invitation is not null || !State.HasPlaceBeside(contact);
        var (clean, errors) = Check(place, settings, password, alone, change);
        if (errors.Count > 0)
            return SaveResult<ContactView>.Invalid([.. errors]);

        var isOwn = alone && (place.Invitation is null || State.IsOf(place));
        var saved = place.With(clean);
        if (place.Invitation is { } invitation)
        {
            var sets = !password.Keeps;
            saved = saved with
            {
                Invitation = invitation.With(clean) with
                {
                    Version = invitation.Version + 1,
                    HasPassword = invitation.HasPassword || sets,
                    IsOpen = invitation.IsOpen || (isOwn && sets),
                },
            };
        }

        var next = (isOwn ? Own(State, clean) : State) with
        {
            Places = Array.ConvertAll(State.Places, one => one.Contact == contact ? saved : one),
        };
        var effects = new List<PersonEffect>();
        var changed = "";
        if (isOwn && !password.Keeps && password.Value is { } text)
        {
            next = credentials.NewPassword(next with { Sessions = [] }, await changes.Tools.Passwords.Hash(text), takesBack: true, effects);
            effects.Add(PersonEffect.Of(next.SecurityChange(changes.Id, "password", changes.Now)));
            changed = "changed";
        }

        if (saved.Status != ContactStatus.Active)
            next = next with { Sessions = PersonSessions.EndPlace(next.Sessions, contact) };
        var customer = await changes.Tools.Customers.Find(place.Customer);
        var (before, after) = (State.ToSettings(place), next.ToSettings(saved));
        effects.Add(Audit(change, "contact.save", place, customer?.Brand, AuditDiff.Of(before, after), AuditDiff.Of(after, before)));
        if (changed.Length > 0)
            effects.Add(changes.Audit(change, "person.password", null, """{"password":"changed"}"""));
        return Saved(contact, await changes.Commit(next, change, [.. effects]));
    }

    public async Task<SaveResult<ContactView>> RemovePlace(string contact, Change change)
    {
        if (State.Did(change.OperationId) && State.Place(contact) is null)
            return new SaveResult<ContactView> { Outcome = SaveOutcome.Saved };
        if (State.Place(contact) is not { } place)
            return SaveResult<ContactView>.NotFound();
        if (changes.Refusal(change, () => View(place), place) is { } refused)
            return refused;
        return await Take(place, "contact.remove", change);
    }

    /// <summary>Takes a place away; with the last one the person ends.</summary>
    public async Task<SaveResult<ContactView>> Take(StoredPlace place, string action, Change change)
    {
        var contact = place.Contact;
        var view = View(place);
        var left = Array.FindAll(State.Places, one => one.Contact != contact);
        var next = left.Length > 0
            ? State with
            {
                Places = left,
                Known = State.Known || place.Invitation is null,
                Sessions = PersonSessions.EndPlace(State.Sessions, contact),
                Passes = Array.FindAll(State.Passes, pass => pass.Contact != contact),
                Links = PersonLinks.WithoutPlace(State.Links, contact),
            }
            : End(State);
        var customer = await changes.Tools.Customers.Find(place.Customer);
        var effects = new List<PersonEffect> { Audit(change, action, place, customer?.Brand, AuditDiff.Of(view.Settings, null), null) };
        if (left.Length == 0)
            effects.Add(PersonEffect.Release(State.Email, State.Scope, changes.Id));
        if (left.Length == 0 && State.NewEmail is { } waiting)
            effects.Add(PersonEffect.Release(waiting, State.Scope, changes.Id));
        var announced = await changes.Commit(next, change, [.. effects]);
        return SaveResult<ContactView>.Saved(place.Invitation is null ? view with { PersonVersion = State.EditVersion } : view, announced);
    }

    /// <summary>What is left of somebody without places: that there was one, so that versions go on.</summary>
    private static PersonState End(PersonState state) => new()
    {
        Version = state.Version,
        EditVersion = state.EditVersion,
        Gone = true,
        CreatedAt = state.CreatedAt,
        RecentOperations = state.RecentOperations,
        Outstanding = state.Outstanding,
    };

    public static PersonState Own(PersonState state, ContactSettings settings) => state with
    {
        Name = settings.Name,
        Phone = settings.Phone,
        Mobile = settings.Mobile,
        Language = settings.Language,
        TimeZone = settings.TimeZone,
        EmailVerified = settings.EmailVerified,
        MobileVerified = settings.MobileVerified,
    };

    private (ContactSettings Clean, IReadOnlyList<FieldError> Errors) Check(
        StoredPlace place, ContactSettings settings, SecretInput password, bool alone, Change change)
    {
        var stored = View(place).Settings;
        var (clean, wrong) = alone ? ContactRules.Check(settings, stored, change) : ContactRules.CheckPlace(settings, stored, change);
        var errors = new List<FieldError>(wrong);
        var email = place.Invitation?.Email ?? State.Email;
        if (alone && clean.Email.Length > 0 && clean.Email != email)
            errors.Add(new FieldError("email", "The address is this person's login. Only they can change it, on their profile."));
        if (password is { Keeps: false, Value: null })
            errors.Add(new FieldError("password", "A password can't be removed. Disable the contact instead."));
        else if (password.Value is not null && !alone)
            errors.Add(new FieldError(
                "password",
                "This person is also a contact elsewhere, so only they can change the password. Send a link to reset it."));
        else if (password.Value is { } chosen && PasswordRules.Refuse(chosen, email, clean.Name) is { } reason)
            errors.Add(new FieldError("password", reason));
        return (clean, errors);
    }

    private ContactView View(StoredPlace place) => State.ToView(changes.Id, place);

    private SaveResult<ContactView> Saved(string contact, bool announced) =>
        SaveResult<ContactView>.Saved(View(State.Place(contact)!), announced);

    public PersonEffect Audit(Change change, string action, StoredPlace place, string? brand, string? before, string? after) =>
        changes.Audit(change, action, before, after, "contact/" + place.Contact, brand);
}
