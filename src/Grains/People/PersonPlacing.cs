using Portal.Audit;
using Portal.Credentials;
using Portal.Saving;

namespace Portal.People;

/// <summary>A person's places: added, saved, removed.</summary>
internal sealed class PersonPlacing(PersonBook book, PersonCredentials credentials)
{
    private PersonState State => book.State;

    public async Task<SaveResult<ContactView>> Create(PersonDraft draft, Change change)
    {
        if (State.Version > 0)
        {
            return State.Place(draft.Place.Contact) is { } there ? SaveResult<ContactView>.Saved(View(there))
                : State.Did(change.OperationId) ? SaveResult<ContactView>.NotFound()
                : SaveResult<ContactView>.Exists("email", "There is somebody with this id already.");
        }

        var (clean, errors) = ContactRules.Check(draft.Place.Settings);
        if (errors.Length > 0)
            return SaveResult<ContactView>.Invalid(errors);
        var place = StoredPlace.From(draft.Place with { Settings = clean }, book.Now);
        var next = Own(State, clean) with
        {
            CreatedAt = book.Now,
            Email = clean.Email,
            Scope = draft.Scope,
            HomeHost = draft.HomeHost,
            PasswordHash = draft.PasswordHash,
            Places = [place],
        };
        var effects = new List<PersonEffect> { PersonEffect.Commit(next.Email, next.Scope, book.Id) };
        var customer = await book.Tools.Customers.Find(place.Customer);
        if (draft.PasswordHash is null)
            next = PersonMailing.Invite(book, next, customer?.Settings.Name, change, effects);
        effects.Add(Audit(change, "contact.add", place, customer?.Brand, null, AuditDiff.Of(next.ToSettings(place), null)));
        return Saved(place.Contact, await book.Commit(next, change, [.. effects]));
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
            return SaveResult<ContactView>.Exists("email", "This person is a contact here already.");
        var (clean, errors) = ContactRules.CheckPlace(draft.Settings);
        if (errors.Length > 0)
            return SaveResult<ContactView>.Invalid(errors);
        var place = StoredPlace.From(draft with { Settings = clean }, book.Now);
        var next = State with { Places = [.. State.Places, place] };
        var customer = await book.Tools.Customers.Find(place.Customer);
        return Saved(place.Contact, await book.Commit(
            next,
            change,
            Audit(change, "contact.add", place, customer?.Brand, null, AuditDiff.Of(next.ToSettings(place), null)),
            PersonEffect.Of(next.PlaceAdded(book.Id, customer?.Settings.Name ?? "", change.Actor.Name))));
    }

    public async Task<SaveResult<ContactView>> SavePlace(string contact, ContactSettings settings, SecretInput password, Change change)
    {
        if (State.Place(contact) is not { } place)
            return SaveResult<ContactView>.NotFound();
        if (book.Refusal(change, () => View(place)) is { } refused)
            return refused;
        var alone = State.Places.Length == 1;
        var (clean, errors) = Check(settings, password, alone);
        if (errors.Count > 0)
            return SaveResult<ContactView>.Invalid([.. errors]);

        var saved = place.With(clean);
        var next = (alone ? Own(State, clean) : State) with { Places = Array.ConvertAll(State.Places, one => one.Contact == contact ? saved : one) };
        var effects = new List<PersonEffect>();
        var changed = "";
        if (!password.Keeps && password.Value is { } text)
        {
            next = credentials.NewPassword(next with { Sessions = [] }, await book.Tools.Passwords.Hash(text), takesBack: true, effects);
            effects.Add(PersonEffect.Of(next.SecurityChange(book.Id, "password", book.Now)));
            changed = "changed";
        }

        if (saved.Status != ContactStatus.Active)
            next = next with { Sessions = PersonSessions.EndPlace(next.Sessions, contact) };
        var customer = await book.Tools.Customers.Find(place.Customer);
        var (before, after) = (State.ToSettings(place), next.ToSettings(saved));
        effects.Add(Audit(change, "contact.save", place, customer?.Brand, AuditDiff.Of(before, after), AuditDiff.Of(after, before)));
        if (changed.Length > 0)
            effects.Add(book.Audit(change, "person.password", null, """{"password":"changed"}"""));
        return Saved(contact, await book.Commit(next, change, [.. effects]));
    }

    public async Task<SaveResult<ContactView>> RemovePlace(string contact, Change change)
    {
        if (State.Did(change.OperationId) && State.Place(contact) is null)
            return new SaveResult<ContactView> { Outcome = SaveOutcome.Saved };
        if (State.Place(contact) is not { } place)
            return SaveResult<ContactView>.NotFound();
        if (book.Refusal(change, () => View(place)) is { } refused)
            return refused;
        var view = View(place);
        var left = Array.FindAll(State.Places, one => one.Contact != contact);
        var next = left.Length > 0
            ? State with
            {
                Places = left,
                Sessions = PersonSessions.EndPlace(State.Sessions, contact),
                Passes = Array.FindAll(State.Passes, pass => pass.Contact != contact),
            }
            : End(State);
        var customer = await book.Tools.Customers.Find(place.Customer);
        var effects = new List<PersonEffect> { Audit(change, "contact.remove", place, customer?.Brand, AuditDiff.Of(view.Settings, null), null) };
        if (left.Length == 0)
            effects.Add(PersonEffect.Release(State.Email, State.Scope, book.Id));
        if (left.Length == 0 && State.NewEmail is { } waiting)
            effects.Add(PersonEffect.Release(waiting, State.Scope, book.Id));
        var announced = await book.Commit(next, change, [.. effects]);
        return SaveResult<ContactView>.Saved(view with { PersonVersion = State.EditVersion }, announced);
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

    private static PersonState Own(PersonState state, ContactSettings settings) => state with
    {
        Name = settings.Name,
        Phone = settings.Phone,
        Mobile = settings.Mobile,
        Language = settings.Language,
        TimeZone = settings.TimeZone,
        EmailVerified = settings.EmailVerified,
        MobileVerified = settings.MobileVerified,
    };

    private (ContactSettings Clean, IReadOnlyList<FieldError> Errors) Check(ContactSettings settings, SecretInput password, bool alone)
    {
        var (clean, wrong) = alone ? ContactRules.Check(settings) : ContactRules.CheckPlace(settings);
        var errors = new List<FieldError>(wrong);
        if (alone && clean.Email.Length > 0 && clean.Email != State.Email)
            errors.Add(new FieldError("email", "The address is this person's login. Only they can change it, on their profile."));
        if (password is { Keeps: false, Value: null })
            errors.Add(new FieldError("password", "A password can't be taken away. Disable the contact instead."));
        else if (password.Value is not null && !alone)
            errors.Add(new FieldError("password", "This person has other places, so the password is theirs alone. Send a link to reset it."));
        else if (password.Value is { } chosen && PasswordRules.Refuse(chosen, State.Email, clean.Name) is { } reason)
            errors.Add(new FieldError("password", reason));
        return (clean, errors);
    }

    private ContactView View(StoredPlace place) => State.ToView(book.Id, place);

    private SaveResult<ContactView> Saved(string contact, bool announced) => SaveResult<ContactView>.Saved(View(State.Place(contact)!), announced);

    private PersonEffect Audit(Change change, string action, StoredPlace place, string? brand, string? before, string? after) =>
        book.Audit(change, action, before, after, "contact/" + place.Contact, brand);
}
