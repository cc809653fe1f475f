using System.Globalization;
using System.Text.Json;
using Dapper;
using Portal.Lists;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Lists;

/// <summary>
/// How the databases would read each list, asked for each order, filter, text and reseller alone and for where rows stand of one brand. On
/// PostgreSQL with rows enough for its own choice to be that of a large table, and statistics of them.
/// </summary>
public sealed class ListExplainTests(SqliteCluster sqlite, PostgresCluster postgres, ListVolumeFixture volume)
    : IClassFixture<SqliteCluster>, IClassFixture<PostgresCluster>, IClassFixture<ListVolumeFixture>
{
    // Of so many rows a scan is the best that there is.
    private const long Few = 2_500;

    public static TheoryData<int> Lists => [.. Enumerable.Range(0, ListRows.Plans.Length)];

    [Theory, MemberData(nameof(Lists))]
    public async Task PostgreSQL_scans_no_large_table_and_sorts_no_more_than_a_part_that_an_index_found(int list)
    {
        await volume.Fill(postgres.Database);
        var (plan, scope) = ListRows.Plans[list];
        var values = await ListValues.Of(postgres.Database, plan);
        await using var connection = await postgres.Database.Read.OpenConnectionAsync();
        var sizes = (await connection.QueryAsync<(string Table, float Rows)>("SELECT relname, reltuples FROM pg_class WHERE relkind = 'r'"))
            .ToDictionary(table => table.Table, table => (double)table.Rows, StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var ask in ListAsk.All(plan, values).Where(ask => !ask.IsPair))
        {
            for (var turn = 0; turn < 12; turn++)
            {
                var query = ask.Query(turn);
                foreach (var walk in Walks(query))
                {
                    // Text that many have is met near: what is found by its index is little, which the database can't know.
                    await connection.ExecuteAsync($"SET enable_seqscan = {(walk == ListWalk.Found ? "off" : "on")}");
                    var sql = new ListSql(plan, query, scope);
                    var json = await connection.QuerySingleAsync<string>(
                        "EXPLAIN (FORMAT JSON) " + sql.Page(walk, plan.Order(query.Sort)!, null, 500), sql.Parameters);
                    using var document = JsonDocument.Parse(json);
                    wrong.AddRange(
                        Wrong(document.RootElement[0].GetProperty("Plan")).Select(what => $"{ask.Line}, {walk}, {turn}: {what}"));
                }
            }
        }

        await connection.ExecuteAsync("RESET ALL");
        Assert.Empty(wrong);

        IEnumerable<string> Wrong(JsonElement step)
        {
            var parts = step.TryGetProperty("Plans", out var inner) ? inner.EnumerateArray().ToArray() : [];
            var type = step.GetProperty("Node Type").GetString()!;
            if (type == "Seq Scan" && step.GetProperty("Relation Name").GetString()! is var table && sizes[table] > Few)
                yield return $"reads all of {table}";
            var sorted = type == "Sort" ? parts.Sum(part => Unbounded(part, plan.Rows.Split(' ')[0])) : 0;
            if (sorted > Math.Max(Few, sizes[plan.Rows.Split(' ')[0]] / 20))
                yield return string.Create(CultureInfo.InvariantCulture, $"sorts {sorted} rows");
            foreach (var what in parts.SelectMany(Wrong))
                yield return what;
        }
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task SQLite_sorts_nothing_that_it_has_to_scan(int list)
    {
        var (plan, scope) = ListRows.Plans[list];
        var values = await ListValues.Of(sqlite.Database, plan);
        await using var connection = await sqlite.Database.Read.OpenConnectionAsync();
        var wrong = new List<string>();
        foreach (var ask in ListAsk.All(plan, values).Where(ask => !ask.IsPair))
        {
            // All that has some text is found by reading all, and then there is no order yet.
            var query = ask.Query(0);
            var sql = new ListSql(plan, query, scope);
            var steps = (await connection.QueryAsync<(long Id, long Parent, long Unused, string Detail)>(
                "EXPLAIN QUERY PLAN " + sql.Page(Walks(query)[0], plan.Order(query.Sort)!, null, 500), sql.Parameters)).AsList();
            // The innermost part chooses from the table; the page's own lines are sorted outside.
            var part = steps.FindLast(step => step.Detail.StartsWith("CO-ROUTINE", StringComparison.Ordinal)
                || step.Detail.StartsWith("MATERIALIZE", StringComparison.Ordinal)).Id;
            var chosen = steps.Where(step => step.Parent == part).Select(step => step.Detail).ToArray();
            if (chosen.Contains("SCAN " + plan.Alias) && chosen.Any(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)))
                wrong.Add($"{ask.Line}: {string.Join(" | ", steps.Select(step => step.Detail))}");
        }

        Assert.Empty(wrong);
    }

    private static ListWalk[] Walks(ListQuery query) => query.Text is null ? [ListWalk.Whole] : [ListWalk.Near, ListWalk.Found];

    // The rows of a table that come up to here with no limit on the way, as the database guesses.
    private static double Unbounded(JsonElement step, string table) =>
        step.GetProperty("Node Type").GetString() is "Limit" or "Aggregate" ? 0
        : step.TryGetProperty("Relation Name", out var name) && name.GetString() == table ? step.GetProperty("Plan Rows").GetDouble()
        : step.TryGetProperty("Plans", out var parts)
            ? Math.Min(step.GetProperty("Plan Rows").GetDouble(), parts.EnumerateArray().Sum(part => Unbounded(part, table)))
        : 0;
}

/// <summary>A small operator's number of rows, once for a class.</summary>
public sealed class ListVolumeFixture
{
    private Task? filled;

    internal Task Fill(PortalDatabase database) => filled ??= new ListVolume(20_000, 40_000).Fill(database);
}
