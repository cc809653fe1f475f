using System.Collections.Concurrent;
using Portal.Customers;
using Portal.Mail;
using Portal.Saving;

namespace Portal.Tests.Cluster.People;

/// <summary>Customers in memory, as far as persons ask them.</summary>
[GrainType("customer")]
public sealed class CustomerDouble : Grain, ICustomerGrain
{
    private static readonly ConcurrentDictionary<string, CustomerSettings> All = new(StringComparer.Ordinal);

    private string Id => this.GetPrimaryKeyString();

    public Task<SaveResult<CustomerView>> Create(CustomerSettings settings, ItemSettings[] items, Change change) => Save(settings, change);

    public Task<SaveResult<CustomerView>> Save(CustomerSettings settings, Change change)
    {
        ArgumentNullException.ThrowIfNull(settings);
        All[Id] = settings;
        return Task.FromResult(SaveResult<CustomerView>.Saved(View(settings)));
    }

    public Task<CustomerView?> Get() => Task.FromResult(All.TryGetValue(Id, out var settings) ? View(settings) : null);

    public Task<CustomerSnapshot?> GetSnapshot(long newerThan) =>
        Task.FromResult<CustomerSnapshot?>(new CustomerSnapshot(Id, 1, All.GetValueOrDefault(Id), null));

    public Task<SaveResult<CustomerView>> Delete(Change change) => throw new NotSupportedException();

    public Task<TemplateSnapshot?> GetTemplate() => throw new NotSupportedException();

    public Task<SaveResult<ItemView>> AddItem(ItemSettings settings, Change change) => throw new NotSupportedException();

    public Task<SaveResult<ItemView>> SaveItem(string itemId, ItemSettings settings, Change change) => throw new NotSupportedException();

    public Task<SaveResult<ItemView>> DeleteItem(ItemKind kind, string itemId, Change change) => throw new NotSupportedException();

    public Task<SaveResult<ItemView>> ApproveContract(string itemId, string approver, Change change) => throw new NotSupportedException();

    public Task Repair() => throw new NotSupportedException();

    private static CustomerView View(CustomerSettings settings) => new(settings, 1, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}

/// <summary>An outbox that takes everything.</summary>
[GrainType("outbox")]
public sealed class OutboxDouble : Grain, IOutboxGrain
{
    public Task Enqueue(MailDraft draft) => Task.CompletedTask;

    public Task<bool> Resend(string id, Change change) => throw new NotSupportedException();

    public Task Wake() => throw new NotSupportedException();
}
