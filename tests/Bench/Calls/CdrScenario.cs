using System.Diagnostics;
using System.Globalization;
using Dapper;
using Portal.Calls;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>Calls at size: how fast they come in, and how fast pages and sums of them are, beside the plain SQL of the same.</summary>
internal static class CdrScenario
{
    private const int Asks = 60;

    public static async Task<int> Run(string[] args)
    {
        var isSqlite = args.Contains("--sqlite");
        var count = Array.IndexOf(args, "--calls") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
            : isSqlite ? 200_000 : 10_000_000;
        await using var store = await ListStore.Open(isSqlite, null);
        Console.WriteLine(CallVolume.Shape(count));
        await Intake(store, count, isSqlite);
        Figures.Row("asked for", "p50 ms", "p99 ms", "by hand p50 ms", "p99 ms");
        Figures.Row("---", "---:", "---:", "---:", "---:");
        var month = new CallQuery(CallVolume.End.AddDays(-30), CallVolume.End) { Customer = CallVolume.Customer(0) };
        await Pages(store, month);
        await Sums(store, month);
        await Export(store, month);
        return 0;
    }

    private static async Task Intake(ListStore store, int count, bool isSqlite)
    {
        var bare = new BareCopy(store.Database);
        if (!isSqlite)
            await bare.Make();
        var (ours, theirs) = (TimeSpan.Zero, TimeSpan.Zero);
        var memory = 0L;
        foreach (var batch in new CallVolume(count).Lines().Chunk(CallBatch.Most))
        {
            ours += await Time(() => store.Calls.Append(batch, default));
            memory = Math.Max(memory, Environment.WorkingSet);
            if (!isSqlite)
                theirs += await Time(() => bare.Append(batch));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"intake: {count / ours.TotalSeconds:N0} calls/s, this process {memory / 1048576:N0} MiB at most"));
        if (!isSqlite)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"bare COPY into the same tables: {count / theirs.TotalSeconds:N0} calls/s: ours is {theirs / ours:N2} of it"));
            await using var connection = await store.Database.Write.OpenConnectionAsync();
            await connection.ExecuteAsync("VACUUM ANALYZE");
        }
    }

    private static async Task Pages(ListStore store, CallQuery month)
    {
        var next = (await store.Calls.Page(month, default)).Next;
        for (var page = 2; page < 1000 && next is not null; page++)
            next = (await store.Calls.Page(month with { Cursor = next }, default)).Next ?? next;
        (string Name, CallQuery Query, string Where)[] asked =
        [
            ("first page, 30 days, the largest customer", month, ""),
            ("the same, by a destination's beginning", month with { Destination = "1002" }, " AND destination LIKE '1002%'"),
            ("the same, connected only", month with { Connected = true }, " AND sip_code BETWEEN 200 AND 299"),
            ("page 1,000 (or the last)", month with { Cursor = next }, ""),
            ("first page, all customers", month with { Customer = null }, ""),
        ];
        foreach (var (name, query, where) in asked)
        {
            var whose = query.Customer is null ? "" : " AND customer = @Customer";
            var sql = $"""
                SELECT {CallColumns.Names} FROM portal_calls WHERE call_time >= @from AND call_time < @to{whose}{where}
                ORDER BY call_time DESC, id DESC LIMIT 51
                """;
            await Compare(name, async () => _ = await store.Calls.Page(query, default), () => ByHand(store, sql, query));
        }
    }

    private static async Task Sums(ListStore store, CallQuery month)
    {
        const string Lines = """
            SELECT destination_name, COUNT(*), SUM(connected), SUM(duration_ms), SUM(charge_micro) FROM portal_calls
            WHERE call_time >= @from AND call_time < @to
            """;
        await Compare(
            "breakout of 30 days, the largest customer (by hand: from calls)",
            async () => _ = await store.Calls.Breakout(
                new(month.From, month.To) { Customer = month.Customer, Zone = TimeZoneInfo.Utc }, default),
            () => ByHand(store, Lines + " AND customer = @Customer GROUP BY 1", month),
            10);
        await Compare(
            "breakout of 30 days, all customers (by hand: from calls)",
            async () => _ = await store.Calls.Breakout(new(month.From, month.To) { Zone = TimeZoneInfo.Utc }, default),
            () => ByHand(store, Lines + " GROUP BY 1", month),
            3);
        await Compare(
            "totals of 30 days, the largest customer (by hand: from calls)",
            async () => _ = await store.Calls.Totals(month, default),
            () => ByHand(store, Lines.Replace("destination_name, ", "", StringComparison.Ordinal) + " AND customer = @Customer", month),
            10);
        Console.WriteLine(FormattableString.Invariant(
            $"proof of all days: {(await Time(() => store.Proof.Prove(default))).TotalSeconds:N1} s"));
    }

    private static async Task Export(ListStore store, CallQuery month)
    {
        var rows = 0;
        var spent = await Time(async () =>
        {
            await foreach (var _ in store.Calls.All(month, default))
                rows++;
        });
        Console.WriteLine(FormattableString.Invariant($"reading all of it for an export: {rows:N0} calls, {rows / spent.TotalSeconds:N0}/s"));
    }

    private static async Task ByHand(ListStore store, string sql, CallQuery query)
    {
        await using var connection = await store.Database.Read.OpenConnectionAsync();
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            sql,
            new { from = query.From.ToUnixTimeMilliseconds(), to = query.To.ToUnixTimeMilliseconds(), query.Customer },
            commandTimeout: 600));
        while (await reader.ReadAsync())
            _ = reader.GetValue(0);
    }

    private static async Task Compare(string name, Func<Task> ours, Func<Task> theirs, int times = Asks)
    {
        await ours();
        await theirs();
        var (mine, other) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < times; turn++)
        {
            mine.Add((await Time(ours)).TotalMilliseconds);
            other.Add((await Time(theirs)).TotalMilliseconds);
        }

        Figures.Row(
            name,
            Figures.Number(Figures.Median(mine), 1),
            Figures.Number(Figures.Percentile(mine, 0.99), 1),
            Figures.Number(Figures.Median(other), 1),
            Figures.Number(Figures.Percentile(other, 0.99), 1));
    }

    private static async Task<TimeSpan> Time(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began);
    }
}
