using System.Text.Json;
using Dapper;
using Portal.Customers;
using Portal.Saving;
using Portal.Tests.Cluster.Customers;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Saving;

/// <summary>Rows that are gone come back from the documents.</summary>
public abstract class ReadModelTests(ClusterFixture cluster) : CustomerScenarios(cluster)
{
    private readonly ReadModels models = cluster.Service<ReadModels>();

    [Fact]
    public async Task A_read_model_that_was_emptied_is_rebuilt_from_the_documents_row_by_row()
    {
        var host = await AddDomain();
        Saved(await Grain.Create(Settings with { Domain = host }, [Credit], By(Operation("add"))));
        (string Kind, string Key)[] kept = [("brand", BrandId), ("domain", host), ("customer", Id)];
        var before = await Dump(kept);
        foreach (var (kind, key) in kept)
            await Tell($"DELETE FROM {Lines(kind).Table} WHERE {Lines(kind).Key} = @key", new { key });
        Assert.Null(await Directory.Find(Id, CustomerKind.Customer, Stop));
        Assert.Equal(new string[kept.Length], await Dump(kept));

        foreach (var kind in models.Kinds)
        {
            var steps = new List<Rebuilt>();
            var end = await models.Rebuild(
                kind,
                step =>
                {
                    steps.Add(step);
                    return Task.CompletedTask;
                },
                Stop);
            Assert.Equal((kind, 0), (end.Kind, end.Failed));
            Assert.True(end.Done >= end.All, $"{kind}: {end.Done} of {end.All}");
            Assert.Equal(steps.Select(step => step.Done).Order(), steps.Select(step => step.Done));
        }

        await models.Correct();
        Assert.Equal(before, await Dump(kept));
        Assert.Equal(Id, Assert.Single((await Directory.List(Query().With("brand", BrandId), Stop)).Items).Id);
        Assert.Single(await All(ItemKind.Payment));
    }

    [Fact]
    public async Task A_row_whose_document_is_not_there_opens_nothing_and_is_gone_after_a_rebuild()
    {
        var brand = BrandId + "-stray";
        await Tell(
            "INSERT INTO portal_brands (id, name, search, version, deleted, changed_at) VALUES (@brand, @brand, @brand, 7, 0, 0)",
            new { brand });
        Assert.Null(await Cluster.Grains.GetGrain<Brands.IBrandGrain>(brand).Get());
        Assert.Contains(brand, await models.RemoveStrays("brand"));
        Assert.Empty(await models.RemoveStrays("brand"));

        await AddDomain(brand: brand);
        Assert.Equal(1, await Ask<long>("SELECT version FROM portal_brands WHERE id = @brand", new { brand }));
    }

    [Fact]
    public async Task A_document_whose_rows_cannot_be_written_is_told_and_done_the_next_time()
    {
        await AddDomain();
        await Cluster.Without("portal_brands", async () =>
        {
            var end = await models.Rebuild("brand", _ => Task.CompletedTask, Stop);
            Assert.True(end.Failed > 0);
            Assert.NotNull(end.Why);
        });
        Assert.Equal(0, (await models.Rebuild("brand", _ => Task.CompletedTask, Stop)).Failed);
    }

    [Fact]
    public async Task Lines_beside_the_row_are_looked_for_by_themselves()
    {
        Saved(await Grain.Create(Settings with { Tags = ["kept"] }, [], By(Operation("add"))));
        await Tell("INSERT INTO portal_customer_tags (tag, customer, kind, sort_name) VALUES ('stray', 'c_stray', 'customer', '')");
        Assert.Equal(["c_stray"], await models.RemoveStrays("customer"));
        Assert.Equal(Id, await Ask<string>("SELECT customer FROM portal_customer_tags WHERE customer = @Id", new { Id }));
    }

    private ReadModel Lines(string kind) =>
        Cluster.Service<IEnumerable<IFollowUp>>().Single(one => one.Subject.Kind == kind).Subject.Lines!;

    // What is settled follows once all is done, and says nothing of its own.
    private async Task<string?[]> Dump(IEnumerable<(string Kind, string Key)> kept)
    {
        var rows = new List<string?>();
        await using var connection = await Cluster.Database.Read.OpenConnectionAsync(Stop);
        foreach (var (kind, key) in kept)
        {
            var row = (IDictionary<string, object>?)await connection.QuerySingleOrDefaultAsync(
                $"SELECT * FROM {Lines(kind).Table} WHERE {Lines(kind).Key} = @key", new { key });
            rows.Add(row is null ? null : JsonSerializer.Serialize(row.Where(column => column.Key != "settled")));
        }

        return [.. rows];
    }
}

public sealed class ReadModelsOnSqlite(SqliteCluster cluster) : ReadModelTests(cluster), IClassFixture<SqliteCluster>;

public sealed class ReadModelsOnPostgres(PostgresCluster cluster) : ReadModelTests(cluster), IClassFixture<PostgresCluster>;
