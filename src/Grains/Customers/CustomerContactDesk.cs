using Portal.People;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Customers;

/// <summary>
/// What staff and programs do with the people of a customer: the one place where their rights are decided (ADR 0055). What a
/// customer's own people do goes past it, to <see cref="IContactDesk"/>: their place decides.
/// </summary>
internal sealed class CustomerContactDesk(CustomerDesk customers, IContactDesk contacts, IContactDirectory directory, IGrainFactory grains)
{
    private const int LongestId = 64;

    // Whoever set a password would be those people, at others' customers too.
    private static readonly FieldError NoPasswords = new(
        "password", "Resellers can't set passwords. Leave this empty: a link to set one is sent by e-mail.");

    /// <summary>Opening a customer's portal, mailing links: what support is there for.</summary>
    public static bool MayHelp(Caller caller, string? brand) => caller.Rights.CanHelp(brand);

    public static bool MaySetPasswords(Caller caller) => !caller.Rights.IsReseller;

    /// <summary>A link that staff saw opens nothing that is the person's own; a reseller has contacts mailed.</summary>
    public static bool MayHandOver(Caller caller, string? brand) => MayHelp(caller, brand) && !caller.Rights.IsReseller;

    /// <summary>Whoever lost the app is helped by the platform's staff; a reseller only where nobody else's people are touched.</summary>
    public static bool MayResetFactor(Caller caller, string? brand, ContactView contact) =>
        MayHelp(caller, brand) && !(contact.HasOtherPlaces && caller.Rights.IsReseller);

    public async Task<DeskAnswer<Page<ContactRow>>> List(
        Caller caller, CustomerKind owner, string id, ListQuery query, CancellationToken cancellation)
    {
        var found = await customers.Find(caller, owner, id, cancellation);
        if (!found.IsDone)
            return found.Refusing<Page<ContactRow>>();
        var page = await directory.List(id, query, cancellation);
        return DeskAnswer<Page<ContactRow>>.Done(page with { Items = [.. page.Items.Select(row => row.SeenBy(caller.Rights))] });
    }

    public async Task<DeskAnswer<ContactView>> Find(
        Caller caller, CustomerKind owner, string id, string contact, CancellationToken cancellation) =>
        await customers.Find(caller, owner, id, cancellation) is var found && found.IsDone
            ? await Of(caller, id, contact, cancellation)
            : found.Refusing<ContactView>();

    public async Task<DeskAnswer<ContactView>> FindToChange(
        Caller caller, CustomerKind owner, string id, string contact, CancellationToken cancellation) =>
        await customers.FindToChange(caller, owner, id, cancellation) is var found && found.IsDone
            ? await Of(caller, id, contact, cancellation)
            : found.Refusing<ContactView>();

    public async Task<DeskAnswer<ContactView>> FindToHelp(
        Caller caller, CustomerKind owner, string id, string contact, CancellationToken cancellation) =>
        caller.Lacks(CustomerDesk.Writing) ? DeskAnswer<ContactView>.Lacks(CustomerDesk.Writing)
        : await customers.Find(caller, owner, id, cancellation) is var customer && !customer.IsDone ? customer.Refusing<ContactView>()
        : await Of(caller, id, contact, cancellation) is var found && found.IsDone && !MayHelp(caller, customer.Value!.Brand)
            ? DeskAnswer<ContactView>.Forbidden()
        : found;

    /// <summary>The first contact of a customer that this caller has just made: the read model may not have the customer yet.</summary>
    public async Task<DeskAnswer<ContactView>> AddFirst(
        Caller caller, CustomerView made, ContactSettings settings, Change change, CancellationToken cancellation) =>
        caller.Lacks(CustomerDesk.Writing) ? DeskAnswer<ContactView>.Lacks(CustomerDesk.Writing)
        : CustomerDesk.MayChange(caller, made.Brand)
            ? Seen(
                caller,
                DeskAnswer<ContactView>.Of(await contacts.Add(made.Settings.Id, settings, null, caller.OwnNew(change), cancellation)))
            : DeskAnswer<ContactView>.Forbidden();

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public async Task<DeskAnswer<ContactView>> Add(
        Caller caller,
        CustomerKind owner,
        string id,
        ContactSettings settings,
        string? password,
        IReadOnlyCollection<FieldError> unread,
        Change change,
        CancellationToken cancellation) =>
        await customers.FindToChange(caller, owner, id, cancellation) is var found && !found.IsDone ? found.Refusing<ContactView>()
        : Wrong(caller, password is not null, unread) is { Count: > 0 } wrong
            ? DeskAnswer<ContactView>.Invalid(FieldErrors.Join(wrong, ContactRules.Check(settings).Errors))
        : Seen(caller, DeskAnswer<ContactView>.Of(await contacts.Add(id, settings, password, caller.OwnNew(change), cancellation)));

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public async Task<DeskAnswer<ContactView>> Save(
        Caller caller,
        CustomerKind owner,
        string id,
        string contact,
        ContactSettings settings,
        SecretInput password,
        IReadOnlyCollection<FieldError> unread,
        Change change,
        CancellationToken cancellation)
    {
        var found = await FindToChange(caller, owner, id, contact, cancellation);
        if (!found.IsDone)
            return found;
        if (Wrong(caller, password is { Keeps: false, Value: not null }, unread) is { Count: > 0 } wrong)
            return DeskAnswer<ContactView>.Invalid(FieldErrors.Join(
                wrong, (found.Value.HasOtherPlaces ? ContactRules.CheckPlace(settings) : ContactRules.Check(settings)).Errors));
        return Seen(
            caller, DeskAnswer<ContactView>.Of(await contacts.Save(id, contact, settings, password, caller.Own(change), cancellation)));
    }

