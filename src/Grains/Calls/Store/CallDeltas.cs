using System.Runtime.InteropServices;

namespace Portal.Calls;

/// <summary>
/// What new calls add to the sums, made before the database is asked: it would have to read each batch four times to make the same.
/// </summary>
internal static class CallDeltas
{
    /// <summary>
    /// The lines of each table with what is added, in the order of their keys: two that write them wait for each other and never both.
    /// </summary>
    public static IReadOnlyList<(CallSumTable Table, (CallSumLine Line, long[] Sums)[] Lines)> Of(IReadOnlyCollection<CallRow> rows)
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

        return [.. CallSumTable.All.Zip(sums.Select(InOrder))];
    }

    private static (CallSumLine Line, long[] Sums)[] InOrder(Dictionary<CallSumLine, long[]> sums)
    {
        var lines = sums.Select(one => (Line: one.Key, Sums: one.Value)).ToArray();
        Array.Sort(lines, (one, other) => CallSumLine.Compare(one.Line, other.Line));
        return lines;
    }
}
