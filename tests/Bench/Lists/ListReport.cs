using System.Diagnostics;

namespace Portal.Tests.Bench.Lists;

/// <summary>What each ask took, by what was asked.</summary>
/// <param name="isAll">Each line by itself; else those of a kind in one, by the slowest of them.</param>
internal sealed class ListReport(bool isAll)
{
    private readonly Dictionary<(string List, string Line), (bool IsPair, List<double> Times, List<bool> Refused)> asked = [];
    private bool hasHead;

    public async Task Time(string list, string line, bool isPair, Func<Task<AskedPage>> ask)
    {
        if (!asked.TryGetValue((list, line), out var so))
            asked[(list, line)] = so = (isPair, [], []);
        var clock = Stopwatch.StartNew();
        var page = await ask();
        so.Times.Add(clock.Elapsed.TotalMilliseconds);
        so.Refused.Add(page.IsRefused);
    }

    public void Print(string list)
    {
        if (!hasHead)
        {
            Figures.Row("list", "asked for", "asks", "p50 ms", "p99 ms", "longest ms", "told what to narrow");
            Figures.Row("---", "---", "---:", "---:", "---:", "---:", "---:");
            hasHead = true;
        }

        foreach (var group in asked.Where(one => one.Key.List == list)
            .GroupBy(one => Group(one.Key.Line, one.Value.IsPair), StringComparer.Ordinal))
        {
            var (line, worst) = group.Select(one => (one.Key.Line, one.Value.Times)).MaxBy(one => Figures.Percentile(one.Times, 0.99));
            Figures.Row(
                list,
                group.Key + (group.Count() == 1 ? "" : $" ({Figures.Number(group.Count())}; slowest: {line})"),
                Figures.Number(group.Sum(one => one.Value.Times.Count)),
                Figures.Number(Figures.Median(group.SelectMany(one => one.Value.Times)), 1),
                Figures.Number(Figures.Percentile(worst, 0.99), 1),
                Figures.Number(worst.Max(), 1),
                Figures.Number(group.Sum(one => one.Value.Refused.Count(refused => refused))));
        }
    }

    private string Group(string line, bool isPair) =>
        isAll ? line
        : isPair ? "any other pair"
        : line.Contains(", filter ", StringComparison.Ordinal) ? "state × brand"
        : (string[])["page 1,000", "sort", "filter", "search", "a reseller"] is var kinds
            && Array.Find(kinds, kind => line.StartsWith(kind, StringComparison.Ordinal)) is { } kind
            ? kind is "sort" or "filter" or "search" ? $"each {kind} alone" : kind
        : line;
}
