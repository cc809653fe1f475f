using System.Diagnostics;
using System.Globalization;

namespace Portal.Tests.Bench;

/// <summary>
/// What a host that was visited once, and a session that was used once, leave behind in memory: the live heap after a full
/// collection, some minutes later, less that of the same process with ten hosts.
/// </summary>
internal static class MemoryScenario
{
    private const int Few = 10;
    private const int SessionHosts = 1_000;
    private const int Certificates = 1_000;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(3);

    public static async Task<int> Run(string[] args)
    {
        var (hosts, sessions) = (Option(args, "--hosts", 100_000), Option(args, "--sessions", 10_000));
        var few = await After("10 hosts", await Seed.Domains(Few), "/sign-in", Hosts(Few));
        Figures.Row("what", "live heap MiB", "of each, kB", "memory MiB", "at most MiB");
        Figures.Row("---", "---:", "---:", "---:", "---:");
        Print(few, few, 0);
        if (hosts > 0)
            Print(await After($"{hosts} hosts visited once", await Seed.Domains(hosts), "/sign-in", Hosts(hosts)), few, hosts);
        if (sessions > 0)
        {
            var data = await Seed.Domains(SessionHosts);
            var made = await SessionSeed.Make(data, SessionHosts, sessions, 1);
            var visits = made.Select(one => (one.Host, (string?)one.Cookie)).ToArray();
            Print(await After($"{sessions} sessions used once", data, "/profile", visits), few, sessions);
        }

        return 0;
    }

    /// <summary>Visits, waits, looks; and asks once more, which has to be answered at once.</summary>
    private static async Task<Seen> After(string name, string data, string path, (string Host, string? Cookie)[] visits)
    {
        var (portal, _) = await PortalPeer.Start(name, data, Ports.Free(), Ports.Free(), [$"--Portal:Cache:Certificates={Certificates}"]);
        await using (portal)
        {
            var clock = Stopwatch.StartNew();
            await OneVisit.PayAll(portal.Port, path, visits);
            Console.Error.WriteLine($"{name}: {clock.Elapsed.TotalSeconds:N0} s, {portal.ResidentMebibytes():N0} MiB");
            await Task.Delay(Idle, TimeProvider.System);
            var memory = portal.ResidentMebibytes();
            var heap = await LiveHeap.Of(portal.Id);
            foreach (var line in heap.Types)
                Console.Error.WriteLine("  " + line);
            clock.Restart();
            await OneVisit.Pay(portal.Port, visits[0].Host, path, visits[0].Cookie);
            Console.Error.WriteLine($"{name}: the first page after that in {clock.Elapsed.TotalMilliseconds:N0} ms");
            return new Seen(name, heap.Bytes, memory, portal.PeakMebibytes());
        }
    }

    private static (string Host, string? Cookie)[] Hosts(int count) =>
        [.. Enumerable.Range(0, count).Select(number => (PortalPeer.Host(number), (string?)null))];

    private static void Print(Seen seen, Seen few, int count) => Figures.Row(
        seen.Name,
        Figures.Number(seen.Heap / 1048576.0, 1),
        count == 0 ? "" : Figures.Number((seen.Heap - few.Heap) / 1000.0 / count, 2),
        Figures.Number(seen.Memory),
        Figures.Number(seen.Peak));

    private static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private sealed record Seen(string Name, long Heap, double Memory, double Peak);
}
