using Portal.Saving;

namespace Portal.People;

/// <summary>What is stored of an address: never the address.</summary>
internal sealed record EmailClaimState : Stored
{
    public EmailClaim[] Claims { get; init; } = [];
}

[GrainType("email-claim")]
internal sealed class EmailClaimGrain(
    [PersistentState("email-claim")] IPersistentState<EmailClaimState> store, TimeProvider clock) : Grain, IEmailClaimGrain
{
    private EmailClaim[] Living => EmailClaims.Living(store.State.Claims, clock.GetUtcNow());

    public Task<ClaimAnswer> Reserve(string scope, string holder, DateTimeOffset until) => Hold(new EmailClaim(scope, holder, until));

    public Task<ClaimAnswer> ReserveBeside(string scope, string holder, string beside, DateTimeOffset until) =>
        Hold(new EmailClaim(scope, holder, until, beside));

    public async Task<bool> Commit(string scope, string holder, string person)
    {
        var living = Living;
        var beside = Array.Find(living, claim => claim.Scope == scope && claim.Holder == holder)?.Beside;
        // A repeated commit finds the person in the holder's place: that is its own work.
        if (EmailClaims.InTheWay(living, scope, holder, beside) is { } other && other != person)
            return false;
        await Keep(EmailClaims.Commit(living, scope, holder, person));
        return true;
    }

    public Task Release(string scope, string holder) => Keep(EmailClaims.Release(Living, scope, holder));

    public Task<string?> Find(string scope) => Task.FromResult(EmailClaims.InTheWay(Living, scope, "", null));

    private async Task<ClaimAnswer> Hold(EmailClaim wanted)
    {
        var living = Living;
        if (EmailClaims.InTheWay(living, wanted.Scope, wanted.Holder, wanted.Beside) is { } other)
            return new ClaimAnswer(false, other);
        await Keep(EmailClaims.Hold(living, wanted));
        return new ClaimAnswer(true, wanted.Holder);
    }

    private async Task Keep(EmailClaim[] claims)
    {
        if (!claims.SequenceEqual(store.State.Claims))
            await store.Replace(store.State with { Claims = claims });
    }
}
