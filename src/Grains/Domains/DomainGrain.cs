using Portal.Audit;
using Portal.Brands;
using Portal.Platform;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.Domains;

[GrainType("domain")]
internal sealed class DomainGrain(
    [PersistentState("domain")] IPersistentState<DomainState> store,
    IDomainRules rules,
    ISecrets secrets,
    DomainEffects effects,
    FollowUpParts followUpParts,
    BrandMaker brands,
    DomainCustomers customers,
    TakeOver takeOver,
    TimeProvider clock) : Grain, IDomainGrain
{
    private FollowUp<DomainState> followUp = null!;

    private string Host => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        followUp = new FollowUp<DomainState>(this, followUpParts, () => store.State, effects.Show, effects.Finish);
        if (store.State.Version > 0 && !await effects.AreSettled(Host, store.State.Version))
            await followUp.MakeUp();
    }

    public async Task<SaveResult<DomainView>> Create(DomainSettings settings, Change change)
    {
        var now = store.State;
        if (now.CreatedBefore(change) is { } answered)
            return answered;
        if (now.Lives)
            return SaveResult<DomainView>.Exists("host", change.OnlyBrands is { } held && !held.Contains(now.Settings!.Brand, StringComparer.Ordinal)
                ? $"{Host} can't be added here. If the name is yours, ask an owner or admin of the platform."
                : $"{Host} is already a domain here. Open it to change it.");
        if (await takeOver.Refuse(Host, now, settings.Brand, change) is { } taken)
            return SaveResult<DomainView>.Exists("host", taken);

        var (clean, errors) = await rules.Check(settings with { Host = Host }, null, CancellationToken.None);
        (clean, errors) = Keeping.Take(clean, null, change, errors);
        if (await customers.RefuseTemplate(clean.TemplateCustomer, null, change) is { } template)
            errors = [.. errors, template];
        if (errors.Count > 0)
            return SaveResult<DomainView>.Invalid([.. errors]);
        if (clean.Brand is null)
            clean = clean with { Brand = await brands.MakeFor(clean, change) };
        return await Write("domain.create", now, clean, change, createdAt: clock.GetRowTime());
    }

    public async Task<SaveResult<DomainView>> Save(DomainSettings settings, Change change)
    {
        var now = store.State;
        if (now.Refusal(change) is { } refused)
            return refused;

        var stored = now.ToView().Settings;
        var (clean, errors) = await rules.Check(
            settings with { Host = Host, Brand = settings.Brand ?? stored.Brand }, stored, CancellationToken.None);
        (clean, errors) = Keeping.Take(clean, stored, change, errors);
        errors = ScriptRules.Excuse(
            errors,
            sameScript: clean.JavaScript == now.Settings!.JavaScript && clean.ScriptSources == now.Settings.ScriptSources,
            sameCss: clean.Css == now.Settings.Css);
        if (StoredSmtp.Refusal(clean.Smtp, now.Smtp) is { } smtp)
            errors = [.. errors, smtp];
        if (await customers.RefuseTemplate(clean.TemplateCustomer, now.Settings!.TemplateCustomer, change) is { } template)
            errors = [.. errors, template];
        return errors.Count > 0
            ? SaveResult<DomainView>.Invalid([.. errors])
            : await Write("domain.save", now, clean, change, now.CreatedAt);
    }

    public async Task<SaveResult<DomainView>> Delete(Change change)
    {
        var now = store.State;
        if (now.DeletedBefore(change))
            return SaveResult<DomainView>.Saved(now.ToView());
        if (now.Refusal(change) is { } refused)
            return refused;
        if (await customers.Uses(Host) is { } uses)
            return SaveResult<DomainView>.InUse("host", uses);

        var time = clock.GetRowTime();
        var announced = await Commit(now with
        {
            Version = now.Version + 1,
            Deleted = true,
            ChangedAt = time,
            // The brand stays for the cooling time; what the domain held of its own goes.
            Settings = new DomainSettings { Host = Host, Brand = now.Settings!.Brand },
            Smtp = null,
            RecentOperations = RecentOperations.Add(now.RecentOperations, change.OperationId),
            LastAudit = Audit("domain.delete", now, null, change, time),
        });
        return SaveResult<DomainView>.Saved(store.State.ToView(), announced);
    }

    public Task<DomainView?> Get() => Task.FromResult(store.State.Lives ? store.State.ToView() : null);

    public Task<DomainSnapshot?> GetSnapshot(long newerThan)
    {
        var now = store.State;
        return Task.FromResult(now.Version > newerThan || (now.Version == 0 && newerThan < 0)
            ? new DomainSnapshot(Host, now.Version, now.Lives ? now.Settings : null)
            : null);
    }

    public Task<MailServer?> GetMailServer() => Task.FromResult(store.State.Lives ? store.State.Smtp?.ToMailServer() : null);

    public async Task Repair()
    {
        if (store.State.Version > 0)
            await followUp.Complete();
    }

    private async Task<SaveResult<DomainView>> Write(string action, DomainState now, DomainSettings clean, Change change, DateTimeOffset createdAt)
    {
        var time = clock.GetRowTime();
        var next = now with
        {
            Version = now.Version + 1,
            Deleted = false,
            CreatedAt = createdAt,
            ChangedAt = time,
            Settings = clean with { Smtp = null },
            Smtp = StoredSmtp.Take(clean.Smtp, now.Deleted ? null : now.Smtp, secrets),
            RecentOperations = RecentOperations.Add(now.RecentOperations, change.OperationId),
            LastAudit = Audit(action, now, clean, change, time),
        };
        var announced = await Commit(next);
        return SaveResult<DomainView>.Saved(store.State.ToView(), announced);
    }

    private async Task<bool> Commit(DomainState next)
    {
        var now = store.State;
        await store.Replace(next with { EarlierAudits = followUp.Carry(AuditTrail.Waiting(now.EarlierAudits, now.LastAudit)) });
        return await followUp.Run();
    }

    private static AuditEntry Audit(string action, DomainState now, DomainSettings? after, Change change, DateTimeOffset time)
    {
        var before = now.Lives ? now.ToView().Settings : null;
        return new AuditEntry(
            change.OperationId, time, change.Actor, action, "domain/" + (after ?? before)!.Host, (after ?? before)!.Brand,
            before is null ? null : AuditDiff.Of(before, after), after is null ? null : AuditDiff.Of(after, before));
    }
}
