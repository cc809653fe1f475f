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
    IAuditTrail audit,
    ISecrets secrets,
    TimeProvider clock) : Grain, IOperatorGrain
{
    private const int KeptDevices = 10;

    // What authenticator apps show above the code.
    private const string Issuer = "Control panel";

    private string Email => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Repairs the row that a crash between the two writes left out.
        if (store.State.Settings is not null)
            await directory.Put(store.State);
    }

    public async Task<SaveResult<OperatorView>> Create(OperatorSettings settings, string password, Change change)
    {
        if (store.State.Settings is not null)
        {
            return store.State.RecentOperations.Contains(change.OperationId)
                ? SaveResult<OperatorView>.Saved(store.State.ToView())
                : SaveResult<OperatorView>.Exists("email", "There is staff with this address already.");
        }

        var (clean, errors) = OperatorRules.Check(settings with { Email = Email }, password);
        if (errors.Length > 0)
            return SaveResult<OperatorView>.Invalid(errors);
        await Commit(store.State with
        {
            Id = Ids.New("op", clock),
            Settings = clean,
            PasswordHash = await passwords.Hash(password),
            CreatedAt = clock.GetUtcNow(),
        }, "operator.create", change, PortalJson.Write(clean));
        return SaveResult<OperatorView>.Saved(store.State.ToView());
    }

    public Task<OperatorView?> Get() => Task.FromResult(store.State.Settings is null ? null : store.State.ToView());

    public async Task<SignInAnswer> CheckPassword(string password, string? device)
    {
        if (store.State.PasswordHash is not { } hash)
            return SignInAnswer.Refused;
        if (Waits(device) is { } wait)
            return wait;
        var (right, weak) = await passwords.Check(hash, password);
        if (!right)
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
        if (store.State.SealedFactor is not { } factor)
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

    public async Task<SaveResult<OperatorView>> ChangePassword(string current, string next, Change change)
    {
        if (store.State is not { Settings: { } settings, PasswordHash: { } hash })
            return SaveResult<OperatorView>.NotFound();
        if (store.State.Known.WaitUntil(clock.GetUtcNow()) is not null)
            return SaveResult<OperatorView>.Invalid(new FieldError("currentPassword", "Too many were wrong. Wait a moment, then try again."));
        if (!(await passwords.Check(hash, current)).Right)
        {
            await store.Replace(store.State with { Known = store.State.Known.Add(clock.GetUtcNow()) });
            return SaveResult<OperatorView>.Invalid(new FieldError("currentPassword", "This is not your present password."));
        }

        if (PasswordRules.Refuse(next, settings.Email, settings.Name) is { } reason)
            return SaveResult<OperatorView>.Invalid(new FieldError("password", reason));
        await Commit(store.State with { PasswordHash = await passwords.Hash(next), Known = Failures.None }, "operator.password", change, """{"password":"changed"}""");
        return SaveResult<OperatorView>.Saved(store.State.ToView());
    }

    public async Task<SecondFactorEnrolment> BeginEnrolment()
    {
        var secret = store.State.SealedNewFactor is { } waiting ? secrets.Open(SecretPurposes.SecondFactor, waiting) : SecondFactor.NewSecret();
        if (store.State.SealedNewFactor is null)
            await store.Replace(store.State with { SealedNewFactor = secrets.Seal(SecretPurposes.SecondFactor, secret) });
        return new SecondFactorEnrolment(secret, SecondFactor.Uri(secret, Issuer, Email));
    }

    public async Task<string[]?> FinishEnrolment(string code, Change change)
    {
        if (store.State.SealedNewFactor is not { } waiting
            || SecondFactor.StepOf(secrets.Open(SecretPurposes.SecondFactor, waiting), code, 0, clock.GetUtcNow()) is not { } step)
            return null;
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        await Commit(store.State with { SealedFactor = waiting, SealedNewFactor = null, LastStep = step, RecoveryCodes = hashes },
            "operator.secondFactor", change, """{"secondFactor":"changed"}""");
        return codes;
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

    private async Task Commit(OperatorState next, string action, Change change, string after)
    {
        var time = clock.GetUtcNow();
        await store.Replace(next with
        {
            Version = next.Version + 1,
            RecentOperations = RecentOperations.Add(next.RecentOperations, change.OperationId),
        });
        await directory.Put(store.State);
        await audit.Append(new AuditEntry(change.OperationId, time, change.Actor, action, "operator/" + Email, null, null, after));
    }
}
