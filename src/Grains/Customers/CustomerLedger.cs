using Portal.Audit;
using Portal.Domains;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>A customer's state and its writes: each is followed by what follows from it, now or in a moment.</summary>
/// <param name="unsettled">Told after each attempt whether something is left to do.</param>
internal sealed class CustomerLedger(
    string id, IPersistentState<CustomerState> store, CustomerEffects effects, IDomainDirectory domains, Action<bool> unsettled)
{
    private bool settled;

    public string Id => id;

    public CustomerState Now => store.State;

    /// <summary>What a change starts from: rows and audit that are in their tables are no longer carried along.</summary>
    public CustomerState Next => settled ? Now with { Items = [], Audits = [] } : Now;

    public Task<string?> Brand => BrandOf(Now.Settings);

    public async Task Load()
    {
        if (Now.Version == 0)
            return;
        settled = await effects.AreSettled(id, Now.Writes);
        if (!settled)
            await Settle();
    }

    /// <returns>Whether the front ends were told.</returns>
    public async Task<bool> Commit(CustomerState next)
    {
        await store.Replace(next with { Writes = Now.Writes + 1 });
        settled = false;
        return await Settle();
    }

    public async Task<bool> Settle()
    {
        (settled, var announced) = await effects.Settle(id, Now);
        unsettled(!settled);
        return announced;
    }

    /// <summary>Rows and document say the same from here on.</summary>
    /// <exception cref="InvalidOperationException">The rows can't be written now.</exception>
    public async Task RequireSettled()
    {
        if (!settled)
            await Settle();
        if (!settled)
            throw new InvalidOperationException($"The rows of {id} can't be written now.");
    }

    /// <summary>Whether this change is by somebody who has no say here: they hear that there is no such customer.</summary>
    public async Task<bool> IsForeign(Change change) =>
        change.OnlyBrands is { } own && (!Now.Lives || await Brand is not { } brand || !own.Contains(brand, StringComparer.Ordinal));

    public async Task<CustomerView> View(CustomerView view) => view with { Brand = await BrandOf(view.Settings) };

    public async Task<SaveResult<CustomerView>> View(SaveResult<CustomerView> result) =>
        result.Value is null ? result : result with { Value = await View(result.Value) };

    public async Task<AuditEntry> Audit(string action, object? before, object? after, Change change, DateTimeOffset time) => new(
        change.OperationId, time, change.Actor, action, "customer/" + id, await Brand,
        before is null ? null : AuditDiff.Of(before, after),
        after is null ? null : AuditDiff.Of(after, before));

    private async Task<string?> BrandOf(CustomerSettings? settings) =>
        (settings?.Domain is { } host ? await domains.BrandOf(host, CancellationToken.None) : null) ?? settings?.Reseller;
}
