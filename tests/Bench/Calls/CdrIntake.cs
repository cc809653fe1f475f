using Portal.Calls;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>The last calls come in as they do, in turn with COPY of the same into the same tables as they stand.</summary>
internal static class CdrIntake
{
    public static async Task Measure(ListStore store, CallVolume volume, IEnumerable<CallLine> lines, int count, CdrFigures figures)
    {
        var isSqlite = store.Connection is null;
        var bare = new BareCopy(store.Database, volume);
        if (!isSqlite)
            await bare.Make();
        var (ours, theirs) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var batch in lines.Chunk(CallBatch.Most))
        {
            ours += await CdrFigures.Time(() => store.Calls.Append(batch, default));
            if (!isSqlite)
                theirs += await CdrFigures.Time(() => bare.Append(batch));
        }

        figures.Line($"intake of the last {count:N0}, calls/s", count / ours.TotalSeconds);
        if (isSqlite)
            return;
        figures.Line("bare COPY of them into the same tables, calls/s", count / theirs.TotalSeconds);
        figures.Line("intake / bare COPY", theirs / ours, 2, atLeast: 0.42);
        await bare.Drop();
    }
}
