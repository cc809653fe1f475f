using Portal.Saving;

namespace Portal.Staff;

/// <summary>What is stored of the first start.</summary>
internal sealed record StaffSetupState : Stored
{
    public SetupStage Stage { get; init; }

    /// <summary>SHA-256 of the tokens of links that still work; newest first.</summary>
    public string[] Tokens { get; init; } = [];
}

[GrainType("staff-setup")]
internal sealed class StaffSetupGrain(
    [PersistentState("staff-setup")] IPersistentState<StaffSetupState> store, IGrainFactory grains) : Grain, IStaffSetupGrain
{
    // Each front end that starts prints a link of its own.
    private const int KeptLinks = 8;

    public Task<SetupStage> Stage() => Task.FromResult(store.State.Stage);

    public async Task<bool> Offer(string tokenHash)
    {
        if (store.State.Stage != SetupStage.Account)
            return false;
        await store.Replace(store.State with { Tokens = [tokenHash, .. store.State.Tokens.Take(KeptLinks - 1)] });
        return true;
    }

    public Task<bool> Accepts(string tokenHash) =>
        Task.FromResult(store.State.Stage == SetupStage.Account && store.State.Tokens.Contains(tokenHash, StringComparer.Ordinal));

    public async Task<SaveResult<OperatorView>> CreateFirst(string tokenHash, OperatorSettings settings, string password, Change change) =>
        await Accepts(tokenHash) ? await Create(settings, password, change) : SaveResult<OperatorView>.NotFound();

    public async Task<SaveResult<OperatorView>?> Seed(OperatorSettings settings, string password) =>
        store.State.Stage == SetupStage.Account ? await Create(settings, password, Change.By(Actor.System)) : null;

    public async Task Reach(SetupStage stage)
    {
        if (store.State.Stage.IsBefore(stage) && store.State.Stage != SetupStage.Account)
            await store.Replace(store.State with { Stage = stage });
    }

    private async Task<SaveResult<OperatorView>> Create(OperatorSettings settings, string password, Change change)
    {
        if (StaffEmail.Normalise(settings.Email) is not { } email)
            return SaveResult<OperatorView>.Invalid(OperatorRules.Check(settings, password).Errors);
        var result = await grains.GetGrain<IOperatorGrain>(email).Create(settings, password, change);
        // Exists: a try before this one was cut off after it had made the account.
        if (result.Outcome is SaveOutcome.Saved or SaveOutcome.Exists)
            await store.Replace(store.State with { Stage = SetupStage.Platform, Tokens = [] });
        return result;
    }
}
