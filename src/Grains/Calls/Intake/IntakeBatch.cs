namespace Portal.Calls;

/// <summary>Calls that wait to be stored together: so many, so large, and no longer than a moment.</summary>
internal sealed class IntakeBatch(TimeProvider clock)
{
    /// <summary>What its lines took in the body: as calls they take about four times as much.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly List<(Call Call, long Line)> calls = [];
    private int bytes;
    private long began;

    public IReadOnlyList<(Call Call, long Line)> Calls => calls;

    public bool IsEmpty => calls.Count == 0;

    public bool IsFull => calls.Count >= CallBatch.Most || bytes >= MostBytes;

    /// <summary>How long its first call may still wait for others.</summary>
    public TimeSpan Left => Patience - clock.GetElapsedTime(began);

    public void Add(Call call, long line, int size)
    {
        if (IsEmpty)
            began = clock.GetTimestamp();
        calls.Add((call, line));
        bytes += size;
    }

    public void Clear()
    {
        calls.Clear();
        bytes = 0;
    }
}
