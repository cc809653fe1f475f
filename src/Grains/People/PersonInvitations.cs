using Portal.Audit;
using Portal.Saving;

namespace Portal.People;

/// <summary>
/// Places that others offer to a person: mailed anew, taken back, accepted, declined. Nothing of the person is told before
/// it accepts.
/// </summary>
internal sealed class PersonInvitations(PersonChanges changes, PersonPlacing placing)
{
    private PersonState State => changes.State;

    public async Task<SaveResult<ContactView>> Invite(string contact, Change change)
    {
        if (State.Place(contact) is not { } place)
            return SaveResult<ContactView>.NotFound();
        if (changes.Refusal(change, () => State.ToView(changes.Id, place), place) is { } refused)
            return refused;
        if (!IsInvited(place))
            return Accepted();
        var customer = await changes.Tools.Customers.Find(place.Customer);
        var effects = new List<PersonEffect>();
        var next = PersonMailing.Invite(
            changes, State, place, customer?.Settings.Name, change.Actor, effects);
        effects.Add(placing.Audit(change, "contact.invite", place, customer?.Brand, null, """{"invitation":"sent"}"""));
        var announced = await changes.Commit(next, change, [.. effects]);
        return SaveResult<ContactView>.Saved(State.ToView(changes.Id, State.Place(contact)!), announced);
    }

    public async Task<SaveResult<ContactView>> Withdraw(string contact, Change change)
    {
        if (State.Place(contact) is not { } place)
        {
            return State.Did(change.OperationId)
                ? new SaveResult<ContactView> { Outcome = SaveOutcome.Saved }
                : SaveResult<ContactView>.NotFound();
        }

        if (changes.Refusal(change, () => State.ToView(changes.Id, place), place) is { } refused)
            return refused;
        return IsInvited(place) ? await placing.Take(place, "contact.withdraw", change) : Accepted();
    }

    public async Task<PersonInvitation?> Find(string tokenHash, string host)
    {
        if (Linked(changes.Link(tokenHash, host)) is not { } place)
            return null;
        var customer = await changes.Tools.Customers.Find(place.Customer);
        return customer is null ? null : new PersonInvitation(
            place.Contact,
            customer.Settings.Name,
            place.Invitation?.Inviter ?? "",
            place.Invitation?.Email ?? State.Email,
            !State.HasPassword);
    }

    public async Task<SaveResult<PersonSnapshot>> Use(string tokenHash, string host, bool accepts, Change change)
    {
        if (State.Lives && State.Did(change.OperationId))
            return SaveResult<PersonSnapshot>.Saved(changes.Snapshot());
        // Whoever has no password yet accepts by setting it.
        if (Linked(changes.Link(tokenHash, host)) is not { } place || (accepts && !State.HasPassword))
            return SaveResult<PersonSnapshot>.NotFound();
        return await Answer(place, accepts, verified: true, change);
    }

    public async Task<SaveResult<PersonSnapshot>> Answer(string contact, bool accepts, Change change)
    {
        if (State.Lives && State.Did(change.OperationId))
            return SaveResult<PersonSnapshot>.Saved(changes.Snapshot());
        return State.Place(contact) is { Invitation: not null } place
            ? await Answer(place, accepts, verified: false, change)
            : SaveResult<PersonSnapshot>.NotFound();
    }

    /// <summary>The place is the person's from here on; what it knew of itself stays, else it begins with what was typed.</summary>
    public static PersonState Accept(PersonState state, string contact)
    {
        if (state.Place(contact) is not { Invitation: { } typed } place)
            return state;
        var isFirst = !state.Known && state.LastSignInAt is null && !state.HasPlaceBeside(contact);
        var begun = isFirst
            ? PersonPlacing.Own(state, state.ToSettings(place)) with { EmailVerified = state.EmailVerified || typed.EmailVerified }
            : state;
        return begun with
        {
            Known = true,
            Places = Array.ConvertAll(state.Places, one => one.Contact == contact ? one with { Invitation = null } : one),
            Links = PersonLinks.WithoutPlace(state.Links, contact),
        };
    }

    public async Task<PersonEffect> AcceptAudit(StoredPlace place, Change change)
    {
        var customer = await changes.Tools.Customers.Find(place.Customer);
        return placing.Audit(change, "contact.accept", place, customer?.Brand, null, AuditDiff.Of(State.ToSettings(place), null));
    }

    /// <summary>Where a link leads to; null: to no place that is offered.</summary>
    public StoredPlace? Linked(PersonLink? link) =>
        link is { Purpose: LinkPurpose.Invitation, Contact: { } contact } ? State.Place(contact) : null;

    private async Task<SaveResult<PersonSnapshot>> Answer(StoredPlace place, bool accepts, bool verified, Change change)
    {
        if (!accepts)
        {
            var taken = await placing.Take(place, "contact.decline", change);
            return SaveResult<PersonSnapshot>.Saved(changes.Snapshot(), taken.Announced);
        }

        var next = Accept(State, place.Contact);
        next = next with { EmailVerified = next.EmailVerified || verified };
        var announced = await changes.Commit(next, change, await AcceptAudit(place, change));
        return SaveResult<PersonSnapshot>.Saved(changes.Snapshot(), announced);
    }

    private bool IsInvited(StoredPlace place) => place.Invitation is not null || !State.HasPassword;

    private static SaveResult<ContactView> Accepted() =>
        SaveResult<ContactView>.Exists(
            "status",
            "This invitation is no longer open: the person has accepted it. Disable or remove the contact instead.");
}
