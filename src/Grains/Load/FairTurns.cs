namespace Portal.Load;

/// <summary>
/// Whose turn is next among keys that wait: each in turn, and whoever comes new is served before those that were served
/// already (start-time fair queuing). Who leaves and comes back at once gains nothing. Pure; one caller at a time.
/// </summary>
internal sealed class FairTurns
{
    private readonly PriorityQueue<string, (long Turn, long Order)> waiting = new();
    private readonly Dictionary<string, long> due = new(StringComparer.Ordinal);
    private long now;
    private long order;

    /// <summary>The key begins to wait. Each waits once at a time.</summary>
    public void Join(string key) => waiting.Enqueue(key, (Math.Max(now, due.GetValueOrDefault(key)), order++));

    /// <summary>The key waits no longer, without a turn.</summary>
    public void Leave(string key) => waiting.Remove(key, out _, out _, StringComparer.Ordinal);

    /// <summary>Null: nobody waits.</summary>
    public string? Next()
    {
        if (!waiting.TryDequeue(out var key, out var at))
            return null;
        now = at.Turn;
        due[key] = now + 1;
        if (due.Count > (waiting.Count * 2) + 64)
            Forget();
        return key;
    }

    // What was due before now says nothing any more.
    private void Forget()
    {
        foreach (var (key, turn) in due)
        {
            if (turn <= now)
                due.Remove(key);
        }
    }
}
