using Portal.Audit;
using Portal.Domains;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>A customer's state, whose it is, and what the audit says of its changes.</summary>
internal sealed class CustomerChanges(StateWriter<CustomerState> writer, IDomainDirectory domains)
{
    public string Id => writer.Key;

    public CustomerState Now => writer.Now;

    /// <summary>What a change starts from: rows and audit that are in their tables are no longer carried along.</summary>
    /// <exception cref="StoreUnavailableException">So much of it waits that a further change would lose some.</exception>
    public CustomerState Next => Now with { Items = writer.Carry(Now.Items), Audits = writer.Carry(Now.Audits) };

    public Task<string?> Brand => BrandOf(Now.Settings);

    /// <returns>Whether the front ends were told.</returns>
    public Task<bool> Commit(CustomerState next) => writer.Commit(next with { Writes = Now.Writes + 1 });

    /// <summary>Whether this change is by somebody who has no say here: they hear that there is no such customer.</summary>
    public async Task<bool> IsForeign(Change change) =>
        change.OnlyBrands is { } own && (!Now.Lives || await Brand is not { } brand || !own.Contains(brand, StringComparer.Ordinal));

    public async Task<CustomerView> View(CustomerView view) => view with { Brand = await BrandOf(view.Settings) };

    public async Task<SaveResult<CustomerView>> View(SaveResult<CustomerView> result) =>
        result.Value is null ? result : result with { Value = await View(result.Value) };

    public async Task<AuditEntry> Audit(
        string action, object? before, object? after, Change change, DateTimeOffset time, string? reason = null) => new(
        change.OperationId, time, change.Actor, action, "customer/" + Id, await Brand,
        before is null ? null : AuditDiff.Of(before, after),
        after is null ? null : AuditDiff.Because(AuditDiff.Of(after, before), reason));

    /// <summary>The brand that customers with these settings belong to.</summary>
    public async Task<string?> BrandOf(CustomerSettings? settings) =>
        (settings?.Domain is { } host ? await domains.BrandOf(host, CancellationToken.None) : null) ?? settings?.Reseller;
}
