using Dapper;
using Portal.Brands;
using Portal.Domains;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;
using SkiaSharp;

namespace Portal.Tests.Cluster.Domains;

/// <summary>What scenarios of domains and brands share: each test has names of its own.</summary>
public abstract class DomainScenarios(ClusterFixture cluster)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    private protected static Actor Ada { get; } = new("operator", "op_1", "Ada", "192.0.2.1");

    private protected ClusterFixture Cluster => cluster;

    private protected string Host => $"portal{number}.acme.example";

    private protected string BrandId => $"acme-{number}";

    private protected IDomainGrain Domain => cluster.Grains.GetGrain<IDomainGrain>(Host);

    private protected IBrandGrain Brand => cluster.Grains.GetGrain<IBrandGrain>(BrandId);

    private protected DomainSettings Settings =>
        new() { Host = Host, Brand = BrandId, Currencies = ["USD", "EUR"], Flags = [DomainFlag.RememberMe], Footer = "Ours" };

    private protected static Change By(string operation, long? expected = null, string[]? onlyBrands = null) =>
        new(operation, Ada, expected, onlyBrands);

    private protected string Operation(string name) => $"{name}-{number}";

    private protected async Task<BrandView> MakeBrand()
    {
        var made = await Brand.Create(
            new BrandSettings { Id = BrandId, Name = "Acme", Look = new LookSettings { PrimaryColor = "#0a7cff" } },
            By(Operation("brand")));
        Assert.True(made.IsSaved, string.Join(' ', made.Errors.Select(error => error.Reason)));
        return made.Value!;
    }

    private protected async Task<DomainView> Add()
    {
        await MakeBrand();
        return Saved(await Domain.Create(Settings, By(Operation("add"))));
    }

    private protected static DomainView Saved(SaveResult<DomainView> result)
    {
        Assert.True(result.IsSaved, $"{result.Outcome} {string.Join(' ', result.Errors.Select(error => error.Reason))}");
        return result.Value!;
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

    private protected static byte[] Picture()
    {
        using var bitmap = new SKBitmap(4, 4);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private protected Task<long> Settled() => Ask<long>("SELECT settled FROM portal_domains WHERE host = @Host", new { Host });

    private protected Task<long> Audits(string target) =>
        Ask<long>("SELECT count(*) FROM portal_audit WHERE target = @target", new { target });
}
