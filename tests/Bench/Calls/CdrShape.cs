using Dapper;
using Portal.Calls;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>What the data set is like, asked of the tables themselves.</summary>
internal static class CdrShape
{
    public static async Task Print(ListStore store, CallVolume volume, CdrFigures figures)
    {
        await using var connection = await store.Database.Read.OpenConnectionAsync();
        var (calls, customers, largest) = await connection.QuerySingleAsync<(long, long, long)>(
            "SELECT CAST(SUM(attempts) AS bigint), COUNT(*), MAX(attempts) FROM portal_call_charges");
        var destinations = await connection.ExecuteScalarAsync<long>("SELECT COUNT(DISTINCT destination_code) FROM portal_call_hours");
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"""
            {calls:N0} calls of {volume.Days} days from {CallVolume.Begin:yyyy-MM-dd} on and of {customers:N0} customers in 4 zones; the
            largest has {largest:N0} ({(double)largest / calls:P1}); {destinations} destinations; 1 in 50 came up to a day late
            """));
        foreach (var table in CallSumTable.All)
        {
            var lines = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table.Name}", commandTimeout: 600);
            figures.Line($"lines of {table.Name}", lines);
        }

        if (store.Connection is null)
            return;
        foreach (var table in (string[])["portal_calls", "portal_call_keys"])
        {
            figures.Line($"{table} with its indexes, MB", await connection.ExecuteScalarAsync<double>(
                $"SELECT SUM(pg_total_relation_size(inhrelid)) / 1e6 FROM pg_inherits WHERE inhparent = '{table}'::regclass"));
        }

        var sums = string.Join(", ", CallSumTable.All.Select(table => $"'{table.Name}'::regclass"));
        figures.Line("sums with their indexes, MB", await connection.ExecuteScalarAsync<double>(
            $"SELECT SUM(pg_total_relation_size(t)) / 1e6 FROM unnest(ARRAY[{sums}]) t"));
    }
}
