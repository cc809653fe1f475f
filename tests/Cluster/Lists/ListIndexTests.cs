using System.Text.Json;
using Dapper;
using Portal.Lists;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Lists;

/// <summary>
/// The databases themselves say how they would read the first page of each list in each of its orders: along an index, and not by sorting
/// the table. Asked for the whole of a page, the last step sorts its fifty lines once more, and that is all.
/// </summary>
public sealed class ListIndexTests(SqliteCluster sqlite, PostgresCluster postgres)
    : IClassFixture<SqliteCluster>, IClassFixture<PostgresCluster>
{
    public static TheoryData<int, string> Orders => [.. ListRows.Plans.SelectMany((list, i) =>
        list.Plan.Sorts.SelectMany(sort => new[] { (i, sort.Key), (i, "-" + sort.Key) }))];

    [Theory, MemberData(nameof(Orders))]
    public async Task PostgreSQL_walks_along_an_index(int list, string sort)
    {
        var (plan, scope) = ListRows.Plans[list];
        await using var connection = await postgres.Database.Read.OpenConnectionAsync();
        // With no rows a sort costs nothing: it is left only where there is no other way.
        await connection.ExecuteAsync("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off");
        try
        {
            var sql = new ListSql(plan, new ListQuery(), scope);
            var json = await connection.QuerySingleAsync<string>(
                "EXPLAIN (FORMAT JSON) " + sql.Page(ListWalk.Whole, plan.Order(sort)!, null), sql.Parameters);
            using var document = JsonDocument.Parse(json);
            Assert.True(Walks(document.RootElement[0].GetProperty("Plan"), plan.Rows.Split(' ')[0], isSorted: false), json);
        }
        finally
        {
            await connection.ExecuteAsync("RESET ALL");
        }
    }

    [Theory, MemberData(nameof(Orders))]
    public async Task SQLite_walks_along_an_index(int list, string sort)
    {
        var (plan, scope) = ListRows.Plans[list];
        await using var connection = await sqlite.Database.Read.OpenConnectionAsync();
        var sql = new ListSql(plan, new ListQuery(), scope);
        var steps = (await connection.QueryAsync<(long Id, long Parent, long Unused, string Detail)>(
            "EXPLAIN QUERY PLAN " + sql.Page(ListWalk.Whole, plan.Order(sort)!, null), sql.Parameters)).AsList();
        // The page is chosen in a part of its own, or that part is all there is.
        var part = steps.Find(step => step.Detail.StartsWith("CO-ROUTINE", StringComparison.Ordinal)
            || step.Detail.StartsWith("MATERIALIZE", StringComparison.Ordinal)).Id;
        var chosen = steps.Where(step => step.Parent == part).Select(step => step.Detail).ToArray();
        Assert.DoesNotContain(chosen, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.Contains(chosen, step => step.Contains($" {plan.Alias} USING ", StringComparison.Ordinal)
            && step.Contains("INDEX", StringComparison.Ordinal));
    }

    // A limit between a sort and the list's rows keeps all but a page away from it.
    private static bool Walks(JsonElement step, string table, bool isSorted)
    {
        var type = step.GetProperty("Node Type").GetString()!;
        var sorts = type != "Limit" && (isSorted || type.Contains("Sort", StringComparison.Ordinal));
        var isList = step.TryGetProperty("Relation Name", out var name) && name.GetString() == table;
        return !(sorts && isList) && type != "Seq Scan"
            && (!step.TryGetProperty("Plans", out var parts) || parts.EnumerateArray().All(part => Walks(part, table, sorts)));
    }
}
