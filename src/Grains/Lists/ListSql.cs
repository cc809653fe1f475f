using System.Globalization;
using System.Text;
using Dapper;
using Portal.Storage;

namespace Portal.Lists;

/// <summary>How the rows of a page are come by.</summary>
internal enum ListWalk
{
    /// <summary>Along the order's index, all of them.</summary>
    Whole,

    /// <summary>The same, as far as text that is worth looking for that way would be met.</summary>
    Near,

    /// <summary>By the text's own index first, and then sorted.</summary>
    Found,
}

/// <summary>
/// The statements that a plan and a query make. A page is chosen from the one table first, and what its lines show is joined to them after.
/// </summary>
internal sealed class ListSql
{
    private readonly ListPlan plan;
    private readonly ListQuery query;
    private readonly StringBuilder where;
    private readonly ListFilter? elsewhere;
    private readonly string? alone;
    private readonly (ListWay Way, string Condition)[] ways = [];

    /// <param name="scope">What the plan's conditions name: of whom the list is.</param>
    public ListSql(ListPlan plan, ListQuery query, object? scope = null)
    {
        (this.plan, this.query) = (plan, query);
        Parameters = new DynamicParameters(scope);
        where = new StringBuilder(plan.Where);
        foreach (var (name, written) in query.Filters)
        {
            var filter = plan.Filter(name);
            elsewhere = filter.Elsewhere is null ? elsewhere : filter;
            var meets = string.Format(CultureInfo.InvariantCulture, filter.Sql, "@" + Add(filter.Read(written)!));
            where.Append(" AND ").Append(meets);
            if (filter.Alone is not null && query.Filters.Count == 1 && query.Brands is null && !HasText)
                alone = $"{filter.Alone} WHERE {meets}";
        }

        if (query.Brands is { } own)
        {
            where.Append(" AND ").Append(plan.Brands ?? throw new ArgumentException($"{plan.Rows} are not of brands.", nameof(query)));
            Parameters.Add("Brands", new SqlList(own));
        }

        if (HasText)
        {
            ways = [.. from way in plan.Ways
                       let condition = way.Condition(query.Text!, query.Brands is not null, Parameters)
                       where condition is not null
                       select (way, condition!)];
        }
    }

    public DynamicParameters Parameters { get; }

    /// <summary>No other table is asked when it is counted.</summary>
    public bool CountsAlone => alone is not null;

    public bool HasText => !string.IsNullOrWhiteSpace(query.Text);

    /// <param name="most">Counted no further.</param>
    public string Count(long most)
    {
        Parameters.Add("Most", most);
        if (alone is not null)
            return $"SELECT COUNT(*) FROM (SELECT 1 FROM {alone} LIMIT @Most) n";
        return $"SELECT COUNT(*) FROM (SELECT 1 FROM {Table} WHERE {where}{(HasText ? " AND " + IsFound : "")} LIMIT @Most) n";
    }

    /// <summary>
    /// One row more than the limit, in the order asked: the last of them, or the first on the way back, tells that there are more.
    /// </summary>
    /// <param name="near">How many rows to walk along where it is <see cref="ListWalk.Near"/>.</param>
    public string Page(ListWalk walk, ListOrder order, Cursor? cursor, int near = 0)
    {
        Parameters.Add("Limit", query.Limit + 1);
        var isUp = order.IsDown == (cursor?.IsBack == true);
        var sorts = Sorts(order, isUp ? "" : " DESC");
        var after = cursor is null ? ""
            : $" AND ({Sorts(order, "")}) {(isUp ? '>' : '<')} ({string.Join(", ", cursor.Values.Select(value => "@" + Add(value)))})";
        var places = string.Join(", ", order.By.Select((by, i) => string.Create(CultureInfo.InvariantCulture, $"{by.Sql} AS s{i}")));
        var head = $"SELECT {plan.Fields}, {places}";
        var tail = $"{plan.Joins} ORDER BY {Sorts(order, order.IsDown ? " DESC" : "")}";
        var chosen = $"SELECT {plan.Alias}.* FROM {Table} WHERE {where}{There(after)} ORDER BY {There(sorts)} LIMIT ";
        var from = $"SELECT {places} FROM {Table} WHERE {where}";
        return walk switch
        {
            ListWalk.Whole => $"{head} FROM ({chosen}@Limit) {plan.Alias} {tail}",
            ListWalk.Near => string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {head} FROM (
                  SELECT {plan.Alias}.* FROM ({chosen}{near}) {plan.Alias}
                  WHERE {Meets} ORDER BY {sorts} LIMIT @Limit) {plan.Alias} {tail}
                """),
            ListWalk.Found => $"""
                WITH found AS MATERIALIZED ({string.Join(" UNION ", Found.Select(found => $"{from} AND {found}"))})
                {head}, (SELECT COUNT(*) FROM found) AS total
                FROM (SELECT * FROM found {plan.Alias} WHERE 1 = 1{Placed(after)} ORDER BY {Placed(sorts)} LIMIT @Limit) hit
                JOIN {plan.Rows} ON {string.Join(" AND ", order.By.Select(by => $"{by.Sql} = hit.{Placed(by.Sql)}"))} {tail}
                """,
        };

        string There(string text) => elsewhere is null || order.By.Any(by => !Array.Exists(elsewhere.Same, same => same.Column == by.Sql))
            ? text
            : elsewhere.Same.Aggregate(text, (all, same) => all.Replace(same.Column, same.There, StringComparison.Ordinal));

        // The same columns by the names that they were found under.
        string Placed(string text) => order.By.Select((by, i) => (by.Sql, Name: string.Create(CultureInfo.InvariantCulture, $"s{i}")))
            .OrderByDescending(by => by.Sql.Length)
            .Aggregate(text, (all, by) => all.Replace(by.Sql, by.Name, StringComparison.Ordinal));
    }

    private string Table => elsewhere?.Elsewhere ?? plan.Rows;

    private static string Sorts(ListOrder order, string direction) => string.Join(", ", order.By.Select(by => by.Sql + direction));

    private string IsFound => $"({string.Join(" OR ", Found)})";

    // What stands in the rows themselves is read there once; of what stands elsewhere each row has to be fetched.
    private IEnumerable<string> Found
    {
        get
        {
            string[] here = [.. ways.Where(way => way.Way.Table is null).Select(way => $"({way.Condition})")];
            string[] there = [.. ways.Where(way => way.Way.Table is not null)
                .Select(way => $"SELECT {way.Way.Id} FROM {way.Way.Table} WHERE {way.Condition}")];
            if (here.Length > 0)
                yield return $"({string.Join(" OR ", here)})";
            if (there.Length > 0)
                yield return $"{plan.Id} IN ({string.Join(" UNION ALL ", there)})";
            if (ways.Length == 0)
                yield return "1 = 0";
        }
    }

    // A value and not EXISTS: each row's are asked for by themselves, never all of them together.
    private string Meets => ways.Length == 0
        ? "1 = 0"
        : string.Join(" OR ", ways.Select(way => way.Way.Table is null
            ? $"({way.Condition})"
            : $"(SELECT 1 FROM {way.Way.Table} WHERE {way.Way.Id} = {plan.Id} AND {way.Condition} LIMIT 1) = 1"));

    private string Add(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"v{Parameters.ParameterNames.Count()}");
        Parameters.Add(name, value);
        return name;
    }
}
