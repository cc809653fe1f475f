using Portal.Audit;
using Portal.Credentials;
using Portal.Platform;
using Portal.Saving;
using Portal.Secrets;
using Portal.Storage;

namespace Portal.Staff;

[GrainType("operator")]
internal sealed class OperatorGrain(
    [PersistentState("operator")] IPersistentState<OperatorState> store,
    PasswordHashes passwords,
    OperatorDirectory directory,
    StaffSessions sessions,
    IAuditTrail audit,
    FollowUpParts followUpParts,
    ISecrets secrets,
    TimeProvider clock) : Grain, IOperatorGrain
{
    private const int KeptDevices = 10;

    // Long enough to be handed over on Friday and used on Monday.
    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(3);

    // What authenticator apps show above the code.
    private const string Issuer = "Control panel";

    private FollowUp<OperatorState> followUp = null!;

    private string Email => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        followUp = new FollowUp<OperatorState>(this, followUpParts, () => store.State, Settle);
        // Repairs the rows that a crash between the writes left out.
        if (store.State.Settings is not null)
            await followUp.MakeUp();
    }

    public async Task<SaveResult<OperatorView>> Create(OperatorSettings settings, string password, Change change)
    {
        if (Taken(change) is { } taken)
            return taken;
        var (clean, errors) = OperatorRules.Check(settings with { Email = Email }, password);
        if (errors.Length > 0)
            return SaveResult<OperatorView>.Invalid(errors);
        return await Commit(New(clean) with { PasswordHash = await passwords.Hash(password) }, "operator.create", change, PortalJson.Write(clean));
    }

    public async Task<SaveResult<OperatorView>> Invite(OperatorSettings settings, string tokenHash, Change change)
    {
        // The same invitation again, before anybody used it: the link of the last answer is the one that works.
        if (store.State is { Lives: true, PasswordHash: null } && store.State.RecentOperations.Contains(change.OperationId))
            await store.Replace(store.State with { LinkHash = tokenHash });
        if (Taken(change) is { } taken)
            return taken;
        var (clean, errors) = OperatorRules.Check(settings with { Email = Email }, null, change);
        if (errors.Length > 0)
            return SaveResult<OperatorView>.Invalid(errors);
        return await Commit(New(clean) with { LinkHash = tokenHash, LinkUntil = clock.GetUtcNow() + LinkLife }, "operator.invite", change, PortalJson.Write(clean));
    }

    public async Task<SaveResult<OperatorView>> Save(OperatorSettings settings, Change change)
    {
        if (store.State.Refusal(change) is { } refused)
            return refused;
        var before = store.State.Settings!;
        var (clean, errors) = OperatorRules.Check(settings with { Email = before.Email }, before, change);
        if (errors.Length > 0)
            return SaveResult<OperatorView>.Invalid(errors);
        if (OperatorRules.Narrows(before, clean))
            await sessions.EndOthers(Email, "");
        return await Commit(store.State with { Settings = clean }, "operator.save", change, AuditDiff.Of(clean, before), AuditDiff.Of(before, clean));
    }

    public async Task<SaveResult<OperatorView>> Remove(Change change)
    {
        if (store.State.DeletedBefore(change))
            return SaveResult<OperatorView>.Saved(store.State.ToView());
        if (store.State.Refusal(change) is { } refused)
            return refused;
        await sessions.EndOthers(Email, "");
        var now = store.State;
        // Nothing of what opened the account stays.
        return await Commit(
            new OperatorState { Id = now.Id, Version = now.Version, Settings = now.Settings, Removed = true, CreatedAt = now.CreatedAt, RecentOperations = now.RecentOperations },
            "operator.remove", change, null, PortalJson.Write(now.Settings));
    }

    public Task<OperatorView?> Get() => Task.FromResult(store.State.Lives ? store.State.ToView() : null);

    public async Task<SignInAnswer> CheckPassword(string password, string? device)
    {
        if (Waits(device) is { } wait)
            return wait;
        if (store.State.PasswordHash is not { } hash)
        {
            // Invited, and nothing set yet: told apart by nobody.
            await passwords.Pretend(password);
            return await Fail(device);
        }

        var (right, weak) = await passwords.Check(hash, password);
        if (!right || store.State.Settings!.Disabled)
            return await Fail(device);
        if (weak)
            await store.Replace(store.State with { PasswordHash = await passwords.Hash(password) });
        // The count goes back when sign-in is whole: guessing the code is held up by the same waits.
        if (store.State.SealedFactor is not null)
            return new SignInAnswer(SignInOutcome.NeedsCode, store.State.ToView());
        await Forgive(device, store.State);
        return new SignInAnswer(SignInOutcome.Accepted, store.State.ToView());
    }

    public async Task<SignInAnswer> CheckCode(string code, string? device)
    {
        if (store.State.SealedFactor is not { } factor || store.State.Settings!.Disabled)
            return SignInAnswer.Refused;
        if (Waits(device) is { } wait)
            return wait;

        var now = store.State;
        var recovery = SecondFactor.Hash(code);
        if (SecondFactor.StepOf(secrets.Open(SecretPurposes.SecondFactor, factor), code, now.LastStep, clock.GetUtcNow()) is { } step)
            now = now with { LastStep = step };
        else if (now.RecoveryCodes.Contains(recovery, StringComparer.Ordinal))
            now = now with { RecoveryCodes = [.. now.RecoveryCodes.Where(c => c != recovery)] };
        else
            return await Fail(device);
        await Forgive(device, now);
        return new SignInAnswer(SignInOutcome.Accepted, store.State.ToView());
    }

    public Task TrustDevice(string device) =>
        store.Replace(store.State with { Devices = [device, .. store.State.Devices.Where(d => d != device).Take(KeptDevices - 1)] });

    public async Task<SaveResult<OperatorView>> ProvePassword(string current)
    {
        if (store.State is not { Settings: not null, PasswordHash: { } hash })
            return SaveResult<OperatorView>.NotFound();
        if (store.State.Known.WaitUntil(clock.GetUtcNow()) is not null)
            return SaveResult<OperatorView>.Invalid(
                new FieldError("currentPassword", "Too many failed attempts. Wait a moment, then try again."));
        if (current.Length <= PasswordRules.Longest && (await passwords.Check(hash, current)).Right)
            return SaveResult<OperatorView>.Saved(store.State.ToView());
        await store.Replace(store.State with { Known = store.State.Known.Add(clock.GetUtcNow()) });
        return SaveResult<OperatorView>.Invalid(new FieldError("currentPassword", "This is not your current password."));
    }

    public async Task<SaveResult<OperatorView>> ChangePassword(string current, string next, Change change)
    {
        if (await ProvePassword(current) is { IsSaved: false } refused)
            return refused;
        var settings = store.State.Settings!;
        if (PasswordRules.Refuse(next, settings.Email, settings.Name) is { } reason)
            return SaveResult<OperatorView>.Invalid(new FieldError("password", reason));
        return await Commit(store.State with { PasswordHash = await passwords.Hash(next), Known = Failures.None }, "operator.password", change, """{"password":"changed"}""");
    }

    public async Task<SaveResult<OperatorView>> OfferLink(string tokenHash, Change change)
    {
        if (!store.State.Lives)
            return SaveResult<OperatorView>.NotFound();
        return await Commit(store.State with { LinkHash = tokenHash, LinkUntil = clock.GetUtcNow() + LinkLife }, "operator.link", change, """{"link":"changed"}""");
    }

    public async Task<SaveResult<OperatorView>> OfferReset(string tokenHash, Change change)
    {
        if (store.State is not { Lives: true, Settings.Disabled: false })
            return SaveResult<OperatorView>.NotFound();
        var next = store.State with { ResetHash = tokenHash, ResetUntil = clock.GetUtcNow() + StaffRecovery.LinkLife };
        return await Commit(next, "operator.reset", change, """{"link":"changed"}""");
    }

    public Task<bool> AcceptsLink(string tokenHash) => Task.FromResult(Accepts(tokenHash));

    public async Task<SaveResult<OperatorView>> UseLink(string tokenHash, string password, Change change)
    {
        if (!Accepts(tokenHash))
            return SaveResult<OperatorView>.NotFound();
        var settings = store.State.Settings!;
        if (PasswordRules.Refuse(password, settings.Email, settings.Name) is { } reason)
            return SaveResult<OperatorView>.Invalid(new FieldError("password", reason));
        await sessions.EndOthers(Email, "");
        return await Commit(
            store.State with
            {
                PasswordHash = await passwords.Hash(password),
                LinkHash = null,
                LinkUntil = null,
                ResetHash = null,
                ResetUntil = null,
                Known = Failures.None,
                Strangers = Failures.None,
            },
            "operator.password", change, """{"password":"changed"}""");
    }

    public async Task<SaveResult<OperatorView>> ResetSecondFactor(Change change)
    {
        if (store.State.Refusal(change) is { } refused)
            return refused;
        await sessions.EndOthers(Email, "");
        return await Commit(store.State with { SealedFactor = null, RecoveryCodes = [], Devices = [] },
            "operator.secondFactorReset", change, """{"secondFactor":"changed"}""");
    }

    public Task Repair() => store.State.Settings is null ? Task.CompletedTask : followUp.Complete();

    private string Offered => FactorOffer.Of(Email, store.State.PasswordHash, store.State.SealedFactor);

    public Task<SecondFactorEnrolment> GetEnrolment(string? before = null)
    {
        var (secret, offer) = FactorOffer.Begin(Offered, before, secrets, clock.GetUtcNow());
        return Task.FromResult(new SecondFactorEnrolment(secret, SecondFactor.Uri(secret, Issuer, Email), offer));
    }

    public async Task<string[]?> FinishEnrolment(string offer, string code, Change change)
    {
        if (FactorOffer.Take(offer, Offered, code, secrets, clock.GetUtcNow()) is not { } taken)
            return null;
        await Commit(
            store.State with { SealedFactor = taken.Sealed, LastStep = taken.Step, RecoveryCodes = taken.Hashes },
            "operator.secondFactor", change, """{"secondFactor":"changed"}""");
        return taken.Codes;
    }

    public async Task<string[]> RenewRecoveryCodes(Change change)
    {
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        await Commit(store.State with { RecoveryCodes = hashes }, "operator.recoveryCodes", change, """{"recoveryCodes":"changed"}""");
        return codes;
    }

    private bool IsKnown(string? device) => device is not null && store.State.Devices.Contains(device, StringComparer.Ordinal);

    private SignInAnswer? Waits(string? device) =>
        (IsKnown(device) ? store.State.Known : store.State.Strangers).WaitUntil(clock.GetUtcNow()) is { } until
            ? new SignInAnswer(SignInOutcome.Wait, WaitUntil: until)
            : null;

    private async Task<SignInAnswer> Fail(string? device)
    {
        var now = clock.GetUtcNow();
        await store.Replace(IsKnown(device)
            ? store.State with { Known = store.State.Known.Add(now) }
            : store.State with { Strangers = store.State.Strangers.Add(now) });
        return SignInAnswer.Refused;
    }

    private async Task Forgive(string? device, OperatorState next)
    {
        next = IsKnown(device) ? next with { Known = Failures.None } : next with { Strangers = Failures.None };
        if (next != store.State)
            await store.Replace(next);
    }

    private bool Accepts(string tokenHash) =>
        store.State is { Lives: true, Settings.Disabled: false } now
        && ((now.LinkHash == tokenHash && clock.GetUtcNow() < now.LinkUntil)
            || (now.ResetHash == tokenHash && clock.GetUtcNow() < now.ResetUntil));

    private SaveResult<OperatorView>? Taken(Change change) =>
        !store.State.Lives ? null
        : store.State.RecentOperations.Contains(change.OperationId) ? SaveResult<OperatorView>.Saved(store.State.ToView())
        : SaveResult<OperatorView>.Exists("email", "A member of staff with this address already exists.");

    private OperatorState New(OperatorSettings settings) => new()
    {
        Id = Ids.New("op", clock),
        // Versions go on where an account of this address ended.
        Version = store.State.Version,
        RecentOperations = store.State.RecentOperations,
        Settings = settings,
        CreatedAt = clock.GetUtcNow(),
    };

    private async Task<SaveResult<OperatorView>> Commit(OperatorState next, string action, Change change, string? after, string? before = null)
    {
        var entry = new AuditEntry(change.OperationId, clock.GetUtcNow(), change.Actor, action, "operator/" + Email, null, before, after);
        await store.Replace(next with
        {
            Version = next.Version + 1,
            RecentOperations = RecentOperations.Add(next.RecentOperations, change.OperationId),
            LastAudit = entry,
            EarlierAudits = followUp.Carry(AuditTrail.Waiting(store.State.EarlierAudits, store.State.LastAudit)),
        });
        return SaveResult<OperatorView>.Saved(store.State.ToView(), await followUp.Run());
    }

    private async Task<FollowedUp> Settle(OperatorState state)
    {
        var problem = await FollowedUp.Try(null, () => directory.Put(state));
        foreach (var entry in AuditTrail.Waiting(state.EarlierAudits, state.LastAudit))
            problem = await FollowedUp.Try(problem, () => audit.Append(entry));
        // No front end keeps anything of staff.
        return new FollowedUp(true, problem);
    }
}
