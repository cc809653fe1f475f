using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Portal.Customers;
using Portal.Domains;
using Portal.Mail;
using Portal.People;
using Portal.Saving;

namespace Portal.Tests.Cluster.SignUp;

internal sealed class AnyTemplate : ITemplateCustomers
{
    public Task<bool> Exists(string id, CancellationToken cancellation) => Task.FromResult(true);
}

internal sealed class MemoryThrottle : IThrottle
{
    private readonly ConcurrentDictionary<string, int> taken = new(StringComparer.Ordinal);

    public Task<DateTimeOffset?> WaitUntil(params string[] keys) => Task.FromResult<DateTimeOffset?>(null);

    public Task Fail(params string[] keys) => Task.CompletedTask;

    public Task Forgive(params string[] keys) => Task.CompletedTask;

    public Task<bool> Take(string key, int most, TimeSpan window) => Task.FromResult(taken.AddOrUpdate(key, 1, (_, count) => count + 1) <= most);
}

[GrainType("customer")]
internal sealed class CustomerDouble(TimeProvider clock) : Grain, ICustomerGrain
{
    public static readonly ConcurrentDictionary<string, (CustomerSettings Settings, List<(string Op, ItemSettings Item)> Items)> All = new(StringComparer.Ordinal);

    public Task<SaveResult<CustomerView>> Create(CustomerSettings settings, ItemSettings[] items, Change change)
    {
        All.TryAdd(this.GetPrimaryKeyString(), (settings, [.. items.Select(i => (change.OperationId, i))]));
        return Task.FromResult(SaveResult<CustomerView>.Saved(View()));
    }

    public Task<SaveResult<CustomerView>> Save(CustomerSettings settings, Change change) => throw new NotSupportedException();

    public Task<SaveResult<CustomerView>> Delete(Change change)
    {
        All.TryRemove(this.GetPrimaryKeyString(), out _);
        return Task.FromResult(SaveResult<CustomerView>.NotFound());
    }

    public Task<CustomerView?> Get() => Task.FromResult(All.ContainsKey(this.GetPrimaryKeyString()) ? View() : null);

    public Task<CustomerSnapshot?> GetSnapshot(long newerThan) => throw new NotSupportedException();

    public Task<TemplateSnapshot?> GetTemplate() => Task.FromResult(All.TryGetValue(this.GetPrimaryKeyString(), out var t)
        ? new TemplateSnapshot(t.Settings, [.. t.Items.Select((item, i) => new ItemView($"i{i}", t.Settings.Id, item.Item, clock.GetUtcNow().AddDays(-10)))], clock.GetUtcNow())
        : null);

    public Task<SaveResult<ItemView>> AddItem(ItemSettings settings, Change change) => throw new NotSupportedException();

    public Task<SaveResult<ItemView>> SaveItem(string itemId, ItemSettings settings, Change change) => throw new NotSupportedException();

    public Task<SaveResult<ItemView>> DeleteItem(ItemKind kind, string itemId, Change change) => throw new NotSupportedException();

    public Task<SaveResult<ItemView>> ApproveContract(string itemId, string approver, Change change) => throw new NotSupportedException();

    public Task Repair() => Task.CompletedTask;

    private CustomerView View() => new(All[this.GetPrimaryKeyString()].Settings, 1, null, clock.GetUtcNow(), clock.GetUtcNow());
}

[GrainType("outbox")]
internal sealed class OutboxDouble : Grain, IOutboxGrain
{
    public Task Enqueue(MailDraft draft) => Task.CompletedTask;

    public Task<bool> Resend(string id, Change change) => Task.FromResult(false);

    public Task Wake() => Task.CompletedTask;
}

[GrainType("person")]
internal sealed class PersonDouble : Grain, IPersonGrain
{
    public static readonly ConcurrentDictionary<string, PersonDraft> All = new(StringComparer.Ordinal);

