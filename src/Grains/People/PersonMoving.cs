using Portal.Audit;
using Portal.Saving;

namespace Portal.People;

/// <summary>A customer's new domain takes its people along: prepare, then finish or cancel. Each step may be repeated.</summary>
internal sealed class PersonMoving(PersonChanges changes)
{
    // Longer than a saga waits for a store that is away; a move that was forgotten frees the address by itself.
    private static readonly TimeSpan HeldFor = TimeSpan.FromDays(1);

    private PersonState State => changes.State;

    public async Task<bool> Prepare(string customer, string scope, string operationId)
    {
        if (Place(customer) is null || State.Scope == scope)
            return true;
        var move = new PersonMove(
            customer, scope, operationId, Stays(customer) ? DerivedIds.Of("p", changes.Id, customer, scope, operationId) : null);
        if (!await Hold(move))
            return false;
        if (!State.Moves.Contains(move))
            await changes.Commit(State with { Moves = [.. State.Moves.Where(other => other.Customer != customer), move] }, null);
        return true;
    }

    public async Task Finish(string customer, string scope, string homeHost, Change change)
    {
        if (Place(customer) is not { } place || State.Scope == scope)
            return;
        // What was prepared is looked at again: a place elsewhere may have come or gone since.
        var prepared = Array.Find(State.Moves, move => move.Customer == customer && move.Scope == scope);
        var operation = prepared?.OperationId ?? change.OperationId;
        var wanted = new PersonMove(
            customer,
            scope,
            operation,
            Stays(customer) ? prepared?.SplitTo ?? DerivedIds.Of("p", changes.Id, customer, scope, operation) : null);
        if (!await Hold(wanted))
            await LeaveBehind(place, scope, change);
        else if (wanted.SplitTo is { } split)
            await SplitOff(split, place, scope, homeHost, change);
        else
            await GoAlong(place, scope, homeHost, change);
    }

    public async Task Cancel(string customer, string scope, string operationId)
    {
        var prepared = Array.Find(
            State.Moves, move => move.Customer == customer && move.Scope == scope && move.OperationId == operationId);
        if (prepared is null)
            return;
        if (State.Lives && State.Scope != scope)
            await (await changes.Tools.Holds.Of(State.Email)).Release(scope, prepared.SplitTo ?? changes.Id);
        await changes.Commit(State with { Moves = [.. State.Moves.Where(move => move != prepared)] }, null);
    }

    private async Task SplitOff(string person, StoredPlace place, string scope, string homeHost, Change change)
    {
        var settings = State.ToSettings(place) with { EmailVerified = false, MobileVerified = false };
        var draft = new PersonDraft(
            scope, homeHost, null, new PlaceDraft(place.Contact, place.Customer, settings), Invited: place.Invitation is not null);
        await changes.Commit(
            State with
            {
                Places = Array.FindAll(State.Places, one => one.Contact != place.Contact),
                Sessions = PersonSessions.EndPlace(State.Sessions, place.Contact),
                Passes = Array.FindAll(State.Passes, pass => pass.Contact != place.Contact),
                Links = PersonLinks.WithoutPlace(State.Links, place.Contact),
                Moves = Others(place.Customer),
            },
            change,
            new PersonEffect { Split = new SplitOff(person, draft, $"{change.OperationId}/{place.Contact}", change.Actor) },
            await Audit(change, place, scope));
    }

    private async Task GoAlong(StoredPlace place, string scope, string homeHost, Change change)
    {
        var next = State with
        {
            Scope = scope,
            HomeHost = homeHost,
            Sessions = [],
            Passes = [],
            Links = [],
            NewEmail = null,
            Moves = Others(place.Customer),
        };
        var effects = new List<PersonEffect>
        {
            PersonEffect.Commit(State.Email, scope, changes.Id),
            PersonEffect.Release(State.Email, State.Scope, changes.Id),
            await Audit(change, place, scope),
        };
        if (State.NewEmail is { } waiting)
            effects.Add(PersonEffect.Release(waiting, State.Scope, changes.Id));
        // Who has not accepted yet would wait for ever: the invitation that was mailed leads to the old host.
        if (!State.HasPassword || place.Waits)
        {
            var customer = await changes.Tools.Customers.Find(place.Customer);
            next = PersonMailing.Invite(
                changes, next, place, customer?.Settings.Name, change.Actor, effects);
        }

        await changes.Commit(next, change, [.. effects]);
    }

    /// <summary>
    /// The hold ran out before the move could end, and the address is somebody else's there now. The customer's move must
    /// not wait for it for ever: the place is disabled, and staff see it in the list and invite anew.
    /// </summary>
    private async Task LeaveBehind(StoredPlace place, string scope, Change change) => await changes.Commit(
        State with
        {
            Places = Array.ConvertAll(
                State.Places, one => one.Contact == place.Contact ? one with { Status = ContactStatus.Disabled } : one),
            Sessions = PersonSessions.EndPlace(State.Sessions, place.Contact),
            Passes = Array.FindAll(State.Passes, pass => pass.Contact != place.Contact),
            Moves = Others(place.Customer),
        },
        change,
        await Audit(change, place, scope, leftBehind: true));

    private StoredPlace? Place(string customer) => State.Lives ? Array.Find(State.Places, place => place.Customer == customer) : null;

    private bool Stays(string customer) => State.Places.Any(place => place.Customer != customer);

    private PersonMove[] Others(string customer) => Array.FindAll(State.Moves, move => move.Customer != customer);

    private async Task<bool> Hold(PersonMove move)
    {
        var (hold, until) = (await changes.Tools.Holds.Of(State.Email), changes.Now + HeldFor);
        var answer = move.SplitTo is { } split
            ? await hold.ReserveBeside(move.Scope, split, changes.Id, until)
            : await hold.Reserve(move.Scope, changes.Id, until);
        return answer.Held;
    }

    private async Task<PersonEffect> Audit(Change change, StoredPlace place, string scope, bool leftBehind = false)
    {
        var (before, after) = leftBehind
            ? (new Moved(State.Scope, place.Status), new Moved(State.Scope, ContactStatus.Disabled))
            : (new Moved(State.Scope, place.Status), new Moved(scope, place.Status));
        var customer = await changes.Tools.Customers.Find(place.Customer);
        return changes.Audit(
            change, "contact.move", AuditDiff.Of(before, after), AuditDiff.Of(after, before), "contact/" + place.Contact, customer?.Brand);
    }

    private sealed record Moved(string Scope, ContactStatus Status);
}
