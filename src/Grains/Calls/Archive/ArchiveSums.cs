using System.Runtime.InteropServices;

namespace Portal.Calls;

/// <summary>What calls are summed by: in the table as SQL, with the alias <c>c</c>, and of one that is in memory.</summary>
internal sealed record CallBy(string Sql, Func<StoredCall, (string? Name, long? Time)> Of);

/// <summary>Sums of archived calls, as the database makes them of its own.</summary>
internal sealed class ArchiveSums(ArchiveReader reader)
{
    /// <param name="by">What the lines stand for; null: for all.</param>
    public async Task<IReadOnlyList<CallSumsRow>> Of(CallQuery query, CallBy? by, CancellationToken cancellation)
    {
        var lines = new Dictionary<(string? Name, long? Time, string Currency), long[]>();
        await foreach (var (calls, _) in reader.Each(query, ArchiveColumns.Sums, cancellation))
        {
            foreach (var call in calls)
            {
                var (name, time) = by?.Of(call) ?? default;
                ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(lines, (name, time, call.Currency), out _);
                Add(sums ??= new long[CallSumTable.Measures.Length], call);
            }
        }

        return [.. lines.Select(line => CallSumsRow.Of(line.Key.Name, line.Key.Time, line.Key.Currency, line.Value))];
    }

    /// <summary>Adds a call to sums, one for each of <see cref="CallSumTable.Measures"/>.</summary>
    public static void Add(long[] sums, StoredCall call)
    {
        var row = new CallRow(call.ToCall(), default, 0, call.BillingDay, 0, 0);
        for (var i = 0; i < sums.Length; i++)
            sums[i] += CallSumTable.Measures[i].Of(row);
    }
}
