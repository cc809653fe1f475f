using Portal.Audit;
using Portal.Domains;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>A customer's state and its writes: each is followed by what follows from it, now or in a moment.</summary>
internal sealed class CustomerLedger(
    IGrainBase grain, IPersistentState<CustomerState> store, CustomerEffects effects, FollowUpParts followUpParts, IDomainDirectory domains)
{
    private readonly string id = grain.GrainContext.GrainId.Key.ToString()!;
    private readonly FollowUp<CustomerState> followUp = new(
        grain, followUpParts, () => store.State, state => effects.Settle(grain.GrainContext.GrainId.Key.ToString()!, state));

    public string Id => id;

    public CustomerState Now => store.State;

    /// <summary>What a change starts from: rows and audit that are in their tables are no longer carried along.</summary>
    /// <exception cref="StoreUnavailableException">So much of it waits that a further change would lose some.</exception>
    public CustomerState Next => Now with { Items = followUp.Carry(Now.Items), Audits = followUp.Carry(Now.Audits) };

    public Task<string?> Brand => BrandOf(Now.Settings);

    public async Task Load()
    {
        if (Now.Version == 0)
            return;
        if (!await effects.AreSettled(id, Now.Writes))
            await followUp.MakeUp();
    }

    /// <returns>Whether the front ends were told.</returns>
    public async Task<bool> Commit(CustomerState next)
    {
        await store.Replace(next with { Writes = Now.Writes + 1 });
        return await followUp.Run();
    }

    public Task Repair() => followUp.Complete();

    /// <summary>Rows and document say the same from here on.</summary>
    /// <exception cref="StoreUnavailableException">The rows can't be written now.</exception>
    public async Task RequireSettled()
    {
        if (!followUp.IsSettled && !await followUp.Complete())
            throw new StoreUnavailableException(StoreFault.Unreachable, $"The rows of {id} can't be written.");
    }

    /// <summary>Whether this change is by somebody who has no say here: they hear that there is no such customer.</summary>
    public async Task<bool> IsForeign(Change change) =>
        change.OnlyBrands is { } own && (!Now.Lives || await Brand is not { } brand || !own.Contains(brand, StringComparer.Ordinal));

    public async Task<CustomerView> View(CustomerView view) => view with { Brand = await BrandOf(view.Settings) };

    public async Task<SaveResult<CustomerView>> View(SaveResult<CustomerView> result) =>
        result.Value is null ? result : result with { Value = await View(result.Value) };

    public async Task<AuditEntry> Audit(
        string action, object? before, object? after, Change change, DateTimeOffset time, string? reason = null) => new(
        change.OperationId, time, change.Actor, action, "customer/" + id, await Brand,
        before is null ? null : AuditDiff.Of(before, after),
        after is null ? null : AuditDiff.Because(AuditDiff.Of(after, before), reason));

    /// <summary>The brand that customers with these settings belong to.</summary>
    public async Task<string?> BrandOf(CustomerSettings? settings) =>
        (settings?.Domain is { } host ? await domains.BrandOf(host, CancellationToken.None) : null) ?? settings?.Reseller;
}
