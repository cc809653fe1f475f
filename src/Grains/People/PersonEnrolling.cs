using Portal.Credentials;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.People;

/// <summary>A person's second factor: set up, renewed, taken away.</summary>
internal sealed class PersonEnrolling(PersonBook book, PersonCredentials credentials)
{
    private PersonState State => book.State;

    public async Task<PersonEnrolment> Begin(string issuer)
    {
        // The same one again while it waits: a page that is read twice shows one code.
        var secret = State.Factor.SealedNew is { } waiting ? book.Tools.Secrets.Open(SecretPurposes.SecondFactor, waiting) : SecondFactor.NewSecret();
        if (State.Lives && State.Factor.SealedNew is null)
            await book.Commit(State with { Factor = State.Factor with { SealedNew = book.Tools.Secrets.Seal(SecretPurposes.SecondFactor, secret) } }, null);
        return new PersonEnrolment(secret, SecondFactor.Uri(secret, issuer, State.Email));
    }

    public async Task<string[]?> Finish(string session, string code, Change change, string? nextSession)
    {
        var now = book.Now;
        // One that holds is taken away first, which asks for the password: an open browser alone must not replace it.
        if (State.Factor.Holds || State.Session(session, now) is not { Session: { Stage: not SessionStage.NeedsCode, Staff: null } stands }
            || State.Factor.Enrol(code, book.Tools.Secrets, now) is not var (factor, codes))
            return null;
        var next = State with { Factor = factor };
        if (stands.Stage == SessionStage.NeedsSecondFactor)
            next = next with { Sessions = PersonSessions.Advance(State.Sessions, session, nextSession ?? session, now) };
        await Commit(next, change);
        return codes;
    }

    public async Task<string[]?> Renew(string currentPassword, Change change)
    {
        if (!State.Factor.Holds || await credentials.RefuseCurrent(currentPassword) is not null)
            return null;
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        await book.Commit(
            State with { Factor = State.Factor with { RecoveryCodes = hashes } }, change, book.Audit(change, "person.recoveryCodes", null, """{"recoveryCodes":"changed"}"""));
        return codes;
    }

    public async Task<SaveResult<PersonSnapshot>> Remove(string currentPassword, Change change)
    {
        if (book.Refusal(change, book.Snapshot) is { } refused)
            return refused;
        if (await credentials.RefuseCurrent(currentPassword) is { } wrong)
            return SaveResult<PersonSnapshot>.Invalid(wrong);
        return await Clear(change);
    }

    public async Task<SaveResult<PersonSnapshot>> Reset(Change change) =>
        book.Refusal(change, book.Snapshot) is { } refused ? refused : await Clear(change);

    private async Task<SaveResult<PersonSnapshot>> Clear(Change change)
    {
        if (!State.Factor.Holds)
            return SaveResult<PersonSnapshot>.Saved(book.Snapshot());
        var announced = await Commit(State with { Factor = PersonFactor.None }, change);
        return SaveResult<PersonSnapshot>.Saved(book.Snapshot(), announced);
    }

    private Task<bool> Commit(PersonState next, Change change) => book.Commit(
        next,
        change,
        book.Audit(change, "person.secondFactor", null, """{"secondFactor":"changed"}"""),
        PersonEffect.Of(next.SecurityChange(book.Id, "secondFactor", book.Now)));
}
