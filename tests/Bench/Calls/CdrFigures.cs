using System.Diagnostics;

namespace Portal.Tests.Bench.Calls;

/// <summary>What was measured of a number of calls, printed as it comes, and beside that of other numbers at the end.</summary>
internal sealed class CdrFigures(int calls)
{
    private readonly List<(string Name, double Value, int Digits)> all = [];

    public static void Head()
    {
        Figures.Row("asked for", "p50 ms", "p99 ms", "by hand p50 ms", "p99 ms", "p50 to p50", "p99 to p99", "to be reached");
        Figures.Row("---", "---:", "---:", "---:", "---:", "---:", "---:", "---");
    }

    /// <summary>A figure on a line of its own.</summary>
    /// <param name="atLeast">What it is to reach; null: it is only told.</param>
    /// <param name="atMost">What it may be; null: it is only told.</param>
    public void Line(string name, double value, int digits = 0, double? atLeast = null, double? atMost = null)
    {
        Console.WriteLine($"{name}: {Figures.Number(value, digits)}{Verdict(value, atLeast, atMost)}");
        Keep(name, value, digits);
    }

    /// <summary>For the last table alone.</summary>
    public void Keep(string name, double value, int digits = 1) => all.Add((name, value, digits));

    /// <summary>Two ways to ask the same, in turn.</summary>
    /// <param name="most">What p99 of ours may be of theirs.</param>
    /// <param name="faster">How many times as fast as theirs ours has to be, in the middle.</param>
    public async Task Compare(string name, Func<Task> ours, Func<Task> theirs, int times, double? most = null, double? faster = null)
    {
        await ours();
        await theirs();
        var (mine, other) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < times; turn++)
        {
            mine.Add((await Time(ours)).TotalMilliseconds);
            other.Add((await Time(theirs)).TotalMilliseconds);
        }

        var (p50, p99) = (Figures.Median(mine), Figures.Percentile(mine, 0.99));
        var (hand50, hand99) = (Figures.Median(other), Figures.Percentile(other, 0.99));
        Figures.Row(
            name,
            Figures.Number(p50, 1),
            Figures.Number(p99, 1),
            Figures.Number(hand50, 1),
            Figures.Number(hand99, 1),
            p50 < hand50 ? $"{Figures.Number(hand50 / p50, 1)} × as fast" : Figures.Number(p50 / hand50, 2),
            Figures.Number(p99 / hand99, 2),
            most is not null ? "p99" + Verdict(p99 / hand99, null, most)
                : faster is not null ? "p50" + Verdict(hand50 / p50, faster, null)
                : "");
        Keep(name + ", ms", p50);
        Keep(name + ", by hand, ms", hand50);
    }

    /// <summary>How each figure grows, where there is more than one number of calls.</summary>
    public static void Growth(IReadOnlyList<CdrFigures> found)
    {
        if (found.Count < 2)
            return;
        Console.WriteLine();
        Figures.Row(
            ["what grows with the calls", .. found.Select(one => Figures.Number(one.Calls)), "at last as the calls to the power of"]);
        Figures.Row(["---", .. found.Select(_ => "---:"), "---:"]);
        var (last, before) = (found[^1], found[^2]);
        foreach (var (name, value, digits) in last.all)
        {
            var was = before.Value(name);
            var power = was is > 0 && value > 0 ? Math.Log(value / was.Value) / Math.Log((double)last.Calls / before.Calls) : double.NaN;
            Figures.Row(
            [
                name,
                .. found.Select(one => one.Value(name) is { } known ? Figures.Number(known, digits) : ""),
                double.IsNaN(power) ? "" : Figures.Number(power, 2),
            ]);
        }
    }

    public static async Task<TimeSpan> Time(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began);
    }

    private int Calls => calls;

    private double? Value(string name) =>
        all.FindIndex(one => one.Name == name) is >= 0 and var at ? all[at].Value : null;

    private static string Verdict(double value, double? atLeast, double? atMost) =>
        atLeast is { } least ? $" ≥ {least}: {(value >= least ? "yes" : "NO")}"
        : atMost is { } most ? $" ≤ {most}: {(value <= most ? "yes" : "NO")}"
        : "";
}
