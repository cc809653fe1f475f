namespace Portal.Calls;

/// <summary>Lines that wait to be stored together: so many, so large, and no longer than a moment.</summary>
internal sealed class IntakeBatch(TimeProvider clock)
{
    /// <summary>
    /// What they took in the body: as calls they take about four times as much. Of each body there are two, one filled while the other is
    /// stored.
    /// </summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly List<(Call Call, long Line)> calls = [];
    private readonly List<ReadLine> refused = [];
    private int bytes;
    private long began;

    public IReadOnlyList<(Call Call, long Line)> Calls => calls;

    /// <summary>Lines that no call was made of.</summary>
    public IReadOnlyList<ReadLine> Refused => refused;

    public bool IsEmpty => Count == 0;

    public bool IsFull => Count >= CallBatch.Most || bytes >= MostBytes;

    /// <summary>How long its first line may still wait for others.</summary>
    public TimeSpan Left => Patience - clock.GetElapsedTime(began);

    private int Count => calls.Count + refused.Count;

    public void Add(ReadLine line)
    {
        if (IsEmpty)
            began = clock.GetTimestamp();
        if (line.Call is { } call)
            calls.Add((call, line.Number));
        else
            refused.Add(line);
        bytes += line.Bytes;
    }
}
