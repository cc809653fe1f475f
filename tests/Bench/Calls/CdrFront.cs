using System.Globalization;
using Portal.Calls;
using Portal.Domains;
using Portal.Saving;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>
/// The product's process on the same database, a contact of the largest customer signed in to it, and its memory all the while.
/// </summary>
internal sealed class CdrFront : IAsyncDisposable
{
    private const string Host = "calls.bench.example";
    private const double MostGrowth = 50;
    private const double MostSqlite = 50;
    private const int WarmUp = 30;

    private readonly Peer peer;
    private readonly HttpClient client;
    private readonly string cookie;
    private readonly bool isSqlite;
    private readonly CancellationTokenSource ended = new();
    private readonly List<double> memory = [];
    private Task watch = Task.CompletedTask;

    private CdrFront(Peer peer, string cookie, bool isSqlite)
    {
        (this.peer, this.cookie, this.isSqlite) = (peer, cookie, isSqlite);
        client = Bench.Warm.Client(peer.Port);
        client.Timeout = TimeSpan.FromMinutes(10);
    }

    public static async Task<CdrFront> Start(ListStore store)
    {
        var session = "";
        await SessionSeed.OnGrains(store.Settings, async grains =>
        {
            var domain = new DomainSettings { Host = Host, BrandName = "Bench", Access = ["cdr", "breakout"] };
            var saved = await grains.GetGrain<IDomainGrain>(Host).Create(domain, new Change("bench-domain", Actor.System));
            if (!saved.IsSaved)
                throw new InvalidOperationException(string.Join(' ', saved.Errors.Select(error => error.Reason)));
            session = (await SessionSeed.Sessions(grains, CallVolume.Customer(0), "READER", Host, 1))[0];
        });
        var settings = store.Settings.Where(one => one.Value is not null && one.Key != "Portal:DataDirectory");
        var (peer, _) = await PortalPeer.Start(
            "front end", store.Data, Ports.Free(), Ports.Free(), [.. settings.Select(one => $"--{one.Key}={one.Value}")]);
        await OneVisit.PayAll(peer.Port, "/sign-in", [(Host, null)]);
        return new CdrFront(peer, session, store.Connection is null);
    }

    /// <summary>As an address says it.</summary>
    public string Range(CallQuery query) => string.Create(
        CultureInfo.InvariantCulture, $"from={query.From:yyyy-MM-dd'T'HH:mm:ss'Z'}&to={query.To:yyyy-MM-dd'T'HH:mm:ss'Z'}&tz=UTC");

    public async Task Once(string name, string path, int times, CdrFigures figures)
    {
        var spent = await Ask(path, times);
        Figures.Row(name, Figures.Number(Figures.Median(spent), 1), Figures.Number(Figures.Percentile(spent, 0.99), 1));
        figures.Keep(name + ", ms", Figures.Median(spent));
    }

    /// <summary>Once everything that is measured later, which nobody counts: from then on its memory is watched.</summary>
    public async Task Warm(CallQuery month)
    {
        foreach (var path in (string[])["/cdr", "/breakout"])
            await Ask($"{path}?{Range(month)}", WarmUp);
        await Download($"/cdr.csv?{Range(month)}");
        watch = Watch();
    }

    /// <summary>Two pages.</summary>
    public async Task Compare(string name, string first, string second, int times, CdrFigures figures)
    {
        await Once(name.Split(" · ")[0], first, times, figures);
        await Once("over HTTPS: " + name.Split(" · ")[1], second, times, figures);
        if (isSqlite)
            figures.Line("server's time of a first page, p99 ms", Figures.Percentile(await Ask(first, times), 0.99), 1, atMost: MostSqlite);
    }

    /// <returns>Lines less the head, and bytes.</returns>
    public async Task<(long Rows, long Bytes)> Download(string path)
    {
        using var response = await Send(path);
        await using var body = await response.Content.ReadAsStreamAsync();
        var (buffer, lines, bytes) = (new byte[64 * 1024], 0L, 0L);
        for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return (lines - 1, bytes);
    }

    public void Print(CdrFigures figures)
    {
        var (least, most) = (memory.Min(), memory.Max());
        figures.Line("front end's memory once it is warm, MiB", memory[0]);
        figures.Line("the most of it from then on, MiB", most);
        figures.Line("how far it moved, MiB", most - least, 0, atMost: MostGrowth);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await watch;
        client.Dispose();
        await peer.DisposeAsync();
        ended.Dispose();
    }

    private async Task<List<double>> Ask(string path, int times)
    {
        var spent = new List<double>(times);
        for (var i = 0; i < times; i++)
        {
            spent.Add((await CdrFigures.Time(async () =>
            {
                using var response = await Send(path);
                await response.Content.ReadAsByteArrayAsync();
            })).TotalMilliseconds);
        }

        return spent;
    }

    private async Task<HttpResponseMessage> Send(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{Host}{path}");
        request.Headers.Add("Cookie", H2Load.SessionCookie + cookie);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.IsSuccessStatusCode
            ? response
            : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {response.Headers.Location}");
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        memory.Add(peer.ResidentMebibytes());
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
                memory.Add(peer.ResidentMebibytes());
        }
        catch (OperationCanceledException)
        {
            // All is measured.
        }
    }
}
