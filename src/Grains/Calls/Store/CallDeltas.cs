using System.Runtime.InteropServices;

namespace Portal.Calls;

/// <summary>Lines of a table of sums, in the order in which all write them, with what is added to each.</summary>
internal sealed record CallSumLines(CallSumTable Table, (CallSumLine Line, long[] Sums)[] Lines);

/// <summary>
/// What new calls add to the sums, made before the database is asked: it would have to read each batch four times to make the same.
/// </summary>
internal static class CallDeltas
{
    /// <summary>
    /// The lines of each table with what is added, in the order of their keys: two that write them wait for each other and never both.
    /// </summary>
    public static IReadOnlyList<CallSumLines> Of(IReadOnlyCollection<CallRow> rows)
    {
        var sums = CallSumTable.All.Select(_ => new Dictionary<CallSumLine, long[]>(rows.Count)).ToArray();
        var values = new long[CallSumTable.Measures.Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = CallSumTable.Measures[i].Of(row);
            foreach (var (place, table) in CallSumTable.All.Index())
            {
                ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(sums[place], table.Line(row), out _);
                line ??= new long[table.Of.Length];
                for (var i = 0; i < line.Length; i++)
                    line[i] += values[table.Of[i]];
            }
        }

        var order = Order(rows);
        return [.. CallSumTable.All.Zip(sums, (table, lines) => new CallSumLines(table, InOrder(lines, order)))];
    }

    // By numbers, since there are few texts in many lines and comparing them takes longest.
    private static (CallSumLine Line, long[] Sums)[] InOrder(Dictionary<CallSumLine, long[]> sums, Dictionary<string, int> order)
    {
        var lines = sums.Select(one => (Line: one.Key, Sums: one.Value)).ToArray();
        var places = Array.ConvertAll(lines, one => (
            order[one.Line.Customer], one.Line.Step, order[one.Line.Destination], order[one.Line.Code], order[one.Line.Currency]));
        Array.Sort(places, lines);
        return lines;
    }

    private static Dictionary<string, int> Order(IEnumerable<CallRow> rows)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (var row in rows)
        {
            texts.Add(row.Call.Customer);
            texts.Add(row.Destination);
            texts.Add(row.Code);
            texts.Add(row.Call.Currency);
        }

        return texts.Order(StringComparer.Ordinal).Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
    }
}
