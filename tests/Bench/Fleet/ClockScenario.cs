using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Tests.Bench.Fleet;

/// <summary>
/// The clock of one of two members is set while it runs (libfaketime between it and the system; what has passed stays
/// true): an hour back, forward again, 200 days on, and back. After each step: is it ready, does it save what was there,
/// does it make what is new, is the other one untouched?
/// </summary>
internal static class ClockScenario
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(15);

    public static async Task<int> Run()
    {
        if (!File.Exists(Library))
            throw new InvalidOperationException($"{Library} is missing. Install Debian's faketime.");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "+0");
        var fake = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME_TIMESTAMP_FILE"] = file,
            ["FAKETIME_NO_CACHE"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };
        await using var fleet = await FleetOf.Start(1, 2);
        await using var set = fleet.Join(fake);
        await set.Start();
        Figures.Row(
            "step", "ready", "old domains saved, of", "new brands made, of", "slowest, s", "failed at the other member", "exit code");
        Figures.Row("---", "---", "---:", "---:", "---:", "---:", "---:");
        var (good, made) = (true, 100);
        foreach (var (name, offset) in new[]
        {
            ("as it is", "+0"),
            ("an hour back", "-3600"),
            ("an hour on", "+3600"),
            ("200 days on", "+17280000"),
            ("and back", "+0"),
            ("an hour back again", "-3600"),
        })
        {
            await File.WriteAllTextAsync(file, offset);
            await using var load = new Load();
            load.At(fleet.Members[0], 0);
            var (saved, news, tries, slowest, ready) = (0, 0, 0, TimeSpan.Zero, new List<HttpStatusCode?>());
            for (var watch = System.Diagnostics.Stopwatch.StartNew(); watch.Elapsed < Watched && !set.HasExited;)
            {
                tries++;
                var began = watch.Elapsed;
                var footer = tries.ToString(CultureInfo.InvariantCulture);
                var id = string.Create(CultureInfo.InvariantCulture, $"brand{made++}");
                saved += await Done(set, HttpMethod.Patch, "domains/" + PortalPeer.Host(1), new JsonObject { ["footer"] = footer }) ? 1 : 0;
                news += await Done(set, HttpMethod.Post, "brands", new JsonObject { ["id"] = id, ["name"] = "New" }) ? 1 : 0;
                slowest = watch.Elapsed - began > slowest ? watch.Elapsed - began : slowest;
                ready.Add(await set.Ready());
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            }

            await load.End();
            var others = load.Saves.Concat(load.Pages).Count(request => !request.Ok);
            Figures.Row(
                name,
                $"{ready.Count(status => status == HttpStatusCode.OK)} of {ready.Count}",
                $"{saved} of {tries}",
                $"{news} of {tries}",
                Figures.Number(slowest.TotalSeconds, 1),
                Figures.Number(others),
                set.HasExited ? set.ExitCode.ToString(CultureInfo.InvariantCulture) : "runs");
            good &= set.HasExited ? set.ExitCode == 3 : saved == tries && news == tries;
            if (set.HasExited)
                await set.Start();
        }

        // Killed after a step back, it comes again at a place where the table knows a life of its own that is newer.
        await set.Signal("KILL");
        await set.Ends();
        await File.WriteAllTextAsync(file, "-7200");
        Console.WriteLine($"killed, set back another hour, started again: ready after {(await set.Start()).TotalSeconds:0.0} s");
        foreach (var line in set.Output.Where(line => line.Contains("clock", StringComparison.OrdinalIgnoreCase)).Distinct().Take(12))
            Console.WriteLine(line.Trim());
        return good ? 0 : 1;
    }

    private static async Task<bool> Done(Member member, HttpMethod method, string path, JsonObject body)
    {
        using var api = new Api(member.Http);
        try
        {
            await api.Send(method, path, body);
            return true;
        }
        catch (Exception problem) when (problem is HttpRequestException or InvalidOperationException or TaskCanceledException)
        {
            Console.Error.WriteLine(problem.Message);
            return false;
        }
    }
}
