using System.Diagnostics;
using System.Globalization;
using Dapper;
using Portal.Alerts;
using Portal.Customers;
using Portal.Storage;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>What it costs to judge all alerts each minute, of a day's calls: processor time of this process and time on the wall.</summary>
internal static class AlertsScenario
{
    private const int Rounds = 30;
    private const int PerCustomer = 2;

    public static async Task<int> Run(string[] args)
    {
        var isSqlite = args.Contains("--sqlite");
        var calls = Number(args, "--calls", 1_000_000);
        var alerts = Number(args, "--alerts", 500);
        var volume = new CallVolume(calls, days: 1);
        await using var store = await ListStore.Open(isSqlite, null);
        Console.WriteLine(FormattableString.Invariant(
            $"{calls:N0} calls of one day, {volume.Customers:N0} customers, {alerts:N0} alerts of {alerts / PerCustomer:N0} customers"));
        await CallFill.Of(store, volume, volume.Lines());
        await Customers(store.Database, alerts);
        if (!isSqlite)
        {
            await using var connection = await store.Database.Write.OpenConnectionAsync();
            await connection.ExecuteAsync("VACUUM ANALYZE");
        }

        var (rows, sums) = (new AlertRows(store.Database), new AlertSums(store.Database));
        var round = new AlertRound(rows, new AlertMeter(store.Database, sums, new AlertLive(store.Database, sums)), null!);
        var now = CallVolume.Begin.AddHours(20);
        await round.Run(now, default);
        var (process, began) = (Process.GetCurrentProcess(), Stopwatch.GetTimestamp());
        var (before, database, wall) = (process.TotalProcessorTime, store.ProcessorSeconds, new List<double>());
        for (var turn = 1; turn <= Rounds; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            if (await round.Run(now.AddMinutes(turn), default) != alerts)
                throw new InvalidOperationException("Some alerts weren't judged.");
            wall.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        process.Refresh();
        var spent = (process.TotalProcessorTime - before).TotalMilliseconds / Rounds;
        Console.WriteLine(FormattableString.Invariant(
            $"a round: p50 {Figures.Median(wall):N0} ms, p99 {Figures.Percentile(wall, 0.99):N0} ms on the wall;"));
        Console.WriteLine(isSqlite
            ? $"processor time of this process, the database in it: {Each(spent)};"
            : $"processor time of this process: {Each(spent)};\n  "
                + $"of PostgreSQL: {Each((store.ProcessorSeconds - database) * 1000 / Rounds)};");
        Console.WriteLine(FormattableString.Invariant($"{Rounds} rounds took {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s"));
        return 0;
    }

    private static string Each(double milliseconds) =>
        FormattableString.Invariant($"{milliseconds:N0} ms a round, which is {milliseconds / 600:N2} % of a core each minute");

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    // None of them fires: what is measured is the judging.
    private static async Task Customers(PortalDatabase database, int alerts)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        for (var i = 0; i < alerts; i++)
        {
            var customer = CallVolume.Customer(i / PerCustomer);
            if (i % PerCustomer == 0)
            {
                await connection.ExecuteAsync(
                    """
                    INSERT INTO portal_customers (id, kind, name, sort_name, search, status, currency, tags, deleted, version, writes,
                      settled,
                      created_at, changed_at, brand)
                    VALUES (@customer, 'customer', @customer, @customer, '', 'active', 'USD', '[]', 0, 1, 1, 1, 0, 0, '')
                    """,
                    new { customer },
                    transaction);
            }

            await connection.ExecuteAsync(
                """
                INSERT INTO portal_customer_items (customer, kind, id, created_at, sort_at, operation, ordinal, search, version, body)
                VALUES (@customer, 'alert', @id, 0, 0, @id, 0, '', 1, @body)
                """,
                new { customer, id = $"al_{i:0000}", body = StoredItem.WriteBody(Alert(i)) },
                transaction);
        }

        await transaction.CommitAsync();
    }

    private static CustomerAlert Alert(int i)
    {
        var area = Enum.GetValues<AlertArea>()[i % Enum.GetValues<AlertArea>().Length];
        return new()
        {
            Title = $"Alert {i}",
            Area = area,
            Operator = area == AlertArea.ConsecutiveFailures ? AlertOperator.Gt : AlertOperator.Lt,
            Threshold = area switch { AlertArea.ConsecutiveFailures => 500, AlertArea.Balance => -1_000_000, _ => 0 },
            SamplePeriod = new[] { 5, 15, 37, 60, 240, 1440 }[i / 7 % 6],
        };
    }
}
