using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>
/// One customer or carrier. Key: its id. Owns its settings and the rows that hang on it. Never call it for an id that
/// nobody vouched for: look it up in the read model first.
/// </summary>
[Alias("portal.ICustomerGrain"), Version(1)]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>Creates it, with rows where a sign-up brings some (each once, however often this operation is repeated).</summary>
    [Alias("Create")]
    Task<SaveResult<CustomerView>> Create(CustomerSettings settings, ItemSettings[] items, Change change);

    /// <summary>
    /// Replaces the settings. A new domain moves its people: <see cref="SaveOutcome.Exists"/> at <c>domain</c> lists the
    /// addresses that are taken there.
    /// </summary>
    [Alias("Save")]
    Task<SaveResult<CustomerView>> Save(CustomerSettings settings, Change change);

    /// <summary>
    /// Lets a sign-up that waits in: active, with its rows as of now; its people are told by mail.
    /// <see cref="SaveOutcome.Exists"/> when it doesn't wait.
    /// </summary>
    [Alias("Approve")]
    Task<SaveResult<CustomerView>> Approve(Change change);

    /// <summary>Refuses a sign-up that waits: inactive; the reason goes by mail and into the audit. Invalid at <c>reason</c>.</summary>
    [Alias("Refuse")]
    Task<SaveResult<CustomerView>> Refuse(string? reason, Change change);

    /// <summary>Deletes it with its places and rows. <see cref="SaveOutcome.InUse"/> while a domain has it as its template.</summary>
    [Alias("Delete")]
    Task<SaveResult<CustomerView>> Delete(Change change);

    /// <summary>Null when there is no such customer.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<CustomerView?> Get();

    /// <summary>
    /// The snapshot when its version is above <paramref name="newerThan"/>, else null. One that never was answers version 0.
    /// </summary>
    [Alias("GetSnapshot"), AlwaysInterleave]
    Task<CustomerSnapshot?> GetSnapshot(long newerThan);

    /// <summary>Settings and rows of one moment; null when there is no such customer.</summary>
    [Alias("GetTemplate")]
    Task<TemplateSnapshot?> GetTemplate();

    /// <summary>Adds a row. The same operation a second time answers the first one's.</summary>
    [Alias("AddItem")]
    Task<SaveResult<ItemView>> AddItem(ItemSettings settings, Change change);

    /// <summary>Replaces a row; of a contract not its approval.</summary>
    [Alias("SaveItem")]
    Task<SaveResult<ItemView>> SaveItem(string itemId, ItemSettings settings, Change change);

    [Alias("DeleteItem")]
    Task<SaveResult<ItemView>> DeleteItem(ItemKind kind, string itemId, Change change);

    /// <summary>Approves a contract, once. Invalid at <c>approver</c> without a name.</summary>
    [Alias("ApproveContract")]
    Task<SaveResult<ItemView>> ApproveContract(string itemId, string approver, Change change);

    /// <summary>
    /// Puts an active customer into the status penalty, once for each operation. A change of status by somebody ends it for good.
    /// </summary>
    [Alias("StartPenalty")]
    Task StartPenalty(Change change);

    /// <summary>Makes it active again, unless somebody said meanwhile what its status is.</summary>
    [Alias("EndPenalty")]
    Task EndPenalty(Change change);

    /// <summary>Writes what follows from the state again; for the nightly reconciler.</summary>
    [Alias("Repair")]
    Task Repair();
}
