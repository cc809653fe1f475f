using Dapper;
using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Customers;

/// <summary>What scenarios of customers share: each test has names of its own.</summary>
public abstract class CustomerScenarios(ClusterFixture cluster)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected static Actor Ada { get; } = new("operator", "op_1", "Ada", "192.0.2.1");

    private protected ClusterFixture Cluster => cluster;

    private protected int Number => number;

    private protected string Host => $"people{number}.acme.example";

    private protected string BrandId => $"people-{number}";

    private protected string Id => CustomerIds.For(CustomerKind.Customer, Operation("add"));

    private protected ICustomerGrain Grain => At(Id);

    private protected ICustomerDirectory Directory => cluster.Service<ICustomerDirectory>();

    private protected ICustomerItems Items => cluster.Service<ICustomerItems>();

    private protected CustomerSettings Settings =>
        new() { Id = Id, Name = $"Müller {number}", Currency = "USD", TopUpCurrencies = ["EUR"], PrivateNotes = "Pays late" };

    private protected static Payment Credit => new() { Total = 5.00m, Currency = "USD", Description = "Welcome # template" };

    private protected static Change By(string operation, long? expected = null, string[]? onlyBrands = null) =>
        new(operation, Ada, expected, onlyBrands);

    private protected string Operation(string name) => $"{name}-{number}";

    private protected ICustomerGrain At(string id) => cluster.Grains.GetGrain<ICustomerGrain>(id);

    private protected async Task<CustomerView> Add(params ItemSettings[] items) =>
        Saved(await Grain.Create(Settings, items, By(Operation("add"))));

    private protected async Task<string> AddDomain(string? host = null, string? brand = null, string? template = null)
    {
        var (name, id) = (host ?? Host, brand ?? BrandId);
        var made = await cluster.Grains.GetGrain<IBrandGrain>(id).Create(new BrandSettings { Id = id, Name = id }, By("brand/" + id));
        Assert.True(made.IsSaved || made.Outcome == SaveOutcome.Exists);
        Saved(await cluster.Grains.GetGrain<IDomainGrain>(name).Create(
            new DomainSettings { Host = name, Brand = id, Currencies = ["USD"], TemplateCustomer = template }, By("domain/" + name)));
        return name;
    }

    private protected async Task<CustomerRow> Row() => (await Directory.Find(Id, CustomerKind.Customer, Stop))!;

    private protected static T Saved<T>(SaveResult<T> result)
        where T : class
    {
        Assert.True(
            result.IsSaved, $"{result.Outcome} {string.Join(' ', result.Errors.Select(error => $"{error.Field}: {error.Reason}"))}");
        return result.Value!;
    }

    private protected static void Refused<T>(SaveOutcome outcome, string field, SaveResult<T> result)
        where T : class
    {
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(result.Errors, error => error.Field == field);
    }

    private protected async Task<T> Ask<T>(string sql, object? arguments = null)
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        return (await connection.QuerySingleOrDefaultAsync<T>(sql, arguments))!;
    }

    private protected async Task Tell(string sql, object? arguments = null)
    {
        await using var connection = await cluster.Database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, arguments);
    }

    private protected async Task<List<ItemView>> All(ItemKind kind)
    {
        var all = new List<ItemView>();
        await foreach (var item in Items.All(Id, kind, new ListQuery(), Stop))
            all.Add(item);
        return all;
    }

    private protected static CustomerQuery Query(string? text = null, string? cursor = null, int limit = 50, string[]? brands = null) =>
        new(new ListQuery(text, limit, cursor, brands));
}
