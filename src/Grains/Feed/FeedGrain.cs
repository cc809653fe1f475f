namespace Portal.Feed;

/// <summary>
/// A ring of the last notes with a random epoch for each activation: whoever comes with another epoch, or has fallen
/// behind the ring, is told to look at everything again.
/// </summary>
[GrainType("feed")]
internal sealed class FeedGrain(FeedLeaving silo, TimeProvider clock) : Grain, IFeedGrain
{
    private const int Capacity = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Between two polls of a front end that is still sent here.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(200);

    private readonly Guid epoch = Guid.NewGuid();
    private readonly FeedNote[] ring = new FeedNote[Capacity];
    private long last;
    private TaskCompletionSource arrived = NewSignal();

    public Task Publish(FeedNote note)
    {
        last++;
        ring[last % Capacity] = note;
        var waiting = arrived;
        arrived = NewSignal();
        waiting.SetResult();
        return Task.CompletedTask;
    }

    public async Task<FeedPage> Poll(Guid epoch, long sequence, CancellationToken cancellation)
    {
        if (epoch != this.epoch || sequence > last || last - sequence > Capacity)
            return new FeedPage(this.epoch, last, Reset: true, []);

        if (sequence == last)
        {
            try
            {
                // A silo that leaves waits for the calls that run: it would wait for nothing for as long as this takes.
                if (silo.IsLeaving)
                    await arrived.Task.WaitAsync(Farewell, clock, cancellation);
                else
                    await Task.WhenAny(arrived.Task, silo.Leaves).WaitAsync(Patience, clock, cancellation);
            }
            catch (TimeoutException)
            {
                return new FeedPage(this.epoch, last, Reset: false, []);
            }
        }

        if (last - sequence > Capacity)
            return new FeedPage(this.epoch, last, Reset: true, []);

        // Many notes for one key (a bulk edit) tell no more than the newest of them.
        var newest = new Dictionary<string, FeedNote>(StringComparer.Ordinal);
        for (var at = sequence + 1; at <= last; at++)
        {
            var note = ring[at % Capacity];
            if (!newest.TryGetValue(note.Key, out var known) || known.Version < note.Version)
                newest[note.Key] = note;
        }

        return new FeedPage(this.epoch, last, Reset: false, [.. newest.Values]);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
