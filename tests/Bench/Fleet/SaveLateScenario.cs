using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Portal.Tests.Bench.Fleet;

/// <summary>
/// What a save is answered while what follows it hangs: a member of three stands still, and with it a third of the feeds,
/// certificates and DNS grains. Each domain is changed once through the other two, in the seconds before the table calls the
/// member dead.
/// </summary>
internal static class SaveLateScenario
{
    private const int Domains = 60;
    private const int AtOnce = 8;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1.5);

    public static async Task<int> Run()
    {
        await using var fleet = await FleetOf.Start(3, Domains);
        Figures.Row(
            "member that stands still", "saves", "answered 2xx", "within 1.5 s", "with Shows-Within",
            "slowest 2xx, s", "503", "of these committed", "not shown after");
        Figures.Row("---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
        var good = true;
        foreach (var frozen in fleet.Members)
            good &= await Round(fleet, frozen);
        return good ? 0 : 1;
    }

    private static async Task<bool> Round(FleetOf fleet, Member frozen)
    {
        var apis = fleet.Members.Where(member => member != frozen).Select(member => new Api(member.Http)).ToArray();
        // Awake beforehand: what is measured is the save.
        await Each(domain => Save(apis, domain, "awake"));
        await frozen.Signal("STOP");
        var text = string.Create(CultureInfo.InvariantCulture, $"late {frozen.Number}");
        var saves = new ConcurrentBag<Answer>();
        await Each(async domain => saves.Add(await Save(apis, domain, text)));
        await frozen.Signal("CONT");
        await frozen.Ends();
        await frozen.Start();

        var shown = new ConcurrentBag<int>();
        await Each(async domain =>
        {
            if ((string?)(await apis[domain % apis.Length].Send(HttpMethod.Get, Path(domain)))["footer"] == text)
                shown.Add(domain);
        });
        Array.ForEach(apis, api => api.Dispose());
        var answered = saves.Where(save => save.Ok).ToArray();
        var refused = saves.Where(save => !save.Ok).ToArray();
        var lost = answered.Count(save => !shown.Contains(save.Domain));
        Figures.Row(
            Figures.Number(frozen.Number),
            Figures.Number(saves.Count),
            Figures.Number(answered.Length),
            Figures.Number(answered.Count(save => save.Took < Budget)),
            Figures.Number(answered.Count(save => save.IsLate)),
            Figures.Number(answered.Select(save => save.Took.TotalSeconds).DefaultIfEmpty().Max(), 2),
            Figures.Number(refused.Length),
            Figures.Number(refused.Count(save => shown.Contains(save.Domain))),
            Figures.Number(lost));
        foreach (var group in refused.GroupBy(save => save.What))
            Console.WriteLine($"{group.Count()} × {group.Key}");
        return lost == 0;
    }

    private static Task Each(Func<int, Task> work) =>
        Parallel.ForAsync(0, Domains, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (domain, _) => await work(domain));

    private static async Task<Answer> Save(Api[] apis, int domain, string text)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var response = await apis[domain % apis.Length].Ask(HttpMethod.Patch, Path(domain), new JsonObject { ["footer"] = text });
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return new Answer(domain, watch.Elapsed, response.IsSuccessStatusCode, response.Headers.Contains("Shows-Within"), status);
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return new Answer(domain, watch.Elapsed, false, false, problem.GetType().Name);
        }
    }

    private static string Path(int domain) => "domains/" + PortalPeer.Host(domain);

    private sealed record Answer(int Domain, TimeSpan Took, bool Ok, bool IsLate, string What);
}
