using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Portal.Tests.Bench.Fleet;

/// <summary>What one request came to.</summary>
/// <param name="At">Since the load began.</param>
internal sealed record Outcome(int Member, TimeSpan At, TimeSpan Took, bool Ok, string What);

/// <summary>Visitors and staff at some members: each save is numbered, so that afterwards a lost one is found.</summary>
internal sealed class Load : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource stop = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<int, long> acknowledged = new();
    private readonly List<Task> running = [];

    public ConcurrentQueue<Outcome> Pages { get; } = new();

    public ConcurrentQueue<Outcome> Saves { get; } = new();

    public TimeSpan Now => watch.Elapsed;

    /// <summary>One visitor and one writer at this member; the writer has a domain of its own.</summary>
    public void At(Member member, int domain)
    {
        running.Add(Visit(member, domain));
        running.Add(Save(member, domain));
    }

    public async Task End()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running);
    }

    /// <returns>Domains whose last acknowledged save is not there.</returns>
    public async Task<IReadOnlyList<int>> Lost(Member reader)
    {
        using var api = new Api(reader.Http);
        var lost = new List<int>();
        foreach (var (domain, version) in acknowledged)
        {
            if ((long)(await api.Send(HttpMethod.Get, "domains/" + PortalPeer.Host(domain)))["version"]! < version)
                lost.Add(domain);
        }

        return lost;
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        stop.Dispose();
    }

    private async Task Visit(Member member, int domain)
    {
        using var client = Warm.Client(member.Https);
        client.Timeout = TimeSpan.FromSeconds(10);
        while (!stop.IsCancellationRequested)
        {
            await Timed(Pages, member, () => client.GetStringAsync($"https://{PortalPeer.Host(domain)}/sign-in", stop.Token));
            await Pause();
        }
    }

    private async Task Save(Member member, int domain)
    {
        using var api = new Api(member.Http);
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            await Timed(Saves, member, async () =>
            {
                var change = new JsonObject { ["footer"] = number.ToString(CultureInfo.InvariantCulture) };
                var saved = await api.Send(HttpMethod.Patch, "domains/" + PortalPeer.Host(domain), change);
                acknowledged[domain] = (long)saved["version"]!;
            });
            await Pause();
        }
    }

    private async Task Timed(ConcurrentQueue<Outcome> into, Member member, Func<Task> request)
    {
        var at = watch.Elapsed;
        string what = "";
        try
        {
            await request();
        }
        catch (Exception problem)
            when (problem is HttpRequestException or InvalidOperationException or TaskCanceledException or IOException)
        {
            what = problem.Message;
            if (stop.IsCancellationRequested)
                return;
        }

        into.Enqueue(new Outcome(member.Number, at, watch.Elapsed - at, what.Length == 0, what));
    }

    private Task Pause() => Task.Delay(Between, TimeProvider.System, stop.Token)
        .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
