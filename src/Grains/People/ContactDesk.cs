using Portal.Credentials;
using Portal.Customers;
using Portal.Saving;

namespace Portal.People;

internal sealed class ContactDesk(
    IGrainFactory grains,
    IContactDirectory directory,
    EmailHolds holds,
    HomeHosts hosts,
    PasswordHashes passwords,
    TimeProvider clock) : IContactDesk
{
    // Long enough for any repetition; one that never comes frees the address.
    private static readonly TimeSpan HeldFor = TimeSpan.FromHours(1);

    // Says nothing of whom it belongs to: other customers' people are nobody's business.
    private static readonly SaveResult<ContactView> InTheWay = SaveResult<ContactView>.Exists("email", "This address can't be added here.");

    public async Task<SaveResult<ContactView>> Add(
        string customer, ContactSettings settings, string? password, Change change, CancellationToken cancellation)
    {
        if (await grains.GetGrain<ICustomerGrain>(customer).Get() is not { } owner)
            return SaveResult<ContactView>.NotFound();
        var (clean, errors) = ContactRules.Check(settings);
        if (errors.Length > 0)
            return SaveResult<ContactView>.Invalid(errors);

        // Before it is known whether there is somebody: what is refused, and how long it takes, must not tell.
        if (password is not null && PasswordRules.Refuse(password, clean.Email, clean.Name) is { } reason)
            return SaveResult<ContactView>.Invalid(new FieldError("password", reason));
        if (await hosts.For(owner.Settings.Domain, cancellation) is not { } home)
            return SaveResult<ContactView>.Invalid(
                new FieldError("email", "Add a domain first: there is none yet on which this person could sign in."));
        var hash = password is null ? null : await passwords.Hash(password);

        // Ids follow from the operation: a repetition finds what the first try made.
        var place = new PlaceDraft(DerivedIds.Of("ct", customer, change.OperationId), customer, clean, HasPassword: hash is not null);
        var person = DerivedIds.Of("p", customer, change.OperationId);
        var scope = LoginScope.Of(owner.Settings.Domain);
        var hold = await holds.Of(clean.Email);
        var answer = await hold.Reserve(scope, person, clock.GetUtcNow() + HeldFor);
        if (!answer.Held)
            return await AddTo(answer.Holder!, scope, place, change);

        // The person makes its hold lasting itself, however often that takes.
        var made = await grains.GetGrain<IPersonGrain>(person).Create(new PersonDraft(scope, home, hash, place, Invited: true), change);
        if (!made.IsSaved)
            await hold.Release(scope, person);
        return made;
    }

    public async Task<SaveResult<ContactView>> Save(
        string customer, string contact, ContactSettings settings, SecretInput password, Change change, CancellationToken cancellation) =>
        await Person(customer, contact, cancellation) is { } person
            ? await person.SavePlace(contact, settings, password, change)
            : SaveResult<ContactView>.NotFound();

    public async Task<SaveResult<ContactView>> Remove(string customer, string contact, Change change, CancellationToken cancellation) =>
        await Person(customer, contact, cancellation) is { } person
            ? await person.RemovePlace(contact, change)
            : SaveResult<ContactView>.NotFound();

    public async Task<ContactView?> Get(string customer, string contact, CancellationToken cancellation) =>
        await Person(customer, contact, cancellation) is { } person && await person.GetContact(contact) is { } view
            && view.Customer == customer
            ? view
            : null;

    public async Task<bool> SendPasswordLink(string customer, string contact, Change change, CancellationToken cancellation)
    {
        if (await Person(customer, contact, cancellation) is not { } person || await person.GetContact(contact) is not { } view)
            return false;
        if (view.IsInvited)
            await person.Invite(contact, change);
        else
            await person.SendLink(LinkPurpose.ResetPassword, change);
        return true;
    }

    public async Task<SaveResult<ContactView>> Invite(string customer, string contact, Change change, CancellationToken cancellation) =>
        await Person(customer, contact, cancellation) is { } person
            ? await person.Invite(contact, change)
            : SaveResult<ContactView>.NotFound();

    public async Task<SaveResult<ContactView>> Withdraw(string customer, string contact, Change change, CancellationToken cancellation) =>
        await Person(customer, contact, cancellation) is { } person
            ? await person.Withdraw(contact, change)
            : SaveResult<ContactView>.NotFound();

    /// <summary>Somebody who is there is offered one more place: never a say over the login.</summary>
    private async Task<SaveResult<ContactView>> AddTo(string holder, string scope, PlaceDraft place, Change change)
    {
        if (!holder.StartsWith("p_", StringComparison.Ordinal))
            return InTheWay;
        var person = grains.GetGrain<IPersonGrain>(holder);
        if (await person.GetSnapshot(-1) is not { IsGone: false } there || there.Scope != scope)
            return InTheWay;
        if (there.Places.Any(one => one.Customer == place.Customer && one.Contact != place.Contact))
            return SaveResult<ContactView>.Exists("email", "This person is already a contact here.");
        return await person.AddPlace(place, change);
    }

    // The read model vouches for the person, so no stranger's id wakes a grain.
    private async Task<IPersonGrain?> Person(string customer, string contact, CancellationToken cancellation) =>
        await directory.Find(customer, contact, cancellation) is { } row ? grains.GetGrain<IPersonGrain>(row.Person) : null;
}
