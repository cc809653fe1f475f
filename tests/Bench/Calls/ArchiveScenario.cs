using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Blobs;
using Portal.Calls;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>A month of calls leaves PostgreSQL: how much room it takes before and after, and what pages of it cost.</summary>
internal static class ArchiveScenario
{
    private const int Days = 100;
    private const int Customers = 1000;
    private const int Asks = 30;

    public static async Task<int> Run(string[] args)
    {
        var count = Array.IndexOf(args, "--calls") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 1_000_000;
        await using var store = await ListStore.Open(false, null);
        await Fill(store, count);
        var size = await Size(store);
        var month = new CallQuery(CallVolume.Begin, CallVolume.Begin.AddMonths(1)) { Customer = CallVolume.Customer(0) };
        var before = await Pages(store, month);
        var night = Night(store);
        var spent = await CdrFigures.Time(night.Run);
        var files = await store.Service<ArchiveBook>().Of(null, 0, long.MaxValue, default);
        if (files.Sum(file => file.Calls) != count)
            throw new InvalidOperationException($"{files.Sum(file => file.Calls):N0} calls were archived.");
        await store.Service<ICallTables>().Drop((await store.Service<CallEdge>().Borders(default)).Hot, default);
        var bytes = files.Sum(file => file.Bytes);
        Console.WriteLine(FormattableString.Invariant(
            $"{count:N0} calls of a month and {Customers:N0} customers, {files.Count} files"));
        Figures.Row("a month's size", "MiB", "bytes a call");
        Figures.Row("---", "---:", "---:");
        Sized("PostgreSQL, tables", size.Tables);
        Sized("PostgreSQL, with indexes", size.Tables + size.Indexes);
        Sized("Parquet", bytes);
        Console.WriteLine(FormattableString.Invariant($"""
            Parquet is 1/{(size.Tables + size.Indexes) / (double)bytes:N1} of tables and indexes.
            Archived (written, read back and proved) in {spent.TotalSeconds:N1} s: {count / spent.TotalSeconds:N0} calls/s, this process
            {Environment.WorkingSet / 1048576:N0} MiB after it.
            """));
        Figures.Row("asked for", "archived p50 ms", "p99 ms", "in the database p50 ms", "p99 ms");
        Figures.Row("---", "---:", "---:", "---:", "---:");
        foreach (var (name, times) in await Pages(store, month))
            Figures.Row([name, .. Said(times), .. Said(before[name])]);
        await Export(store, month);
        return 0;

        void Sized(string name, long all) =>
            Figures.Row(name, Figures.Number(all / 1048576.0, 1), Figures.Number((double)all / count));
    }

    private static string[] Said(List<double> times) =>
        [Figures.Number(Figures.Median(times), 1), Figures.Number(Figures.Percentile(times, 0.99), 1)];

    private static async Task Fill(ListStore store, int count)
    {
        // As many a day as the month is to have.
        var lines = new CallVolume((int)((long)count * Days / 30), Days, Customers).Lines().Take(count);
        foreach (var batch in lines.Chunk(CallBatch.Most))
            await store.Calls.Append(batch, default);
        await using var connection = await store.Database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE portal_call_proofs SET verified_at = changed_at");
        await connection.ExecuteAsync(new CommandDefinition("VACUUM ANALYZE", commandTimeout: 600));
    }

    private static async Task<(long Tables, long Indexes)> Size(ListStore store)
    {
        await using var connection = await store.Database.Read.OpenConnectionAsync();
        return await connection.QuerySingleAsync<(long Tables, long Indexes)>("""
            SELECT CAST(SUM(pg_table_size(inhrelid)) AS bigint) AS tables, CAST(SUM(pg_indexes_size(inhrelid)) AS bigint) AS indexes
            FROM pg_inherits WHERE inhparent = 'portal_calls'::regclass
            """);
    }

    private static ArchiveNight Night(ListStore store) => new(
        store.Database,
        store.Service<ICallTables>(),
        store.Service<CallEdge>(),
        store.Service<ArchiveBook>(),
        store.Service<ArchiveWriter>(),
        store.Service<ArchiveProof>(),
        store.Service<IBlobs>(),
        store.Service<ArchiveLimits>(),
        Options.Create(new CallRetentionOptions { HotDays = 30, KeepDays = 3650 }),
        new Later(),
        NullLogger<ArchiveNight>.Instance);

    private static async Task<Dictionary<string, List<double>>> Pages(ListStore store, CallQuery month)
    {
        var one = (await store.Calls.Page(month, default)).Items[20];
        (string Name, Func<Task> Ask)[] asked =
        [
            ("first page of the month, the largest customer", () => store.Calls.Page(month, default)),
            ("the same, by a destination's beginning", () => store.Calls.Page(month with { Destination = "1002" }, default)),
            ("first page, one of the smallest customers",
                () => store.Calls.Page(month with { Customer = CallVolume.Customer(Customers - 1) }, default)),
            ("first page, all customers", () => store.Calls.Page(month with { Customer = null }, default)),
            ("one call, by its key", () => store.Calls.Find(month.Customer, CallKey.Of(one), default)),
        ];
        var times = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (var (name, ask) in asked)
        {
            await ask();
            times[name] = [];
            for (var turn = 0; turn < Asks; turn++)
                times[name].Add((await CdrFigures.Time(ask)).TotalMilliseconds);
        }

        return times;
    }

    private static async Task Export(ListStore store, CallQuery month)
    {
        var (rows, memory) = (0, 0L);
        var spent = await CdrFigures.Time(async () =>
        {
            await foreach (var page in store.Calls.Pages(month with { Limit = 1000 }, default))
            {
                rows += page.Items.Count;
                memory = Math.Max(memory, Environment.WorkingSet);
            }
        });
        Console.WriteLine(FormattableString.Invariant(
            $"reading all of the largest customer for an export: {rows:N0} calls, {rows / spent.TotalSeconds:N0}/s, {memory / 1048576:N0} MiB at most"));
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => CallVolume.Begin.AddDays(62);
    }
}
