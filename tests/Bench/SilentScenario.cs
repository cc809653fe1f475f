using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

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
    private static readonly int[] Limits = [300, 480, 600, 1_024, 65_536];
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
        var sockets = new List<Socket>();
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
            var closed = sockets.Count(socket => socket.Poll(0, SelectMode.SelectRead));
            var alive = await Is(client, $"http://127.0.0.1:{ops}/health/live");
            Figures.Row(
                files,
                Figures.Number(sockets.Count),
                Figures.Number(closed),
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
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    // Our own limit may be lower than what is to be opened: then as many as it allows.
    private static Task Open(int port, List<Socket> sockets, CancellationToken cancellation) => Task.Run(
        () =>
        {
            for (var i = 0; i < Flood && sockets.Count < Most && !cancellation.IsCancellationRequested; i++)
            {
                try
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + (i % Sources))]), 0));
                    socket.Connect(IPAddress.Loopback, port);
                    sockets.Add(socket);
                }
                catch (SocketException full) when (full.SocketErrorCode is SocketError.TooManyOpenSockets)
                {
                    // The oldest make room: those that the server closed long ago.
                    foreach (var old in sockets.Where(socket => socket.Poll(0, SelectMode.SelectRead)).Take(1_000).ToArray())
                    {
                        old.Dispose();
                        sockets.Remove(old);
                    }
                }
                catch (SocketException)
                {
                    // Refused: that is an answer too.
                }
            }
        },
        CancellationToken.None);

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
