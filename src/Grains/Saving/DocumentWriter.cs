using Portal.Audit;
using Portal.Platform;

namespace Portal.Saving;

/// <summary>
/// The write path of a document: order of refusals, operation id, version, audit entry, one guarded write, what follows,
/// answer. The grain that has it decides, and writes by nothing else.
/// </summary>
/// <param name="view">What staff and programs see of a state.</param>
internal sealed class DocumentWriter<TState, TView>(
    IGrainBase grain, IPersistentState<TState> store, IFollowUp<TState> follow, SavingParts parts, Func<TState, TView> view)
    where TState : StoredDocument, IVersionedDocument
    where TView : class
{
    private readonly StateWriter<TState> writer = new(grain, store, follow, parts);

    public TState Now => writer.Now;

    /// <summary>What it shows of itself; null: it isn't there.</summary>
    public TView? View => Now.Lives ? view(Now) : null;

    public Task Activate() => writer.Activate();

    public Task Repair() => writer.Repair();

    /// <summary>Writes what nobody else hears of, such as a count of failures: no version, no audit, no rows.</summary>
    public Task Keep(TState next) => writer.Keep(next);

    /// <param name="action"><c>domain.create</c>: as the audit names it.</param>
    /// <param name="decide">Gets the present state, which may be there, and the time of the change.</param>
    public async Task<SaveResult<TView>> Create(
        string action, Change change, Func<TState, DateTimeOffset, Task<Decision<TState, TView>>> decide) =>
        Now.CreatedBefore(change, () => view(Now)) ?? await Write(action, change, decide);

    /// <param name="decide">Gets the present state, which is there, and the time of the change.</param>
    public async Task<SaveResult<TView>> Change(
        string action, Change change, Func<TState, DateTimeOffset, Task<Decision<TState, TView>>> decide) =>
        Now.Refusal(change, () => view(Now)) ?? await Write(action, change, decide);

    /// <inheritdoc cref="Change"/>
    public Task<SaveResult<TView>> Delete(
        string action, Change change, Func<TState, DateTimeOffset, Task<Decision<TState, TView>>> decide) =>
        Now.DeletedBefore(change) ? Task.FromResult(SaveResult<TView>.Saved(view(Now))) : Change(action, change, decide);

    /// <summary>Makes the change each time it is asked for: for what answers a secret, which is another one each time.</summary>
    /// <inheritdoc cref="Change"/>
    public async Task<SaveResult<TView>> Renew(
        string action, Change change, Func<TState, DateTimeOffset, Task<Decision<TState, TView>>> decide) =>
        Now.Lives ? await Write(action, change, decide) : SaveResult<TView>.NotFound();

    private async Task<SaveResult<TView>> Write(
        string action, Change change, Func<TState, DateTimeOffset, Task<Decision<TState, TView>>> decide)
    {
        writer.RequireWritable();
        var carried = writer.Carry([.. ((IStored)Now).Audits]);
        var time = parts.Clock.GetRowTime();
        var decision = await decide(Now, time);
        if (decision is not { Next: { } next, Audited: { } audited })
            return decision.Answer!;

        var now = Now;
        var entry = new AuditEntry(
            change.OperationId, time, change.Actor, action, follow.Subject.Target(writer.Key),
            audited.Brand, audited.Before, audited.After);
        var announced = await writer.Commit(next with
        {
            Version = now.Version + 1,
            RecentOperations = RecentOperations.Add(now.RecentOperations, change.OperationId),
            LastAudit = entry,
            EarlierAudits = carried,
        });
        return SaveResult<TView>.Saved(view(Now), announced);
    }
}
