using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portal.Hosting.Connections;

namespace Portal.Tests.Bench;

/// <summary>
/// Connections that send nothing, from eight addresses of this machine, against the product at several file limits: whether
/// it lives, and what a visitor from elsewhere sees meanwhile.
/// </summary>
internal static class SilentScenario
{
    private const int Flood = 30_000;

    // This process needs files of its own too: without any the runtime ends it.
    private const int Most = 15_000;
    private const int Sources = 8;
    private const int Asked = 100;
    // No child gets past the limit of this process.
    private static readonly int[] Limits = [300, 480, 600, 1_024, Math.Min(65_536, FileLimit.Read() ?? 65_536)];
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static async Task<int> Run()
    {
        Figures.Row(
            "file limit", "connections opened", "closed by the server", "alive", "visitors served", "median ms", "p99 ms", "memory MiB");
        Figures.Row("---:", "---:", "---:", "---", "---:", "---:", "---:", "---:");
        foreach (var limit in Limits)
            await At(limit);
        return 0;
    }

    private static async Task At(int limit)
    {
        var data = Directory.CreateTempSubdirectory("portal-bench-silent").FullName;
        var files = limit.ToString("N0", CultureInfo.InvariantCulture);
        try
        {
            var ops = Ports.Free();
            var lowered = string.Create(CultureInfo.InvariantCulture, $"ulimit -n {limit}; exec \"$@\"");
            var (peer, http) = await PortalPeer.Start("portal", Path.Combine(data, "data"), ops, "bash", "-c", lowered, "bash");
            await using (peer)
                await Measure(peer, files, http, ops);
        }
        catch (InvalidOperationException refused)
        {
            Figures.Row(files, "0", "0", "refused to start: " + refused.Message.Split('\n')[^1].Split('.')[0], "0", "", "", "");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Measure(Peer peer, string files, int http, int ops)
    {
        using var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
        for (var i = 0; i < 200 && !await Is(client, $"http://127.0.0.1:{ops}/health/ready"); i++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var sockets = new Flooded();
        var times = new List<double>();
        var served = 0;
        using var end = new CancellationTokenSource(Longest);
        var flooding = Open(peer.Port, sockets, end.Token);
        try
        {
            for (var i = 0; i < Asked; i++)
            {
                var watch = Stopwatch.StartNew();
                if (await Is(client, $"http://127.0.0.1:{http}/sign-in"))
                    served++;
                times.Add(watch.Elapsed.TotalMilliseconds);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }

            await flooding;
            sockets.Sweep();
            var alive = await Is(client, $"http://127.0.0.1:{ops}/health/live");
            Figures.Row(
                files,
                Figures.Number(sockets.Opened),
                Figures.Number(sockets.Closed),
                alive ? "yes" : "no",
                $"{served} of {Asked}",
                Figures.Number(Figures.Median(times), 1),
                Figures.Number(Figures.Percentile(times, 0.99), 1),
                Figures.Number(peer.ResidentMebibytes()));
        }
        finally
        {
            await end.CancelAsync();
            await flooding;
            sockets.Dispose();
        }
    }

    private static Task Open(int port, Flooded sockets, CancellationToken cancellation) => Task.Run(
        () =>
        {
            while (sockets.Opened < Flood && !cancellation.IsCancellationRequested)
            {
                // Our own limit may be lower than what is to be opened: what the server closed makes room.
                if (sockets.Open >= Most)
                    sockets.Sweep();
                if (sockets.Open >= Most)
                    return;
                try
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + (sockets.Opened % Sources))]), 0));
                    socket.Connect(IPAddress.Loopback, port);
                    sockets.Add(socket);
                }
                catch (SocketException)
                {
                    // Refused: that is an answer too.
                }
            }
        },
        CancellationToken.None);

    /// <summary>Connections that say nothing, and how many of them the server has closed.</summary>
    private sealed class Flooded : IDisposable
    {
        private List<Socket> open = [];

        public int Opened { get; private set; }

        public int Closed { get; private set; }

        public int Open => open.Count;

        public void Add(Socket socket)
        {
            open.Add(socket);
            Opened++;
        }

        public void Sweep()
        {
            var ended = open.ToLookup(socket => socket.Poll(0, SelectMode.SelectRead));
            foreach (var socket in ended[true])
                socket.Dispose();
            Closed += ended[true].Count();
            open = [.. ended[false]];
        }

        public void Dispose() => open.ForEach(socket => socket.Dispose());
    }

    private static async Task<bool> Is(HttpClient client, string url)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Host = "localhost";
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            using var response = await client.SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
