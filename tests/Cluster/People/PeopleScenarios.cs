using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.Secrets;
using Portal.Storage;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.People;

/// <summary>What scenarios of people share: each test has names of its own, and a clock to push on.</summary>
public abstract class PeopleScenarios(ClusterFixture cluster)
{
    private protected const string Password = "correct horse battery";

    private static int count;

    private readonly int number = Interlocked.Increment(ref count);
    private int changes;

    private protected static Actor Ada { get; } = new("operator", "op_1", "Ada", "192.0.2.1");

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected ClusterFixture Cluster => cluster;

    private protected PushedClock Clock => (PushedClock)cluster.Service<TimeProvider>();

    private protected IContactDesk Desk => cluster.Service<IContactDesk>();

    private protected IContactDirectory Directory => cluster.Service<IContactDirectory>();

    private protected string Email => $"ann{number}@mail{number}.example";

    private protected string Host(string name = "portal") => $"{name}{number}.acme.example";

    private protected Change By(string? operation = null, long? expected = null) =>
        new(operation ?? $"op-{number}-{++changes}", Ada, expected);

    private protected IPersonGrain Person(string id) => cluster.Grains.GetGrain<IPersonGrain>(id);

    private protected string CustomerId(string name) => $"c_{name.ToUpperInvariant()}{number}";

    /// <summary>A domain that customers sign in on, with a brand of its own.</summary>
    private protected async Task<string> Domain(string name = "portal")
    {
        var host = Host(name);
        if (await cluster.Grains.GetGrain<IDomainGrain>(host).Get() is not null)
            return host;
        var brand = $"{name}-{number}-people";
        await cluster.Grains.GetGrain<IBrandGrain>(brand).Create(new BrandSettings { Id = brand, Name = "Acme" }, By());
        var made = await cluster.Grains.GetGrain<IDomainGrain>(host).Create(new DomainSettings { Host = host, Brand = brand }, By());
        Assert.True(made.IsSaved, string.Join(' ', made.Errors.Select(error => error.Reason)));
        return host;
    }

    private protected async Task<string> Customer(string name, string? domain = null)
    {
        var settings = new CustomerSettings { Id = CustomerId(name), Name = $"{name} Ltd", Currency = "USD", Domain = domain };
        var made = await cluster.Grains.GetGrain<ICustomerGrain>(settings.Id).Create(settings, [], By());
        Assert.True(made.IsSaved, string.Join(' ', made.Errors.Select(error => error.Reason)));
        return settings.Id;
    }

    /// <summary>Gives a customer another domain: all of its people are to go along.</summary>
    private protected async Task<SaveResult<CustomerView>> Rehome(string customer, string? domain)
    {
        var grain = cluster.Grains.GetGrain<ICustomerGrain>(customer);
        return await grain.Save((await grain.Get())!.Settings with { Domain = domain }, By());
    }

    private protected ContactSettings Ann(string? email = null) => new() { Name = "Ann Smith", Email = email ?? Email };

    private protected static ContactView Saved(SaveResult<ContactView> result)
    {
        Assert.True(
            result.IsSaved, $"{result.Outcome} {string.Join(' ', result.Errors.Select(error => $"{error.Field}: {error.Reason}"))}");
        return result.Value!;
    }

    /// <summary>Somebody who is at home there: with a password, or one more place of somebody who has one; else invited.</summary>
    private protected async Task<ContactView> Add(string customer, ContactSettings? settings = null, string? password = Password)
    {
        var made = Saved(await Desk.Add(customer, settings ?? Ann(), password, By(), Stop));
        if (!(await Snapshot(made.Person)).HasPassword)
            return made;
        await Accept(made);
        return (await Desk.Get(customer, made.Id, Stop))!;
    }

    /// <summary>The person's own word on an invitation.</summary>
    private protected async Task Accept(ContactView contact) =>
        Assert.True((await Person(contact.Person).AnswerInvitation(contact.Id, accepts: true, By())).IsSaved);

    private protected static PersonSignIn Attempt(
        string host, string password = Password, string? source = "192.0.2.9", bool known = false, bool requires = false) =>
        new(host, password, source, "Browser", Remember: false, requires, known);

    /// <summary>The hash that a session or link is known by.</summary>
    private protected static string HashOf(string? joined)
    {
        Assert.True(PersonTokens.Split(joined, out _, out var token));
        return PersonTokens.Hash(token);
    }

    private protected async Task<string> SignIn(ContactView contact, string host)
    {
        var answer = await Person(contact.Person).SignIn(Attempt(host));
        Assert.Equal(SessionStage.Whole, answer.Stage);
        return HashOf(answer.Token);
    }

    /// <summary>Sets up a second factor at a whole session; answers its secret.</summary>
    private protected async Task<string> Enrol(IPersonGrain person, string session)
    {
        var (secret, _, offer) = await person.GetEnrolment("Acme");
        Assert.True((await person.Enrol(session, Password, offer, Code(secret), By())).IsSaved);
        return secret;
    }

    private protected async Task<PersonSnapshot> Snapshot(string person) => (await Person(person).GetSnapshot(-1))!;

    private protected string Code(string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(Clock.GetUtcNow().UtcDateTime);

    /// <summary>The mails of the last write, links opened.</summary>
    private protected async Task<MailDraft[]> Mails(string person)
    {
        var state = JsonSerializer.Deserialize<PersonState>(await Payload(person), PortalJson.Options)!;
        return [.. state.Outstanding.Select(effect => effect.Mail?.Open(cluster.Service<ISecrets>())).OfType<MailDraft>()];
    }

    /// <summary>The token of the link that was mailed last.</summary>
    private protected async Task<string> Linked(string person, MailKind kind)
    {
        var mail = Assert.Single(await Mails(person), mail => mail.Kind == kind);
        return mail.Link![(mail.Link!.IndexOf("token=", StringComparison.Ordinal) + 6)..];
    }

    private protected async Task<string> Payload(string person)
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync(Stop);
        return Encoding.UTF8.GetString((await connection.QuerySingleAsync<byte[]>(
            "SELECT PayloadBinary FROM OrleansStorage WHERE GrainTypeString = 'person' AND GrainIdExtensionString = @person",
            new { person }))!);
    }

    private protected async Task<T> Ask<T>(string sql, object? arguments = null)
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync(Stop);
        return (await connection.QuerySingleOrDefaultAsync<T>(sql, arguments))!;
    }

    private protected Task<long> Audits(string action, string target) =>
        Ask<long>("SELECT count(*) FROM portal_audit WHERE action = @action AND target = @target", new { action, target });

    private protected async Task<bool> IsSettled(string person) =>
        await Ask<long>("SELECT settled FROM portal_persons WHERE id = @person", new { person }) == (await Snapshot(person)).Version;
}

/// <summary>A silo on SQLite with a clock to push on.</summary>
public class SqlitePeople : SqliteCluster
{
    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(new PushedClock());
}

/// <summary>The same on PostgreSQL.</summary>
public class PostgresPeople : PostgresCluster
{
    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(new PushedClock());
}
