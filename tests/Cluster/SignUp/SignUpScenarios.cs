using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.SignUp;
using Portal.Storage;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.SignUp;

public sealed class SqliteSignUps : SqliteCluster
{
    internal PushedClock Clock { get; } = new();

    protected override void Configure(IServiceCollection services) => services
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton<SignUpFaults>().AddSingleton<IIncomingGrainCallFilter>(s => s.GetRequiredService<SignUpFaults>());
}

public sealed class PostgresSignUps : PostgresCluster
{
    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton<SignUpFaults>().AddSingleton<IIncomingGrainCallFilter>(s => s.GetRequiredService<SignUpFaults>());
}

/// <summary>A domain with a template, and forms to sign up there: each test has names of its own.</summary>
public abstract class SignUpScenarios(ClusterFixture cluster)
{
    private protected const string Password = "correct horse battery";

    // What can die makes fewer calls than half of this: the last points are never reached, which each test makes sure of.
    private protected const int MostPoints = 40;
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    private protected SignUpFaults Faults => cluster.Service<SignUpFaults>();

    private protected ClusterFixture Cluster => cluster;

    private protected string Host => $"signup{number}.acme.example";

    private protected string Template => $"c_TEMPLATE{number}";

    private protected string Email => $"bea{number}@blue.example";

    private protected SignUpForm Form => new()
    {
        Host = Host,
        Company = "Blue Ltd",
        Name = "Bea Blue",
        Email = Email,
        Password = Password,
        Phone = "+44 20 7946 0000",
        Country = "GB",
        Currency = "USD",
        Terms = true,
        BrowserHash = "browser",
        Source = $"192.0.2.{number % 250}",
        Language = "en",
    };

    private protected static string NewKey() => SignUpLink.KeyOf(Guid.NewGuid().ToString("n"))!;

    private protected ISignUpGrain SignUp(string key) => cluster.Grains.GetGrain<ISignUpGrain>(key);

    private protected async Task Open(Func<DomainSettings, DomainSettings>? with = null, params ItemSettings[] items)
    {
        var brand = $"signup-{number}";
        Assert.True(
            (await cluster.Grains.GetGrain<IBrandGrain>(brand).Create(
                new BrandSettings { Id = brand, Name = "Acme" }, By("brand"))).IsSaved);
        var template = new CustomerSettings { Id = Template, Name = "Template", Currency = "USD", DebitLimit = 25, Channels = 10 };
        ItemSettings[] all = items.Length > 0 ? items : [new Payment { Total = 5.00m, Currency = "USD", Description = "Welcome" }];
        Assert.True((await cluster.Grains.GetGrain<ICustomerGrain>(Template).Create(template, all, By("template"))).IsSaved);
        var settings =
            new DomainSettings
            {
                Host = Host,
                Brand = brand,
                CustomerSignUp = true,
                Currencies = ["USD", "EUR"],
                TemplateCustomer = Template,
            };
        var made = await cluster.Grains.GetGrain<IDomainGrain>(Host).Create(with?.Invoke(settings) ?? settings, By("domain"));
        Assert.True(made.IsSaved, string.Join(' ', made.Errors.Select(error => error.Reason)));
    }

    private protected Change By(string what) => new($"{what}-{number}", Actor.System);

    private protected async Task<string> Begin(SignUpForm? form = null, string? key = null)
    {
        key ??= NewKey();
        var answer = await SignUp(key).Begin(form ?? Form);
        Assert.Empty(answer.Errors);
        return key;
    }

    private protected MailDraft[] Mails(MailKind kind, string? box = null) =>
        [.. Faults.Mails.Where(mail => mail.Box == (box ?? Host) && mail.Draft.Kind == kind).Select(mail => mail.Draft)];

