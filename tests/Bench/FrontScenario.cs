using System.Globalization;

namespace Portal.Tests.Bench;

/// <summary>Requests per second of the sign-in page over HTTPS: few and many domains, bare Kestrel, nginx, Caddy; rounds in turn.</summary>
internal static class FrontScenario
{
    private const int Rounds = 3;

    // A shared machine's speed drifts within seconds: each round is made of short turns, so that all see the same drift.
    private const int Turns = 4;
    private const int Seconds = 2;
    private const int Connections = 64;

    // Each of these is a process of h2load with its own SNI: more would measure the load generator.
    private const int HostsAtOnce = 4;

    public static async Task<int> Run(string[] args)
    {
        var few = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
        var many = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
        var (portalFew, fewHttp) = await PortalPeer.Start($"portal, {few} domains", await Seed.Domains(few));
        var (portalMany, manyHttp) = await PortalPeer.Start($"portal, {many} domains", await Seed.Domains(many));
        await Warm.Up(fewHttp, few);
        await Warm.Up(manyHttp, many);
        var folder = Directory.CreateTempSubdirectory("portal-bench").FullName;
        StaticPeers.Prepare(folder, await Warm.Page(portalFew.Port));

        Peer[] peers =
            [portalFew, portalMany, await StaticPeers.Bare(folder), await StaticPeers.Nginx(folder), await StaticPeers.Caddy(folder)];
        int[] counts = [few, many, few, few, few];
        var rates = peers.ToDictionary(peer => peer.Name, _ => new List<double>(), StringComparer.Ordinal);
        var costs = peers.ToDictionary(peer => peer.Name, _ => new List<double>(), StringComparer.Ordinal);
        try
        {
            var random = new Random(1);
            // Code is compiled again while it runs hot: nobody is measured before that is over.
            for (var i = 0; i < peers.Length; i++)
                await H2Load.Run(peers[i].Port, Hosts(i), "/sign-in", Connections, Seconds * 2);
            for (var round = 0; round < Rounds; round++)
            {
                var sums = new double[peers.Length];
                var before = Array.ConvertAll(peers, peer => peer.ProcessorSeconds());
                for (var turn = 0; turn < Turns; turn++)
                {
                    // Each follows another one in each turn: what one leaves behind is nobody's burden alone.
                    foreach (var i in Enumerable.Range(0, peers.Length).OrderBy(i => ((i * (turn + 1)) + round) % peers.Length))
                        sums[i] += await H2Load.Run(peers[i].Port, Hosts(i), "/sign-in", Connections, Seconds);
                }

                for (var i = 0; i < peers.Length; i++)
                {
                    rates[peers[i].Name].Add(sums[i] / Turns);
                    // h2load's own second of warming up is work of the server's too.
                    var cost = (peers[i].ProcessorSeconds() - before[i]) / (sums[i] * (Seconds + 1)) * 1e6;
                    costs[peers[i].Name].Add(cost);
                    Console.Error.WriteLine($"round {round + 1} {peers[i].Name}: {sums[i] / Turns:N0} req/s, {cost:N1} µs");
                }
            }

            string[] Hosts(int peer) => [.. Enumerable.Range(0, HostsAtOnce).Select(_ => PortalPeer.Host(random.Next(counts[peer])))];

            Print(peers, rates, costs, new FileInfo(Path.Combine(folder, "sign-in")).Length);
        }
        finally
        {
            foreach (var peer in peers)
                await peer.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Print(Peer[] peers, Dictionary<string, List<double>> rates, Dictionary<string, List<double>> costs, long bytes)
    {
        Console.WriteLine(
            $"Sign-in page, {bytes} bytes, HTTPS, {Connections} connections, median of {Rounds} rounds of {Turns} turns of {Seconds} s");
        Figures.Row("server", "requests/s", "of bare Kestrel", "server's µs of processor each", "memory MiB");
        Figures.Row("---", "---:", "---:", "---:", "---:");
        var bare = Figures.Median(rates["bare Kestrel"]);
        foreach (var peer in peers)
        {
            var rate = Figures.Median(rates[peer.Name]);
            Figures.Row(
                peer.Name,
                Figures.Number(rate),
                Figures.Number(rate / bare, 2),
                Figures.Number(Figures.Median(costs[peer.Name]), 1),
                Figures.Number(peer.ResidentMebibytes()));
        }

        Console.WriteLine(
            $"many / few: {Figures.Number(Figures.Median(Paired(peers[1], peers[0])), 2)}, few / bare Kestrel: "
                + $"{Figures.Number(Figures.Median(Paired(peers[0], peers[2])), 2)} (medians of the rounds' own ratios)");

        IEnumerable<double> Paired(Peer one, Peer other) => rates[one.Name].Zip(rates[other.Name], (a, b) => a / b);
    }
}
