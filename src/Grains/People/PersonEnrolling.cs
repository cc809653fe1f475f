using Portal.Credentials;
using Portal.Saving;

namespace Portal.People;

/// <summary>A person's second factor: set up, renewed, taken away.</summary>
internal sealed class PersonEnrolling(PersonChanges changes, PersonCredentials credentials)
{
    private const string WrongCode =
        "This code is wrong. Check the app again: a code is valid for half a minute, and your phone's clock must be right.";

    private PersonState State => changes.State;

    // Whoever was here with the old password may have read a secret that still waits for its first code.
    private string Account => FactorOffer.Of(changes.Id, State.PasswordHash, State.Factor.Sealed);

    public PersonEnrolment Begin(string issuer, string? before)
    {
        var (secret, offer) = FactorOffer.Begin(Account, before, changes.Tools.Secrets, changes.Now);
        return new PersonEnrolment(secret, SecondFactor.Uri(secret, issuer, State.Email), offer);
    }

    public async Task<string[]?> Finish(string session, string offer, string code, Change change, string? nextSession)
    {
        var now = changes.Now;
        // One that holds is taken away first, which asks for the password: an open browser alone must not replace it.
        if (State.Factor.Holds || State.Session(session, now) is not { Session: { Stage: SessionStage.NeedsSecondFactor, Staff: null } }
            || Take(offer, code) is not { } taken)
            return null;
        var sessions = PersonSessions.Advance(State.Sessions, session, nextSession ?? session, now);
        await Commit(State with { Factor = Holding(taken), Sessions = sessions }, change);
        return taken.Codes;
    }

    /// <summary>A session that was left open must not lock its owner out with somebody else's app.</summary>
    public async Task<SaveResult<string[]>> Enrol(string session, string currentPassword, string offer, string code, Change change)
    {
        if (State.Factor.Holds || State.Session(session, changes.Now) is not { Session: { Stage: SessionStage.Whole, Staff: null } })
            return SaveResult<string[]>.NotFound();
        if (await credentials.RefuseCurrent(currentPassword) is { } wrong)
            return SaveResult<string[]>.Invalid(wrong);
        if (Take(offer, code) is not { } taken)
            return SaveResult<string[]>.Invalid(new FieldError("code", WrongCode));
        return SaveResult<string[]>.Saved(taken.Codes, await Commit(State with { Factor = Holding(taken) }, change));
    }

    public async Task<SaveResult<string[]>> Renew(string currentPassword, Change change)
    {
        // A form that is sent twice must not end the codes that its first answer showed.
        if (!State.Factor.Holds || State.Did(change.OperationId))
            return SaveResult<string[]>.NotFound();
        if (await credentials.RefuseCurrent(currentPassword) is { } wrong)
            return SaveResult<string[]>.Invalid(wrong);
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        var announced = await changes.Commit(
            State with { Factor = State.Factor with { RecoveryCodes = hashes } },
            change,
            changes.Audit(change, "person.recoveryCodes", null, """{"recoveryCodes":"changed"}"""));
        return SaveResult<string[]>.Saved(codes, announced);
    }

    public async Task<SaveResult<PersonSnapshot>> Remove(string currentPassword, Change change)
    {
        if (changes.Refusal(change, changes.Snapshot) is { } refused)
            return refused;
        if (await credentials.RefuseCurrent(currentPassword) is { } wrong)
            return SaveResult<PersonSnapshot>.Invalid(wrong);
        return await Clear(change);
    }

    public async Task<SaveResult<PersonSnapshot>> Reset(Change change) =>
        changes.Refusal(change, changes.Snapshot) is { } refused ? refused : await Clear(change);

    private async Task<SaveResult<PersonSnapshot>> Clear(Change change)
    {
        if (!State.Factor.Holds)
            return SaveResult<PersonSnapshot>.Saved(changes.Snapshot());
        var announced = await Commit(State with { Factor = PersonFactor.None }, change);
        return SaveResult<PersonSnapshot>.Saved(changes.Snapshot(), announced);
    }

    private TakenFactor? Take(string offer, string code) => FactorOffer.Take(offer, Account, code, changes.Tools.Secrets, changes.Now);

    private static PersonFactor Holding(TakenFactor taken) =>
        new() { Sealed = taken.Sealed, LastStep = taken.Step, RecoveryCodes = taken.Hashes };

    private Task<bool> Commit(PersonState next, Change change) => changes.Commit(
        next,
        change,
        changes.Audit(change, "person.secondFactor", null, """{"secondFactor":"changed"}"""),
        PersonEffect.Of(next.SecurityChange(changes.Id, "secondFactor", changes.Now)));
}