    public Task<DeskAnswer<ContactView>> Remove(
        Caller caller, CustomerKind owner, string id, string contact, Change change, CancellationToken cancellation) =>
        Do(caller, owner, id, contact, () => contacts.Remove(id, contact, caller.Own(change), cancellation), cancellation);

    /// <summary>Mails the invitation anew. In the way: it was accepted.</summary>
    public Task<DeskAnswer<ContactView>> Invite(
        Caller caller, CustomerKind owner, string id, string contact, Change change, CancellationToken cancellation) =>
        Do(caller, owner, id, contact, () => contacts.Invite(id, contact, caller.Own(change), cancellation), cancellation);

    /// <summary>Takes the invitation back. In the way: it was accepted.</summary>
    public Task<DeskAnswer<ContactView>> Withdraw(
        Caller caller, CustomerKind owner, string id, string contact, Change change, CancellationToken cancellation) =>
        Do(caller, owner, id, contact, () => contacts.Withdraw(id, contact, caller.Own(change), cancellation), cancellation);

    /// <summary>Mails a reset link, or the invitation again to who has not accepted it.</summary>
    public async Task<DeskAnswer<ContactView>> SendLink(
        Caller caller, CustomerKind owner, string id, string contact, Change change, CancellationToken cancellation) =>
        await FindToHelp(caller, owner, id, contact, cancellation) is var found && !found.IsDone ? found
        : await contacts.SendPasswordLink(id, contact, caller.Own(change), cancellation) ? found
        : DeskAnswer<ContactView>.NotFound();

    /// <summary>A link for staff to hand over, where no mail can leave or none arrives. Invalid: there is none to hand over.</summary>
    public async Task<DeskAnswer<InvitationLink>> OfferInvitation(
        Caller caller, CustomerKind owner, string id, string contact, Change change, CancellationToken cancellation)
    {
        var found = await FindToHelp(caller, owner, id, contact, cancellation);
        if (!found.IsDone)
            return found.Refusing<InvitationLink>();
        if (caller.Rights.IsReseller)
            return DeskAnswer<InvitationLink>.Forbidden();
        return await Person(found.Value).OfferInvitation(contact, caller.Own(change)) is { } link
            ? DeskAnswer<InvitationLink>.Done(link)
            : DeskAnswer<InvitationLink>.Impossible(
                "There is no invitation to hand over: this person has a password, is also a contact elsewhere, or may not sign "
                    + "in. They can get a link only by e-mail.");
    }

    /// <summary>In the way: nothing of the person is known before it accepts, its second factor least of all.</summary>
    public async Task<DeskAnswer<ContactView>> ResetSecondFactor(
        Caller caller, CustomerKind owner, string id, string contact, Change change, CancellationToken cancellation)
    {
        var found = await FindToHelp(caller, owner, id, contact, cancellation);
        if (!found.IsDone)
            return found;
        if (found.Value.IsInvited)
            return DeskAnswer<ContactView>.InTheWay("This contact has not accepted the invitation yet.");
        if (found.Value.HasOtherPlaces && caller.Rights.IsReseller)
            return DeskAnswer<ContactView>.Forbidden(
                "This person is also a contact of customers that aren't yours. Ask the platform's staff to reset the second factor.");
        await Person(found.Value).ResetSecondFactor(caller.Own(change));
        return found;
    }

    /// <summary>
    /// A token that opens the portal as this contact sees it: it lives a minute and is good once. Invalid: it can't sign in there.
    /// </summary>
    /// <param name="host">Where the contact may sign in.</param>
    public async Task<DeskAnswer<string>> OpenPortal(
        Caller caller, CustomerKind owner, string id, string contact, string host, Change change, CancellationToken cancellation)
    {
        var found = await FindToHelp(caller, owner, id, contact, cancellation);
        if (!found.IsDone)
            return found.Refusing<string>();
        var visit = new StaffVisit(caller.Actor.Id, caller.Actor.Name);
        return await Person(found.Value).OpenPortal(contact, host, visit, caller.Own(change)) is { } token
            ? DeskAnswer<string>.Done(token)
            : DeskAnswer<string>.Impossible($"This contact can't sign in on {host} now: the contact or the customer is not active.");
    }

    private IPersonGrain Person(ContactView contact) => grains.GetGrain<IPersonGrain>(contact.Person);

    private async Task<DeskAnswer<ContactView>> Do(
        Caller caller,
        CustomerKind owner,
        string id,
        string contact,
        Func<Task<SaveResult<ContactView>>> act,
        CancellationToken cancellation) =>
        await FindToChange(caller, owner, id, contact, cancellation) is { IsDone: false } refused
            ? refused
            : Seen(caller, DeskAnswer<ContactView>.Of(await act()));

    private async Task<DeskAnswer<ContactView>> Of(Caller caller, string id, string contact, CancellationToken cancellation) =>
        contact.Length is > 0 and <= LongestId && await contacts.Get(id, contact, cancellation) is { } view
            ? DeskAnswer<ContactView>.Done(view.SeenBy(caller.Rights))
            : DeskAnswer<ContactView>.NotFound();

    private static DeskAnswer<ContactView> Seen(Caller caller, DeskAnswer<ContactView> answer) =>
        answer with { Value = answer.Value?.SeenBy(caller.Rights) };

    private static IReadOnlyCollection<FieldError> Wrong(Caller caller, bool setsPassword, IReadOnlyCollection<FieldError> unread) =>
        setsPassword && !MaySetPasswords(caller) ? [.. unread, NoPasswords] : unread;
}
