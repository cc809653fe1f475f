using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Portal.Lists;
using Portal.Storage;

namespace Portal.Tests.Cluster.Lists;

/// <summary>What a list's filters and search are asked for: values that its rows have, taken from them by the plan itself.</summary>
internal sealed partial class ListValues
{
    private const int Sampled = 60;

    private readonly Dictionary<string, string[]> filters = new(StringComparer.Ordinal);

    private ListValues()
    {
    }

    /// <summary>For each way that text is found, parts of what stands there: beginnings of words, words, all of it.</summary>
    public List<(string Column, string[] Texts)> Searches { get; } = [];

    public string Filter(string name, int turn) => filters[name] is { Length: > 0 } values ? values[turn % values.Length] : "none";

    public static async Task<ListValues> Of(PortalDatabase database, ListPlan plan)
    {
        var values = new ListValues();
        await using var connection = await database.Read.OpenConnectionAsync();
        foreach (var filter in plan.Filters)
        {
            values.filters[filter.Name] = filter switch
            {
                { Values: { } all } => [.. all.Select(value => value.Name)],
                { IsTime: true } => [.. Enumerable.Range(0, Sampled).Select(i => ListVolume.Time(i)).Select(Date)],
                _ => await Sample(Compare(filter.Sql, $"{filter.Elsewhere} {plan.Rows}")),
            };
        }

        foreach (var way in plan.Ways)
            values.Searches.Add((way.Column, [.. (await Sample((way.Column, way.Table ?? plan.Rows))).SelectMany(Parts)]));
        return values;

        async Task<string[]> Sample((string Column, string Table) from) => [.. await connection.QueryAsync<string>(new CommandDefinition(
            $"SELECT {from.Column} FROM {from.Table} WHERE {from.Column} <> '' ORDER BY RANDOM() LIMIT {Sampled}", commandTimeout: 600))];
    }

    private static string Date(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The column that a value is compared with, and the table that its alias stands for.
    private static (string Column, string Table) Compare(string sql, string rows)
    {
        var column = Compared().Match(sql).Groups[1].Value;
        var alias = column[..column.IndexOf('.', StringComparison.Ordinal)];
        return (column, Regex.Match(rows, $@"portal_\w+ {alias}\b", RegexOptions.CultureInvariant).Value);
    }

    private static IEnumerable<string> Parts(string text)
    {
        var line = text.Split('\n') is var lines ? lines[text.Length % lines.Length] : text;
        var words = line.Split(' ', '.', '@', '/', '-') is var all ? all.Where(word => word.Length > 2).ToArray() : [];
        var word = words.Length == 0 ? line : words[text.Length / 2 % words.Length];
        return [line, word, word[..Math.Min(word.Length, 4)]];
    }

    [GeneratedRegex(@"(\w+\.\w+)[^.]* = \{0\}")]
    private static partial Regex Compared();
}
