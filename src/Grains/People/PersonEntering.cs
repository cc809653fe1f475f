using Portal.Credentials;
using Portal.Customers;
using Portal.Saving;

namespace Portal.People;

/// <summary>How a person comes in: password, code, sessions. And staff that looks at a portal as this person.</summary>
internal sealed class PersonEntering(PersonChanges changes)
{
    /// <summary>How long staff's token is good.</summary>
    private static readonly TimeSpan PassLife = TimeSpan.FromSeconds(60);

    // The front ends look at their throttle before they ask: of many codes sent at once all come through. Here they come
    // one after the other. In memory: it ends with the activation.
    private readonly Dictionary<bool, Failures> wrongCodes = [];

    private PersonState State => changes.State;

    public async Task<PersonSignInAnswer> SignIn(PersonSignIn attempt)
    {
        // Whatever is wrong, the same is done: one look at the customers, one check of a password.
        var looking = changes.Tools.Customers.Of(State.Places);
        var right = await Check(attempt.Password);
        var customers = await looking;
        if (!right.Right || !IsHere(attempt.Host))
            return PersonSignInAnswer.Refused;
        if (PersonPlaces.Pick(State.Places, customers, attempt.Host, attempt.Source) is not { } place)
            return await WithoutPlace(customers, attempt.Host, attempt.Source);

        var now = changes.Now;
        var stage = State.Factor.Holds ? SessionStage.NeedsCode
            : attempt.RequiresSecondFactor ? SessionStage.NeedsSecondFactor
            : SessionStage.Whole;
        var token = PersonTokens.New();
        var session = PersonSessions.New(
            PersonTokens.Hash(token), attempt.Host, place.Contact, stage, attempt.Remember, attempt.Source, attempt.Agent, now);
        var next = State with { Sessions = PersonSessions.Add(PersonSessions.Living(State.Sessions, now), session) };
        if (right.Weak)
            next = next with { PasswordHash = await changes.Tools.Passwords.Hash(attempt.Password) };
        return await Enter(next, session.Session, token, attempt.KnownDevice);
    }

    public async Task<PersonSignInAnswer> CheckCode(string session, string code, bool knownDevice)
    {
        var now = changes.Now;
        if (State.Session(session, now) is not { Session.Stage: SessionStage.NeedsCode } held)
            return PersonSignInAnswer.Refused;
        var wrong = wrongCodes.GetValueOrDefault(knownDevice, Failures.None);
        if (wrong.WaitUntil(now) is not null)
            return PersonSignInAnswer.Refused;
        if (State.Factor.Use(code, changes.Tools.Secrets, now) is not { } factor)
        {
            wrongCodes[knownDevice] = wrong.Add(now);
            return PersonSignInAnswer.Refused;
        }

        wrongCodes.Remove(knownDevice);
        var token = PersonTokens.New();
        var id = PersonTokens.Hash(token);
        var next = State with { Factor = factor, Sessions = PersonSessions.Advance(State.Sessions, session, id, now) };
        return await Enter(next, held.Session with { Id = id, Stage = SessionStage.Whole }, token, knownDevice);
    }

    public async Task Touch(string session)
    {
        if (State.Session(session, changes.Now) is not null && PersonSessions.Touch(State.Sessions, session, changes.Now) is { } sessions)
            await changes.Commit(State with { Sessions = sessions }, null);
    }

    public async Task End(string session)
    {
        if (State.Session(session, changes.Now) is not null)
            await changes.Commit(State with { Sessions = PersonSessions.End(State.Sessions, session) }, null);
    }

    public async Task EndOthers(string session, Change change)
    {
        var left = PersonSessions.EndOthers(State.Sessions, session);
        if (left.Length < State.Sessions.Length && !State.Did(change.OperationId))
            await changes.Commit(
                State with { Sessions = left }, change, changes.Audit(change, "person.endSessions", null, """{"sessions":"ended"}"""));
    }

    public async Task<bool> Switch(string session, string contact, string? source)
    {
        if (State.Session(session, changes.Now) is not { Session: { Stage: SessionStage.Whole, Staff: null } own }
            || State.Place(contact) is not { } place)
            return false;
        var customers = await changes.Tools.Customers.Of([place]);
        if (!IsHere(own.Host) || PersonPlaces.Pick([place], customers, own.Host, source) is null)
            return false;
        if (own.Contact != contact)
        {
            var next = PersonInvitations.Accept(State, contact);
            await changes.Commit(
                next with
                {
                    Sessions = PersonSessions.Switch(State.Sessions, session, contact),
                    Places = PersonPlaces.Use(next.Places, contact, changes.Now),
                },
                null);
        }

        return true;
    }

