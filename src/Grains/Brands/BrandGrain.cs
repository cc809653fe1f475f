using Portal.Audit;
using Portal.Customers;
using Portal.Domains;
using Portal.Platform;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.Brands;

[GrainType("brand")]
internal sealed class BrandGrain(
    [PersistentState("brand")] IPersistentState<BrandState> store,
    IBrandRules rules,
    IDomainDirectory domains,
    ICustomerDirectory customers,
    ISecrets secrets,
    BrandEffects effects,
    FollowUpParts followUpParts,
    TimeProvider clock) : Grain, IBrandGrain
{
    private FollowUp<BrandState> followUp = null!;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        followUp = new FollowUp<BrandState>(this, followUpParts, () => store.State, effects.Settle);
        if (store.State.Version > 0 && !await effects.AreSettled(Id, store.State.Version))
            await followUp.MakeUp();
    }

    public async Task<SaveResult<BrandView>> Create(BrandSettings settings, Change change)
    {
        var now = store.State;
        if (now.CreatedBefore(change) is { } answered)
            return answered;
        if (now.Lives)
            return SaveResult<BrandView>.Exists("id", $"A brand {Id} already exists. Open it to change it, or choose another id.");

        var (clean, errors) = await rules.Check(settings with { Id = Id }, null, CancellationToken.None);
        (clean, errors) = Keeping.Take(clean, null, change, errors);
        return errors.Count > 0
            ? SaveResult<BrandView>.Invalid([.. errors])
            : await Write("brand.create", now, clean, change, clock.GetRowTime());
    }

    public async Task<SaveResult<BrandView>> Save(BrandSettings settings, Change change)
    {
        var now = store.State;
        if (now.Refusal(change) is { } refused)
            return refused;

        var stored = now.ToView().Settings;
        var (clean, errors) = await rules.Check(settings with { Id = Id }, stored, CancellationToken.None);
        (clean, errors) = Keeping.Take(clean, stored, change, errors);
        errors = ScriptRules.Excuse(
            errors,
            sameScript: clean.JavaScript == now.Settings!.JavaScript && clean.ScriptSources == now.Settings.ScriptSources,
            sameCss: clean.Css == now.Settings.Css);
        if (StoredSmtp.Refusal(clean.Smtp, now.Smtp) is { } smtp)
            errors = [.. errors, smtp];
        return errors.Count > 0
            ? SaveResult<BrandView>.Invalid([.. errors])
            : await Write("brand.save", now, clean, change, now.CreatedAt);
    }

    public async Task<SaveResult<BrandView>> Delete(Change change)
    {
        var now = store.State;
        if (now.DeletedBefore(change))
            return SaveResult<BrandView>.Saved(now.ToView());
        if (now.Refusal(change) is { } refused)
            return refused;
        var uses = await domains.CountByBrand(Id, CancellationToken.None);
        if (uses > 0)
            return SaveResult<BrandView>.InUse("id", uses == 1 ? "1 domain uses this brand. Give it another brand first." : $"{uses} domains use this brand. Give them another brand first.");
        var held = await customers.CountByReseller(Id, CancellationToken.None);
        if (held > 0)
            return SaveResult<BrandView>.InUse("id", held == 1 ? "1 customer or carrier has this brand as its reseller. Give it another one first." : $"{held} customers and carriers have this brand as their reseller. Give them another one first.");

        var time = clock.GetRowTime();
        var announced = await Commit(now with
        {
            Version = now.Version + 1,
            Deleted = true,
            ChangedAt = time,
            Settings = new BrandSettings { Id = Id, Name = now.Settings!.Name },
            Smtp = null,
            RecentOperations = RecentOperations.Add(now.RecentOperations, change.OperationId),
            LastAudit = Audit("brand.delete", now, null, change, time),
        });
        return SaveResult<BrandView>.Saved(store.State.ToView(), announced);
    }

    public Task<BrandView?> Get() => Task.FromResult(store.State.Lives ? store.State.ToView() : null);

    public Task<BrandSnapshot?> GetSnapshot(long newerThan)
    {
        var now = store.State;
        return Task.FromResult(now.Version > newerThan || (now.Version == 0 && newerThan < 0)
            ? new BrandSnapshot(Id, now.Version, now.Lives ? now.Settings : null)
            : null);
    }

    public Task<MailServer?> GetMailServer() => Task.FromResult(store.State.Lives ? store.State.Smtp?.ToMailServer() : null);

    public async Task Repair()
    {
        if (store.State.Version > 0)
            await followUp.Complete();
    }

    private async Task<SaveResult<BrandView>> Write(string action, BrandState now, BrandSettings clean, Change change, DateTimeOffset createdAt)
    {
        var time = clock.GetRowTime();
        var announced = await Commit(now with
        {
            Version = now.Version + 1,
            Deleted = false,
            CreatedAt = createdAt,
            ChangedAt = time,
            Settings = clean with { Smtp = null },
            Smtp = StoredSmtp.Take(clean.Smtp, now.Deleted ? null : now.Smtp, secrets),
            RecentOperations = RecentOperations.Add(now.RecentOperations, change.OperationId),
            LastAudit = Audit(action, now, clean, change, time),
        });
        return SaveResult<BrandView>.Saved(store.State.ToView(), announced);
    }

    private async Task<bool> Commit(BrandState next)
    {
        var now = store.State;
        await store.Replace(next with { EarlierAudits = followUp.Carry(AuditTrail.Waiting(now.EarlierAudits, now.LastAudit)) });
        return await followUp.Run();
    }

    private AuditEntry Audit(string action, BrandState now, BrandSettings? after, Change change, DateTimeOffset time)
    {
        var before = now.Lives ? now.ToView().Settings : null;
        return new AuditEntry(
            change.OperationId, time, change.Actor, action, "brand/" + Id, Id,
            before is null ? null : AuditDiff.Of(before, after), after is null ? null : AuditDiff.Of(after, before));
    }
}
