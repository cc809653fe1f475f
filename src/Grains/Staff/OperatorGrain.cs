using Portal.Credentials;
using Portal.Platform;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.Staff;

[GrainType("operator")]
internal sealed class OperatorGrain(
    [PersistentState("operator")] IPersistentState<OperatorState> store,
    PasswordHashes passwords,
    StaffSessions sessions,
    ISecrets secrets,
    IFollowUp<OperatorState> followUp,
    SavingParts parts,
    TimeProvider clock) : Grain, IOperatorGrain
{
    private const int KeptDevices = 10;
    private const int MostLists = 50;
    private const int MostColumns = 100;
    private const int LongestKey = 50;

    // Long enough to be handed over on Friday and used on Monday.
    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(3);

    // What authenticator apps show above the code.
    private const string Issuer = "Control panel";

    private DocumentWriter<OperatorState, OperatorView> document = null!;

    private string Email => this.GetPrimaryKeyString();

    private OperatorState Now => document.Now;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        document = new(this, store, followUp, parts, state => state.ToView());
        return document.Activate();
    }

    public Task<SaveResult<OperatorView>> Create(OperatorSettings settings, string password, Change change) =>
        document.Create("operator.create", change, async (now, time) =>
        {
            var (clean, errors) = OperatorRules.Check(settings with { Email = Email }, password);
            return now.Lives ? Exists
                : errors.Length > 0 ? SaveResult<OperatorView>.Invalid(errors)
                : Begin(New(clean, time) with { PasswordHash = await passwords.Hash(password) });
        });

    public async Task<SaveResult<OperatorView>> Invite(OperatorSettings settings, string tokenHash, Change change)
    {
        // The same invitation again, before anybody used it: the link of the last answer is the one that works.
        if (Now is { Lives: true, PasswordHash: null } && Now.RecentOperations.Contains(change.OperationId))
            await document.Keep(Now with { LinkHash = tokenHash });
        return await document.Create("operator.invite", change, (now, time) =>
        {
            var (clean, errors) = OperatorRules.Check(settings with { Email = Email }, null, change);
            return Task.FromResult(
                now.Lives ? Exists
                : errors.Length > 0 ? SaveResult<OperatorView>.Invalid(errors)
                : Begin(New(clean, time) with { LinkHash = tokenHash, LinkUntil = time + LinkLife }));
        });
    }

    public Task<SaveResult<OperatorView>> Save(OperatorSettings settings, Change change) =>
        document.Change("operator.save", change, async (now, _) =>
        {
            var before = now.Settings!;
            var (clean, errors) = OperatorRules.Check(settings with { Email = before.Email }, before, change);
            if (errors.Length > 0)
                return SaveResult<OperatorView>.Invalid(errors);
            if (OperatorRules.Narrows(before, clean))
                await sessions.EndOthers(Email, "");
            return new(now with { Settings = clean }, Audited.Of(null, before, clean));
        });

    public Task<SaveResult<OperatorView>> Remove(Change change) =>
        document.Delete("operator.remove", change, async (now, _) =>
        {
            await sessions.EndOthers(Email, "");
            // Nothing of what opened the account stays.
            var next = new OperatorState { Id = now.Id, Settings = now.Settings, Removed = true, CreatedAt = now.CreatedAt };
            return new(next, Audited.Of(null, now.Settings, null));
        });

    public Task<OperatorView?> Get() => Task.FromResult(document.View);

    public async Task<SignInAnswer> CheckPassword(string password, string? device)
    {
        if (Waits(device) is { } wait)
            return wait;
        if (Now.PasswordHash is not { } hash)
        {
            // Invited, and nothing set yet: told apart by nobody.
            await passwords.Pretend(password);
            return await Fail(device);
        }

        var (right, weak) = await passwords.Check(hash, password);
        if (!right || Now.Settings!.Disabled)
            return await Fail(device);
        if (weak)
            await document.Keep(Now with { PasswordHash = await passwords.Hash(password) });
        // The count goes back when sign-in is whole: guessing the code is held up by the same waits.
        if (Now.SealedFactor is not null)
            return new SignInAnswer(SignInOutcome.NeedsCode, Now.ToView());
        await Forgive(device, Now);
        return new SignInAnswer(SignInOutcome.Accepted, Now.ToView());
    }

    public async Task<SignInAnswer> CheckCode(string code, string? device)
    {
        if (Now.SealedFactor is not { } factor || Now.Settings!.Disabled)
            return SignInAnswer.Refused;
        if (Waits(device) is { } wait)
            return wait;

        var now = Now;
        var recovery = SecondFactor.Hash(code);
        if (SecondFactor.StepOf(secrets.Open(SecretPurposes.SecondFactor, factor), code, now.LastStep, clock.GetUtcNow()) is { } step)
            now = now with { LastStep = step };
        else if (now.RecoveryCodes.Contains(recovery, StringComparer.Ordinal))
            now = now with { RecoveryCodes = [.. now.RecoveryCodes.Where(c => c != recovery)] };
        else
            return await Fail(device);
        await Forgive(device, now);
        return new SignInAnswer(SignInOutcome.Accepted, Now.ToView());
    }

    public Task TrustDevice(string device) =>
        document.Keep(Now with { Devices = [device, .. Now.Devices.Where(d => d != device).Take(KeptDevices - 1)] });

    public Task ChooseColumns(string list, string[]? columns)
    {
        if (!Now.Lives)
            return Task.CompletedTask;
        var chosen = new Dictionary<string, string[]>(Now.Columns, StringComparer.Ordinal);
        chosen.Remove(list);
        if (columns is not null && chosen.Count < MostLists && list.Length <= LongestKey)
            chosen[list] = [.. columns.Where(key => key.Length <= LongestKey).Distinct(StringComparer.Ordinal).Take(MostColumns)];
        return document.Keep(Now with { Columns = chosen });
    }

    public async Task<SaveResult<OperatorView>> ProvePassword(string current)
    {
        if (Now is not { Settings: not null, PasswordHash: { } hash })
            return SaveResult<OperatorView>.NotFound();
        if (Now.Known.WaitUntil(clock.GetUtcNow()) is not null)
            return SaveResult<OperatorView>.Invalid(
                new FieldError("currentPassword", "Too many failed attempts. Wait a moment, then try again."));
        if (current.Length <= PasswordRules.Longest && (await passwords.Check(hash, current)).Right)
            return SaveResult<OperatorView>.Saved(Now.ToView());
        await document.Keep(Now with { Known = Now.Known.Add(clock.GetUtcNow()) });
        return SaveResult<OperatorView>.Invalid(new FieldError("currentPassword", "This is not your current password."));
    }

    public Task<SaveResult<OperatorView>> ChangePassword(string current, string next, Change change) =>
        document.Renew("operator.password", change, async (_, _) =>
        {
            if (await ProvePassword(current) is { IsSaved: false } refused)
                return refused;
            return Refuse(next) ?? Secret("password", Now with { PasswordHash = await passwords.Hash(next), Known = Failures.None });
        });

    public Task<SaveResult<OperatorView>> OfferLink(string tokenHash, Change change) =>
        document.Renew("operator.link", change, (now, time) => Task.FromResult(
            Secret("link", now with { LinkHash = tokenHash, LinkUntil = time + LinkLife })));

    public Task<SaveResult<OperatorView>> OfferReset(string tokenHash, Change change) =>
        document.Renew("operator.reset", change, (now, time) => Task.FromResult<Decision<OperatorState, OperatorView>>(
            now.Settings!.Disabled
                ? SaveResult<OperatorView>.NotFound()
                : Secret("link", now with { ResetHash = tokenHash, ResetUntil = time + StaffRecovery.LinkLife })));

    public Task<bool> AcceptsLink(string tokenHash) => Task.FromResult(Accepts(tokenHash));

    public Task<SaveResult<OperatorView>> UseLink(string tokenHash, string password, Change change) =>
        document.Renew("operator.password", change, async (now, _) =>
        {
            if (!Accepts(tokenHash))
                return SaveResult<OperatorView>.NotFound();
            if (Refuse(password) is { } refused)
                return refused;
            await sessions.EndOthers(Email, "");
            return Secret("password", now with
            {
                PasswordHash = await passwords.Hash(password),
                LinkHash = null,
                LinkUntil = null,
                ResetHash = null,
                ResetUntil = null,
                Known = Failures.None,
                Strangers = Failures.None,
            });
        });

    public Task<SaveResult<OperatorView>> ResetSecondFactor(Change change) =>
        document.Change("operator.secondFactorReset", change, async (now, _) =>
        {
            await sessions.EndOthers(Email, "");
            return Secret("secondFactor", now with { SealedFactor = null, RecoveryCodes = [], Devices = [] });
        });

    public Task Repair() => document.Repair();

    private string Offered => FactorOffer.Of(Email, Now.PasswordHash, Now.SealedFactor);

    public Task<SecondFactorEnrolment> GetEnrolment(string? before = null)
    {
        var (secret, offer) = FactorOffer.Begin(Offered, before, secrets, clock.GetUtcNow());
        return Task.FromResult(new SecondFactorEnrolment(secret, SecondFactor.Uri(secret, Issuer, Email), offer));
    }

    public async Task<string[]?> FinishEnrolment(string offer, string code, Change change)
    {
        if (FactorOffer.Take(offer, Offered, code, secrets, clock.GetUtcNow()) is not { } taken)
            return null;
        var saved = await document.Renew("operator.secondFactor", change, (now, _) => Task.FromResult(Secret(
            "secondFactor", now with { SealedFactor = taken.Sealed, LastStep = taken.Step, RecoveryCodes = taken.Hashes })));
        return saved.IsSaved ? taken.Codes : null;
    }

    public async Task<string[]> RenewRecoveryCodes(Change change)
    {
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        var renewed = await document.Renew("operator.recoveryCodes", change, (now, _) => Task.FromResult(
            Secret("recoveryCodes", now with { RecoveryCodes = hashes })));
        return renewed.IsSaved ? codes : [];
    }

    private bool IsKnown(string? device) => device is not null && Now.Devices.Contains(device, StringComparer.Ordinal);

    private SignInAnswer? Waits(string? device) =>
        (IsKnown(device) ? Now.Known : Now.Strangers).WaitUntil(clock.GetUtcNow()) is { } until
            ? new SignInAnswer(SignInOutcome.Wait, WaitUntil: until)
            : null;

    private async Task<SignInAnswer> Fail(string? device)
    {
        var now = clock.GetUtcNow();
        await document.Keep(IsKnown(device)
            ? Now with { Known = Now.Known.Add(now) }
            : Now with { Strangers = Now.Strangers.Add(now) });
        return SignInAnswer.Refused;
    }

    private async Task Forgive(string? device, OperatorState next)
    {
        next = IsKnown(device) ? next with { Known = Failures.None } : next with { Strangers = Failures.None };
        if (next != Now)
            await document.Keep(next);
    }

    private bool Accepts(string tokenHash) =>
        Now is { Lives: true, Settings.Disabled: false } now
        && ((now.LinkHash == tokenHash && clock.GetUtcNow() < now.LinkUntil)
            || (now.ResetHash == tokenHash && clock.GetUtcNow() < now.ResetUntil));

    private static SaveResult<OperatorView> Exists =>
        SaveResult<OperatorView>.Exists("email", "A member of staff with this address already exists.");

    private SaveResult<OperatorView>? Refuse(string password) =>
        PasswordRules.Refuse(password, Now.Settings!.Email, Now.Settings.Name) is { } reason
            ? SaveResult<OperatorView>.Invalid(new FieldError("password", reason))
            : null;

    private OperatorState New(OperatorSettings settings, DateTimeOffset time) =>
        new() { Id = Ids.New("op", clock), Settings = settings, CreatedAt = time };

    private static Decision<OperatorState, OperatorView> Begin(OperatorState next) => new(next, Audited.Of(null, null, next.Settings));

    /// <summary>A change that the audit names and doesn't show.</summary>
    private static Decision<OperatorState, OperatorView> Secret(string what, OperatorState next) =>
        new(next, new Audited(null, null, $$"""{"{{what}}":"changed"}"""));
}