    public async Task<string?> OpenPortal(string contact, string host, StaffVisit staff, Change change)
    {
        if (State.Place(contact) is not { } place || !IsHere(host)
            || !PersonPlaces.IsOpen(place, (await changes.Tools.Customers.Of([place])).GetValueOrDefault(place.Customer), host))
            return null;
        // A token whose answer was lost can't be told again: the same operation gets a new one.
        var token = PersonTokens.New();
        var customer = await changes.Tools.Customers.Find(place.Customer);
        await changes.Commit(
            State with
            {
                Passes = [.. State.Passes, new StaffPass(PersonTokens.Hash(token), contact, host, staff, changes.Now + PassLife)],
            },
            null,
            changes.Audit(
                change,
                "portal.open",
                null,
                $$"""{"contact":"{{contact}}","host":"{{host}}"}""",
                "customer/" + place.Customer,
                customer?.Brand));
        return PersonTokens.Join(changes.Id, token);
    }

    public async Task<PersonSignInAnswer> EnterPortal(string tokenHash, string host, string? source, string? agent)
    {
        var now = changes.Now;
        if (Array.Find(State.Passes, pass => pass.Hash == tokenHash && pass.Host == host && pass.EndsAt > now) is not { } pass
            || State.Place(pass.Contact) is not { } place
            || !PersonPlaces.IsOpen(place, (await changes.Tools.Customers.Of([place])).GetValueOrDefault(place.Customer), host))
            return PersonSignInAnswer.Refused;
        var token = PersonTokens.New();
        var session = PersonSessions.New(
            PersonTokens.Hash(token), host, pass.Contact, SessionStage.Whole, false, source, agent, now, pass.Staff);
        await changes.Commit(
            State with
            {
                Passes = Array.FindAll(State.Passes, other => other.Hash != tokenHash),
                Sessions = PersonSessions.Add(PersonSessions.Living(State.Sessions, now), session),
            }, null);
        return new PersonSignInAnswer(PersonTokens.Join(changes.Id, token), SessionStage.Whole, State.Version);
    }

    /// <summary>The password is right, but no place is open here: 1. one is offered; 2. one waits for staff; 3. neither.</summary>
    private async Task<PersonSignInAnswer> WithoutPlace(
        IReadOnlyDictionary<string, CustomerSettings> customers, string host, string? source) =>
        PersonPlaces.Offered(State.Places, customers, host, source) is { } offered ? await Offer(offered, host)
        : PersonPlaces.Waits(State.Places, customers, host, source) ? PersonSignInAnswer.WaitsForApproval
        : PersonSignInAnswer.Refused;

    /// <summary>Nothing here is the person's yet but an invitation: its page, which whoever typed the right password may see.</summary>
    private async Task<PersonSignInAnswer> Offer(StoredPlace place, string host)
    {
        var token = PersonTokens.New();
        var ends = changes.Now + PersonLinks.Life(LinkPurpose.ResetPassword);
        var link = new PersonLink(PersonTokens.Hash(token), LinkPurpose.Invitation, host, ends, place.Contact);
        await changes.Commit(State with { Links = PersonLinks.Add(State.Links, link) }, null);
        return PersonSignInAnswer.Refused with { Invitation = PersonTokens.Join(changes.Id, token) };
    }

    private bool IsHere(string host) => State.Lives && LoginScope.Conflict(State.Scope, host);

    private async Task<(bool Right, bool Weak)> Check(string password)
    {
        // Longer ones are never stored; hashing megabytes would be somebody's lever.
        var text = password.Length > PasswordRules.Longest ? "" : password;
        if (State.PasswordHash is { } hash)
            return await changes.Tools.Passwords.Check(hash, text);
        await changes.Tools.Passwords.Pretend(text);
        return (false, false);
    }

    private async Task<PersonSignInAnswer> Enter(PersonState next, PersonSession session, string token, bool knownDevice)
    {
        var mails = new List<PersonEffect>();
        if (session.Stage != SessionStage.NeedsCode)
        {
            if (!knownDevice && State.LastSignInAt is not null)
                mails.Add(PersonEffect.Of(next.NewDevice(changes.Id, session, changes.Now)));
            next = PersonInvitations.Accept(next, session.Contact);
            next = next with { LastSignInAt = changes.Now, Places = PersonPlaces.Use(next.Places, session.Contact, changes.Now) };
        }

        await changes.Commit(next, null, [.. mails]);
        return new PersonSignInAnswer(PersonTokens.Join(changes.Id, token), session.Stage, State.Version);
    }
}
