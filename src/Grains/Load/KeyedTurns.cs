namespace Portal.Load;

/// <summary>
/// Turns by key: so many at once of each, first come, first served. A key that nobody holds or waits for takes no room.
/// Safe for many callers at once.
/// </summary>
/// <remarks>
/// Not the framework's <c>PartitionedRateLimiter</c>, which drops a partition that was idle for ten seconds also under somebody
/// who has found it and is about to take it: the next one gets a new partition beside it, and two hold what is one's (ADR 0031).
/// </remarks>
internal sealed class KeyedTurns(int atOnce, IEqualityComparer<string> keys)
{
    private readonly Dictionary<string, Line> lines = new(keys);

    /// <returns>Dispose it when done.</returns>
    public async Task<IDisposable> Take(string key, CancellationToken cancellation)
    {
        Line line;
        lock (lines)
        {
            if (!lines.TryGetValue(key, out line!))
                lines.Add(key, line = new Line(atOnce));
            line.Users++;
        }

        try
        {
            await line.Free.WaitAsync(cancellation);
            return new Turn(this, key, line);
        }
        catch
        {
            Leave(key, line);
            throw;
        }
    }

    private void Leave(string key, Line line)
    {
        lock (lines)
        {
            if (--line.Users > 0)
                return;
            lines.Remove(key);
        }

        line.Free.Dispose();
    }

    private sealed class Line(int atOnce)
    {
        public SemaphoreSlim Free { get; } = new(atOnce);

        public int Users { get; set; }
    }

    private sealed class Turn(KeyedTurns turns, string key, Line line) : IDisposable
    {
        private int done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref done, 1) != 0)
                return;
            line.Free.Release();
            turns.Leave(key, line);
        }
    }
}