    /// <summary>The sign-up and the token's hash that the newest mailed link has.</summary>
    private protected (string Key, string Hash) Link()
    {
        var link = Mails(MailKind.VerifyEmail)[^1].Link!;
        Assert.StartsWith("/verify-email?token=", link, StringComparison.Ordinal);
        Assert.True(SignUpLink.TryRead(link["/verify-email?token=".Length..], out var key, out var hash));
        return (key, hash);
    }

    private protected async Task<SaveResult<CustomerView>> Confirm(string? browser = "browser", string? password = null)
    {
        var (key, hash) = Link();
        return await SignUp(key).Confirm(hash, Host, browser, password);
    }

    /// <summary>What the reminder does.</summary>
    private protected static Task Remind(ISignUpGrain grain) => grain.AsReference<IRemindable>().ReceiveReminder("sign-up", default);

    /// <summary>Lets a grain die at a point of what it is asked for, and be there again with what it had stored.</summary>
    /// <returns>Whether it came as far as the point.</returns>
    private protected async Task<bool> DiesAt(int point, string id, IAddressable grain, Func<Task> act)
    {
        Faults.DieAt(id, point);
        await Try(act);
        var died = Faults.Tripped(id);
        await Cluster.Deactivate(grain);
        Faults.Revive(id);
        return died;
    }

    private protected static async Task Try(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (InvalidOperationException)
        {
            // That is what dying looks like from here.
        }
    }

    private protected async Task<string> Stored(string key)
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var bytes = await connection.ExecuteScalarAsync<byte[]?>(
            "SELECT PayloadBinary FROM OrleansStorage WHERE GrainIdExtensionString = @key AND GrainTypeString = 'sign-up'", new { key });
        return bytes is null ? "" : System.Text.Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The customers that came of sign-ups on the host, with all that hangs on them.</summary>
    private protected async Task<Made[]> Customers(CustomerKind kind = CustomerKind.Customer)
    {
        var stop = TestContext.Current.CancellationToken;
        var made = new List<Made>();
        foreach (var row in (await cluster.Service<ICustomerDirectory>()
            .List(new CustomerQuery(new ListQuery().With("domain", Host), kind), stop)).Items)
        {
            var (items, rows) = (new List<ItemSettings>(), cluster.Service<ICustomerItems>());
            foreach (var each in Enum.GetValues<ItemKind>())
                items.AddRange((await rows.List(row.Id, each, new ListQuery(), stop)).Items.Select(item => item.Settings));
            var contacts = (await cluster.Service<IContactDirectory>().List(row.Id, new ListQuery(), stop)).Items;
            made.Add(new Made((await cluster.Grains.GetGrain<ICustomerGrain>(row.Id).Get())!.Settings, [.. items], [.. contacts]));
        }

        return [.. made];
    }

    private protected async Task HoldsOneOfEach(string? email = null)
    {
        var made = Assert.Single(await Customers(), customer => customer.People.Any(contact => contact.Email == (email ?? Email)));
        Assert.Equal(
            ("Blue Ltd", "USD", 25m, 10), (made.Settings.Name, made.Settings.Currency, made.Settings.DebitLimit, made.Settings.Channels));
        var payment = Assert.IsType<Payment>(Assert.Single(made.Items));
        Assert.Equal((5.00m, "USD", PaymentStatus.Completed), (payment.Total, payment.Currency, payment.Status));
        Assert.InRange(
            cluster.Service<TimeProvider>().GetUtcNow() - payment.Time!.Value, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));
        var contact = Assert.Single(made.People);
        var person = await cluster.Grains.GetGrain<IPersonGrain>(contact.Person).GetSnapshot(-1);
        Assert.Equal((true, true, Host, Host), (person!.EmailVerified, person.HasPassword, person.Scope, person.HomeHost));
        Assert.Single(Mails(MailKind.Welcome), mail => mail.ToAddress == contact.Email);
        Assert.Equal(contact.Person, await (await cluster.Service<EmailHolds>().Of(contact.Email)).Find(Host));
    }

    private protected sealed record Made(CustomerSettings Settings, ItemSettings[] Items, ContactRow[] People);
}
