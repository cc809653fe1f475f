using System.Globalization;

namespace Portal.Tests.Bench;

/// <summary>
/// Requests per second of a signed-in page with many sessions on many domains, against the same markup as a Razor component;
/// rounds in turn.
/// </summary>
internal static class SignInScenario
{
    private const string Path = "/profile";
    private const int Domains = 1_000;
    private const int SessionsEach = 10;
    private const int Rounds = 5;
    private const int Turns = 3;
    private const int Seconds = 2;
    private const int Connections = 64;
    private const int SessionsAtOnce = 4;

    public static async Task<int> Run()
    {
        var data = await Seed.Domains(Domains);
        var sessions = await SessionSeed.Make(data, Domains, Domains, SessionsEach);
        var (portal, _) = await PortalPeer.Start("signed-in page", data);
        var folder = Directory.CreateTempSubdirectory("portal-bench").FullName;
        Peer? razor = null;
        try
        {
            StaticPeers.Prepare(folder, await Warm(portal.Port, sessions));
            var port = Ports.Free();
            razor = await Peer.Start(
                "Razor component",
                port,
                "dotnet",
                typeof(SignInScenario).Assembly.Location,
                "razor",
                port.ToString(CultureInfo.InvariantCulture),
                System.IO.Path.Combine(folder, "cert.pem"), System.IO.Path.Combine(folder, "sign-in"));
            await Measure(portal, razor, sessions, new FileInfo(System.IO.Path.Combine(folder, "sign-in")).Length);
        }
        finally
        {
            if (razor is not null)
                await razor.DisposeAsync();
            await portal.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task Measure(Peer portal, Peer razor, (string Host, string Cookie)[] sessions, long bytes)
    {
        var random = new Random(1);
        Peer[] peers = [portal, razor];
        List<double>[] rates = [[], []];
        foreach (var peer in peers)
            await Load(peer, Seconds * 2);
        for (var round = 0; round < Rounds; round++)
        {
            double[] sums = [0, 0];
            for (var turn = 0; turn < Turns; turn++)
            {
                // Who goes first changes.
                foreach (var i in turn % 2 == 0 ? (int[])[0, 1] : [1, 0])
                    sums[i] += await Load(peers[i], Seconds);
            }

            for (var i = 0; i < peers.Length; i++)
            {
                rates[i].Add(sums[i] / Turns);
                Console.Error.WriteLine($"round {round + 1} {peers[i].Name}: {sums[i] / Turns:N0} req/s");
            }
        }

        Console.WriteLine(
            $"{Path}, {bytes} bytes, HTTPS, {sessions.Length} sessions on {Domains} domains, {Connections} connections, median of "
                + $"{Rounds} rounds of {Turns} turns of {Seconds} s");
        Figures.Row("server", "requests/s", "memory MiB");
        Figures.Row("---", "---:", "---:");
        for (var i = 0; i < peers.Length; i++)
            Figures.Row(peers[i].Name, Figures.Number(Figures.Median(rates[i])), Figures.Number(peers[i].ResidentMebibytes()));
        Console.WriteLine(
            $"signed-in page / Razor component: {Figures.Number(Figures.Median(rates[0].Zip(rates[1], (a, b) => a / b)), 2)} (median of "
                + "the rounds' own ratios)");

        Task<double> Load(Peer peer, int seconds) => H2Load.Run(
            peer.Port,
            [.. Enumerable.Range(0, SessionsAtOnce).Select(_ => sessions[random.Next(sessions.Length)])],
            Path,
            Connections,
            seconds);
    }

    /// <summary>Asks with each session once, so that the front end knows all of them. Answers the first one's page.</summary>
    private static async Task<byte[]> Warm(int port, (string Host, string Cookie)[] sessions)
    {
        await OneVisit.PayAll(port, Path, [.. sessions.Select(session => (session.Host, (string?)session.Cookie))]);
        using var client = Bench.Warm.Client(port);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{sessions[0].Host}{Path}");
        request.Headers.Add("Cookie", H2Load.SessionCookie + sessions[0].Cookie);
        using var response = await client.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}
