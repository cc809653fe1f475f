using Portal.Access;
using Portal.People;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>The people of customers in memory, and what was asked of them.</summary>
internal sealed class MadeUpPeople : IContactDirectory, IContactDesk, IThrottle
{
    private readonly List<ContactView> people = [];
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    public MadeUpPeople() => Add("ct_1", "Ann Bell", ContactRole.All);

    public List<string> Asked { get; } = [];

    public DateTimeOffset? WaitsUntil { get; set; }

    public ContactView Add(
        string id,
        string name,
        ContactRole role,
        string customer = "c_1",
        ContactStatus status = ContactStatus.Active,
        bool hasPassword = true,
        bool isShared = false)
    {
        var settings =
            new ContactSettings
            {
                Name = name,
                Email = $"{id}@blue.example",
                Phone = "+43 1 234567",
                Role = role,
                Status = status,
                PrivateNotes = "owes us a favour",
            };
        var view = new ContactView(
            id,
            customer,
            "p_" + id,
            settings,
            hasPassword,
            false,
            isShared,
            1,
            SectionWorld.Now,
            SectionWorld.Now,
            IsInvited: !hasPassword);
        people.Add(view);
        return view;
    }

    public Task<Page<ContactRow>> List(string customer, ListQuery query, CancellationToken cancellation)
    {
        ContactRow[] all = [.. people.Where(p => p.Customer == customer).Select(Row)];
        return Task.FromResult(new Page<ContactRow>(all, null) { Count = all.Length });
    }

    public IAsyncEnumerable<ContactRow> All(string customer, CancellationToken cancellation) =>
        people.Where(p => p.Customer == customer).Select(Row).ToArray().ToAsyncEnumerable();

    public Task<ContactRow?> Find(string customer, string contact, CancellationToken cancellation) =>
        Task.FromResult(people.Where(p => p.Customer == customer && p.Id == contact).Select(Row).FirstOrDefault());

    public Task<ContactView?> Get(string customer, string contact, CancellationToken cancellation) =>
        Task.FromResult(people.FirstOrDefault(p => p.Customer == customer && p.Id == contact));

    public Task<SaveResult<ContactView>> Add(
        string customer, ContactSettings settings, string? password, Change change, CancellationToken cancellation)
    {
        Asked.Add($"add {customer} {settings.Email} {settings.Role} {change.OperationId}");
        return Task.FromResult(people.Exists(p => p.Settings.Email == settings.Email)
            ? SaveResult<ContactView>.Exists("email", "This address is a contact of the customer already.")
            : SaveResult<ContactView>.Saved(Add("ct_new", settings.Name, settings.Role)));
    }

    public Task<SaveResult<ContactView>> Save(
        string customer, string contact, ContactSettings settings, SecretInput password, Change change, CancellationToken cancellation)
    {
        Asked.Add($"save {customer} {contact} {settings.Role} {settings.Status} {string.Join('+', settings.AllowedIps)}");
        return Task.FromResult(SaveResult<ContactView>.Saved(people.First(p => p.Id == contact)));
    }

    public Task<bool> SendPasswordLink(string customer, string contact, Change change, CancellationToken cancellation)
    {
        Asked.Add($"mail {customer} {contact}");
        return Task.FromResult(true);
    }

    public Task<ThrottlePlace> Enter(string key, int free, TimeSpan window)
    {
        Asked.Add("enter " + key);
        return Task.FromResult(new ThrottlePlace(WaitsUntil, free > 0, 0, 0));
    }

    public Task GiveBack(string key, ThrottlePlace place)
    {
        Asked.Add("give back " + key);
        return Task.CompletedTask;
    }

    public Task<bool> Take(string key, int most, TimeSpan window) =>
        Task.FromResult(taken.TryGetValue(key, out var count) ? (taken[key] = count + 1) <= most : taken.TryAdd(key, 1));

    public Task Forgive(string key)
    {
        Asked.Add("forgive " + key);
        return Task.CompletedTask;
    }

    public Task<SaveResult<ContactView>> Withdraw(string customer, string contact, Change change, CancellationToken cancellation)
    {
        Asked.Add($"withdraw {customer} {contact}");
        return Task.FromResult(new SaveResult<ContactView> { Outcome = SaveOutcome.Saved });
    }

    // What sections never ask for.
    public Task<SaveResult<ContactView>> Invite(string customer, string contact, Change change, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<SaveResult<ContactView>> Remove(string customer, string contact, Change change, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<string?> FindPerson(string email, IReadOnlyList<string> scopes, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<bool> PersonExists(string person, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> IsHeldByReseller(string brand, CancellationToken cancellation) => throw new NotSupportedException();

    private static ContactRow Row(ContactView view) => new(
        view.Id, view.Customer, view.Person, view.Settings.Name, view.Settings.Email, view.Settings.Role, view.Settings.Status,
        view.Settings.Department, view.HasPassword, view.HasSecondFactor, view.HasOtherPlaces, view.IsInvited);
}
