using System.Diagnostics;
using System.Globalization;

namespace Portal.Tests.Bench.Fleet;

/// <summary>
/// A member of three stands still (SIGSTOP: to the others a hung machine, or a path that drops packets) while visitors and
/// writers are at the other two; then it thaws. With <c>--soak MINUTES</c>: nobody stands still, but the machine has more to
/// do than it can, and none may be put out.
/// </summary>
internal static class FrozenScenario
{
    private const int Dead = 6;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    public static async Task<int> Run(string[] args)
    {
        await using var fleet = await FleetOf.Start(3, 6);
        return args is ["--soak", var minutes]
            ? await Soak(fleet, TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture)))
            : await Freeze(fleet);
    }

    private static async Task<int> Freeze(FleetOf fleet)
    {
        Figures.Row(
            "member", "out after, s", "saves failed", "of", "the last, s after the freeze", "longest save, s", "pages failed", "of",
            "first ready answer after the thaw", "ended after, s", "exit code", "lost saves");
        Figures.Row("---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---", "---:", "---:", "---:");
        var worst = TimeSpan.Zero;
        foreach (var frozen in fleet.Members)
        {
            await using var load = new Load();
            foreach (var other in fleet.Members.Where(member => member != frozen))
                load.At(other, other.Number);
            await Task.Delay(Before, TimeProvider.System);
            await frozen.Signal("STOP");
            var (began, watch) = (load.Now, Stopwatch.StartNew());
            while (await fleet.Status(frozen) != Dead && watch.Elapsed < LongEnough)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            var outAfter = watch.Elapsed;
            await Task.Delay(After, TimeProvider.System);

            await frozen.Signal("CONT");
            watch.Restart();
            var ready = await frozen.Ready();
            await frozen.Ends();
            var ended = watch.Elapsed;
            await load.End();
            var failed = load.Saves.Where(save => !save.Ok).ToArray();
            Figures.Row(
                Figures.Number(frozen.Number),
                Figures.Number(outAfter.TotalSeconds, 1),
                Figures.Number(failed.Length), Figures.Number(load.Saves.Count),
                failed.Length == 0 ? "–" : Figures.Number(failed.Max(save => (save.At + save.Took - began).TotalSeconds), 1),
                Figures.Number(load.Saves.Max(save => save.Took.TotalSeconds), 1),
                Figures.Number(load.Pages.Count(page => !page.Ok)), Figures.Number(load.Pages.Count),
                ready is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : "none",
                Figures.Number(ended.TotalSeconds, 1),
                frozen.ExitCode.ToString(CultureInfo.InvariantCulture),
                Figures.Number((await load.Lost(fleet.Members.First(member => member != frozen))).Count));
            worst = outAfter > worst ? outAfter : worst;
            // As its service manager does.
            await frozen.Start();
        }

        return worst < TimeSpan.FromSeconds(12) ? 0 : 1;
    }

    private static async Task<int> Soak(FleetOf fleet, TimeSpan time)
    {
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0}s");
        using var stress = Process.Start(new ProcessStartInfo("stress-ng", ["--cpu", "4", "--timeout", seconds])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (lost, unready, looks) = (new HashSet<int>(), 0, 0);
        await using var load = new Load();
        foreach (var member in fleet.Members)
            load.At(member, member.Number);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time;)
        {
            foreach (var member in fleet.Members)
            {
                if (member.HasExited || await fleet.Status(member) == Dead)
                    lost.Add(member.Number);
                looks++;
                if (await member.Ready() != System.Net.HttpStatusCode.OK)
                    unready++;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        await load.End();
        Figures.Row(
            "minutes", "members lost", "not ready, of looks", "saves failed", "of", "p99 save, s", "pages failed", "of", "p99 page, s");
        Figures.Row("---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
        Figures.Row(
            Figures.Number(time.TotalMinutes, 1),
            Figures.Number(lost.Count),
            $"{unready} of {looks}",
            Figures.Number(load.Saves.Count(save => !save.Ok)),
            Figures.Number(load.Saves.Count),
            Figures.Number(Figures.Percentile(load.Saves.Select(save => save.Took.TotalSeconds), 0.99), 2),
            Figures.Number(load.Pages.Count(page => !page.Ok)),
            Figures.Number(load.Pages.Count),
            Figures.Number(Figures.Percentile(load.Pages.Select(page => page.Took.TotalSeconds), 0.99), 2));
        var failed = load.Saves.Concat(load.Pages).Where(request => !request.Ok);
        foreach (var group in failed.GroupBy(request => request.What[..Math.Min(120, request.What.Length)]))
            Console.WriteLine($"{group.Count()} × {group.Key}");
        return lost.Count == 0 ? 0 : 1;
    }
}
