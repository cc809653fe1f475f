using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calls;
using Portal.Customers;
using Portal.Hosting.Commands;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Files of calls, by the verb.</summary>
public abstract class ImportTests(ClusterFixture cluster)
{
    private readonly List<string> said = [];

    private Task<int> Run(params string[] arguments) => Run(arguments, default);

    private IVerb Verb => cluster.Services.GetServices<IVerb>().Single(verb => verb.Name == "import");

    private Task<int> Run(string[] arguments, CancellationToken stop) => Verb.Run(
        arguments,
        line =>
        {
            said.Add(line);
            return Task.CompletedTask;
        },
        stop);

    private async Task<string> Customer(string name, string? externalId = null)
    {
        var id = CustomerIds.For(CustomerKind.Customer, name);
        var made = await cluster.Grains.GetGrain<ICustomerGrain>(id).Create(
            new CustomerSettings { Id = id, Name = name, Currency = "USD", ExternalAccountId = externalId },
            [],
            new Change(name, Actor.System));
        Assert.Equal(SaveOutcome.Saved, made.Outcome);
        return id;
    }

    private static string Lines(string customer, int count) => string.Concat(Enumerable.Range(0, count).Select(i =>
        $$"""{"switch":"sw","callId":"{{customer}} {{i}}","customer":"{{customer}}","callTime":"{{Time}}","charge":0.01}""" + "\n"));

    private static string Time => TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH':00:00Z'", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Files_come_in_once_however_often_they_are_imported()
    {
        using var directory = new TempDirectory();
        var customer = await Customer("import once");
        await File.WriteAllTextAsync(directory["a.ndjson"], Lines(customer, 100));
        await using (var packed = new GZipStream(File.Create(directory["b.csv.gz"]), CompressionLevel.Fastest))
        await using (var writer = new StreamWriter(packed))
            await writer.WriteAsync($"switch,callId,customer,callTime\nsw,csv 1 {customer},{customer},{Time}\nsw,\"{customer} 1\",{customer},{Time}\n");

        Assert.Equal(0, await Run("cdrs", directory["a.ndjson"], directory["b.csv.gz"]));
        Assert.Equal(
            [
                "a.ndjson: 100 accepted, 0 there already, 0 rejected", "b.csv.gz: 1 accepted, 1 there already, 0 rejected",
                "b.csv.gz:3: differs: this call is stored already, with another content. What is stored stays.",
            ],
            said);
        said.Clear();
        Assert.Equal(0, await Run("cdrs", directory["a.ndjson"]));
        Assert.Equal(["a.ndjson: 0 accepted, 100 there already, 0 rejected"], said);
        var now = TimeProvider.System.GetUtcNow();
        var sums = await cluster.Service<ICallStore>().Totals(
            new(now.AddDays(-1), now) { Customer = customer }, TestContext.Current.CancellationToken);
        Assert.Equal((101, 1.00m), (Assert.Single(sums!).Attempts, sums![0].Charge.Amount));
    }

    [Fact]
    public async Task Rejected_lines_are_named_and_end_it_with_one()
    {
        using var directory = new TempDirectory();
        var customer = await Customer("import rejected");
        await File.WriteAllTextAsync(
            directory["a.jsonl"], Lines(customer, 1) + string.Concat(Enumerable.Repeat("{}\n", 130)));
        Assert.Equal(1, await Run("cdrs", directory["a.jsonl"]));
        Assert.Equal("a.jsonl: 1 accepted, 0 there already, 130 rejected", said[0]);
        Assert.Equal("a.jsonl:2: “switch” is missing.", said[1]);
        Assert.Equal("a.jsonl: and 110 more", said[^1]);
        Assert.Equal(22, said.Count);

        await File.WriteAllTextAsync(directory["b.csv"], "switch,cost\n");
        Assert.Equal(1, await Run("cdrs", directory["b.csv"]));
        await File.WriteAllTextAsync(directory["c.ndjson.zst"], "no zstd");
        Assert.Equal(1, await Run("cdrs", directory["c.ndjson.zst"]));
    }

    [Fact]
    public async Task A_switchs_own_file_is_read_by_a_mapping()
    {
        using var directory = new TempDirectory();
        var customer = await Customer("import mapped", "mapped-1001");
        var sample = ReadyMappings.Find("asterisk")!.Sample
            .Replace("ext-1001", "mapped-1001", StringComparison.Ordinal)
            .Replace("2026-11-20", Time[..10], StringComparison.Ordinal).Replace(" 09:", " 00:", StringComparison.Ordinal);
        await File.WriteAllTextAsync(directory["Master.csv"], sample);
        Assert.Equal(0, await Run("cdrs", directory["Master.csv"], "--mapping", "asterisk", "--switch", "pbx " + customer));
        Assert.Equal(["Master.csv: 3 accepted, 0 there already, 0 rejected"], said);
        Assert.Equal(2, await Run("cdrs", directory["Master.csv"], "--mapping", "nobody"));
        Assert.Equal("There is no mapping “nobody”.", said[^1]);
        Assert.Equal(
            ["cdrs", "/a", "--mapping", "asterisk", "--switch", "pbx", "/b"],
            ImportCdrs.Absolute(["cdrs", "/a", "--mapping", "asterisk", "--switch", "pbx", "/b"]));
    }

    [Fact]
    public async Task A_spool_is_followed_until_it_is_told_to_end()
    {
        using var directory = new TempDirectory();
        var customer = await Customer("import follow");
        await File.WriteAllTextAsync(directory["1.jsonl"], Lines(customer, 5) + "{}\n");
        using var stop = new CancellationTokenSource();
        var following = Run(["cdrs", "--follow", directory.Path], stop.Token);
        var now = TimeProvider.System.GetUtcNow();
        var query = new CallQuery(now.AddDays(-1), now) { Customer = customer };
        foreach (var expected in (int[])[5, 7])
        {
            await Eventually.Holds(
                async () => await cluster.Service<ICallStore>().Totals(query, TestContext.Current.CancellationToken) is [var only]
                    && only.Attempts >= expected,
                $"{expected} calls are there",
                TimeSpan.FromSeconds(30));
            await File.WriteAllTextAsync(directory["2.jsonl"], Lines(customer, 7));
        }

        await stop.CancelAsync();
        Assert.Equal(0, await following);
        Assert.Contains("“switch” is missing.", await File.ReadAllTextAsync(
            Path.Combine(directory.Path, ".follow", "refused.jsonl"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("Ended as asked.", said[^1]);
    }

    [Fact]
    public async Task Wrong_use_says_what_is_right()
    {
        using var directory = new TempDirectory();
        await File.WriteAllTextAsync(directory["a.txt"], "");
        foreach (var arguments in new string[][]
        {
            [], ["cdrs"], ["domains", "a.csv"], ["cdrs", "--follow", "x"], ["cdrs", directory["a.txt"]], ["cdrs", directory["none.csv"]],
        })
        {
            said.Clear();
            Assert.Equal(2, await Run(arguments));
            Assert.Single(said);
        }
    }
}

public sealed class ImportOnSqlite(SqliteCluster cluster) : ImportTests(cluster), IClassFixture<SqliteCluster>;

public sealed class ImportOnPostgres(PostgresCluster cluster) : ImportTests(cluster), IClassFixture<PostgresCluster>;