    public Task<SaveResult<ContactView>> Create(PersonDraft draft, Change change)
    {
        All.TryAdd(this.GetPrimaryKeyString(), draft);
        return Task.FromResult(new SaveResult<ContactView> { Outcome = SaveOutcome.Saved });
    }

    public Task<SaveResult<ContactView>> RemovePlace(string contact, Change change)
    {
        All.TryRemove(this.GetPrimaryKeyString(), out _);
        return Task.FromResult(SaveResult<ContactView>.NotFound());
    }

    public Task<PersonSnapshot?> GetSnapshot(long newerThan) => Task.FromResult(All.TryGetValue(this.GetPrimaryKeyString(), out var draft)
        ? new PersonSnapshot { Id = this.GetPrimaryKeyString(), Version = 1, Name = draft.Place.Settings.Name, HomeHost = draft.HomeHost }
        : null);

    public Task<SaveResult<ContactView>> AddPlace(PlaceDraft draft, Change change) => throw new NotSupportedException();

    public Task<SaveResult<ContactView>> SavePlace(string contact, ContactSettings settings, SecretInput password, Change change) => throw new NotSupportedException();

    public Task<ContactView?> GetContact(string contact) => throw new NotSupportedException();

    public Task<PersonSignInAnswer> SignIn(PersonSignIn attempt) => throw new NotSupportedException();

    public Task<PersonSignInAnswer> CheckCode(string session, string code, bool knownDevice) => throw new NotSupportedException();

    public Task Touch(string session) => throw new NotSupportedException();

    public Task EndSession(string session, Change change) => throw new NotSupportedException();

    public Task EndOtherSessions(string session, Change change) => throw new NotSupportedException();

    public Task<bool> SwitchPlace(string session, string contact, string? source, Change change) => throw new NotSupportedException();

    public Task<SaveResult<PersonSnapshot>> SaveMe(string contact, PersonalSettings settings, Change change) => throw new NotSupportedException();

    public Task<SaveResult<PersonSnapshot>> ChangePassword(string session, string current, string next, Change change) => throw new NotSupportedException();

    public Task<SaveResult<PersonSnapshot>> ChangeEmail(string currentPassword, string email, Change change) => throw new NotSupportedException();

    public Task<PersonEnrolment> BeginEnrolment(string issuer) => throw new NotSupportedException();

    public Task<string[]?> FinishEnrolment(string session, string code, Change change) => throw new NotSupportedException();

    public Task<string[]?> RenewRecoveryCodes(string currentPassword, Change change) => throw new NotSupportedException();

    public Task<SaveResult<PersonSnapshot>> RemoveSecondFactor(string currentPassword, Change change) => throw new NotSupportedException();

    public Task<SaveResult<PersonSnapshot>> ResetSecondFactor(Change change) => throw new NotSupportedException();

    public Task SendLink(LinkPurpose purpose, Change change) => throw new NotSupportedException();

    public Task<LinkPurpose?> LookAtLink(string tokenHash, string host) => throw new NotSupportedException();

    public Task<SaveResult<PersonSnapshot>> UsePasswordLink(string tokenHash, string host, string password, Change change) => throw new NotSupportedException();

    public Task<SaveResult<PersonSnapshot>> UseEmailLink(string tokenHash, string host, Change change) => throw new NotSupportedException();

    public Task<string?> OpenPortal(string contact, string host, StaffVisit staff, Change change) => throw new NotSupportedException();

    public Task<PersonSignInAnswer> EnterPortal(string tokenHash, string host, string? source, string? agent) => throw new NotSupportedException();

    public Task<bool> PrepareMove(string customer, string scope, string operationId) => throw new NotSupportedException();

    public Task FinishMove(string customer, string scope, string homeHost, Change change) => throw new NotSupportedException();

    public Task CancelMove(string customer, string scope, string operationId) => throw new NotSupportedException();

    public Task Repair() => Task.CompletedTask;
}

internal static class Doubles
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<EmailKeys>()
        .AddSingleton<IThrottle, MemoryThrottle>()
        .AddSingleton<ITemplateCustomers, AnyTemplate>();
}
