using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>
/// Looks once a second at the calls in progress of those customers that have a page open, all of them in one question, however many pages
/// there are.
/// </summary>
internal sealed partial class LiveWatch(LiveGlances glances, TimeProvider clock, ILogger<LiveWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Lock mutex = new();
    private readonly Dictionary<string, Watched> all = new(StringComparer.Ordinal);

    /// <summary>From now on until it is disposed of, this customer is looked at.</summary>
    public Watched Watch(string customer)
    {
        lock (mutex)
        {
            if (!all.TryGetValue(customer, out var watched))
                all[customer] = watched = new(customer, Leave);
            watched.Watchers++;
            return watched;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        var isLost = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await Look(stoppingToken);
                    isLost = false;
                }
                catch (Exception problem) when (problem is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
                {
                    if (!isLost)
                        LogLost(logger, problem);
                    isLost = true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task Look(CancellationToken cancellation)
    {
        Watched[] present;
        lock (mutex)
            present = [.. all.Values];
        if (present.Length == 0)
            return;
        var found = await glances.Of([.. present.Select(one => one.Customer)], cancellation);
        foreach (var one in present)
            one.Latest = found[one.Customer];
    }

    private void Leave(Watched watched)
    {
        lock (mutex)
        {
            if (--watched.Watchers == 0)
                all.Remove(watched.Customer);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can say which calls are in progress; open pages show what was there.")]
    private static partial void LogLost(ILogger logger, Exception problem);

    /// <summary>A customer that somebody has a page of.</summary>
    internal sealed class Watched(string customer, Action<Watched> leave) : IDisposable
    {
        private volatile LiveGlance? latest;

        public string Customer => customer;

        /// <summary>Null: it wasn't looked at yet.</summary>
        public LiveGlance? Latest
        {
            get => latest;
            set => latest = value;
        }

        public int Watchers { get; set; }

        public void Dispose() => leave(this);
    }
}
