using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Portal.Tests.Bench;

/// <summary>
/// Handshakes per second, full and resumed, over many names. Client and server share the machine, so the rate alone
/// would hide half of a difference: the server's processor time for each handshake stands beside it.
/// </summary>
internal static class TlsScenario
{
    private const int Rounds = 3;

    // A shared machine's speed drifts within seconds: each round is made of short turns, so that all see the same drift.
    private const int Turns = 5;
    private const int Workers = 8;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1.5);

    public static async Task<int> Run(string[] args)
    {
        var names = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var (portal, http) = await PortalPeer.Start($"portal, {names} certificates", await Seed.Domains(names));
        await Warm.Up(http, names);
        var folder = Directory.CreateTempSubdirectory("portal-bench").FullName;
        StaticPeers.Prepare(folder, new byte[2048]);
        Peer[] peers = [portal, await StaticPeers.Bare(folder), await StaticPeers.Nginx(folder)];
        try
        {
            // The first handshake of a name loads its certificate: that is not what is measured.
            await Parallel.ForAsync(
                0,
                names,
                new ParallelOptions { MaxDegreeOfParallelism = Workers },
                async (number, _) => await Shake(portal.Port, PortalPeer.Host(number), resume: false));
            foreach (var resume in (bool[])[false, true])
                await Measure(peers, names, resume);
        }
        finally
        {
            foreach (var peer in peers)
                await peer.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task Measure(Peer[] peers, int names, bool resume)
    {
        var rates = peers.ToDictionary(peer => peer.Name, _ => new List<double>(), StringComparer.Ordinal);
        var costs = peers.ToDictionary(peer => peer.Name, _ => new List<double>(), StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            var sums = peers.ToDictionary(peer => peer.Name, _ => (Shakes: 0, Wall: 0.0, Processor: 0.0), StringComparer.Ordinal);
            for (var turn = 0; turn < Turns * peers.Length; turn++)
            {
                var peer = peers[turn % peers.Length];
                var (shakes, wall, processor) = await Turn(peer, names, resume, (round * 1000) + turn);
                var sum = sums[peer.Name];
                sums[peer.Name] = (sum.Shakes + shakes, sum.Wall + wall, sum.Processor + processor);
            }

            foreach (var (name, sum) in sums)
            {
                rates[name].Add(sum.Shakes / sum.Wall);
                costs[name].Add(sum.Processor / sum.Shakes * 1e6);
                Console.Error.WriteLine($"round {round + 1} {name}: {rates[name][^1]:N0}/s, {costs[name][^1]:N0} µs");
            }
        }

        Console.WriteLine(
            $"{(resume ? "Resumed" : "Full")} handshakes, TLS 1.3, median of {Rounds} rounds of {Turns} turns of {Length.TotalSeconds} s");
        Figures.Row("server", "handshakes/s", "of bare Kestrel", "server's µs of processor each", "bare Kestrel's / this");
        Figures.Row("---", "---:", "---:", "---:", "---:");
        var (bareRate, bareCost) = (Figures.Median(rates["bare Kestrel"]), Figures.Median(costs["bare Kestrel"]));
        foreach (var peer in peers)
        {
            var (rate, cost) = (Figures.Median(rates[peer.Name]), Figures.Median(costs[peer.Name]));
            Figures.Row(
                peer.Name,
                Figures.Number(rate),
                Figures.Number(rate / bareRate, 2),
                Figures.Number(cost),
                Figures.Number(bareCost / cost, 2));
        }
    }

    private static async Task<(int Shakes, double Wall, double Processor)> Turn(Peer peer, int names, bool resume, int seed)
    {
        var before = peer.ProcessorSeconds();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random((seed * 100) + worker);
            var count = 0;
            for (; clock.Elapsed < Length; count++)
                await Shake(peer.Port, PortalPeer.Host(resume ? worker % names : random.Next(names)), resume);
            return count;
        })));
        return (counts.Sum(), clock.Elapsed.TotalSeconds, peer.ProcessorSeconds() - before);
    }

    private static async Task Shake(int port, string host, bool resume)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new SslStream(new NetworkStream(socket));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            AllowTlsResume = resume,
            EnabledSslProtocols = SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
#pragma warning disable CA5359 // Benchmark against our own process on loopback.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        });

        // One exchange: with TLS 1.3 a session ticket comes after the handshake, and a client that leaves before it can't resume.
        await stream.WriteAsync(
            System.Text.Encoding.ASCII.GetBytes($"HEAD /sign-in HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) > 0)
        {
        }
    }
}
