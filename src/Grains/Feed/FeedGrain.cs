using Portal.Platform;

namespace Portal.Feed;

/// <summary>
/// A ring of the last notes with a random epoch for each activation: whoever comes with another epoch, or has fallen
/// behind the ring, is told to look at everything again.
/// </summary>
[GrainType("feed")]
[Spread(FeedKeys.Shards)]
internal sealed class FeedGrain(FeedLeaving silo, SpreadHome home, TimeProvider clock) : Grain, IFeedGrain, IGrainMigrationParticipant
{
    private const string Memory = "feed";
    private const int Capacity = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Between two polls of a front end that is still sent here.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(200);

    private Guid epoch = Guid.NewGuid();
    private readonly FeedNote[] ring = new FeedNote[Capacity];
    private long last;
    private TaskCompletionSource arrived = NewSignal();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Whoever waits for a note is sent on: it is idle only when nobody waits.
        home.Keep(this, FeedKeys.Shards, Signal);
        return Task.CompletedTask;
    }

    /// <summary>Taken along to the new home, so that a member that joins costs no front end a look at everything.</summary>
    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue(Memory, new FeedMemory(
        epoch, last, [.. Enumerable.Range(0, (int)Math.Min(last, Capacity)).Select(back => ring[(last - back) % Capacity])]));

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (!rehydrationContext.TryGetValue<FeedMemory>(Memory, out var memory) || memory is null)
            return;
        (epoch, last) = (memory.Epoch, memory.Last);
        for (var back = 0; back < memory.Notes.Length; back++)
            ring[(last - back) % Capacity] = memory.Notes[back];
    }

    public Task Publish(FeedNote note)
    {
        last++;
        ring[last % Capacity] = note;
        Signal();
        return Task.CompletedTask;
    }

    public async Task<FeedPage> Poll(Guid epoch, long sequence, CancellationToken cancellation)
    {
        if (epoch != this.epoch || sequence > last || last - sequence > Capacity)
            return new FeedPage(this.epoch, last, Reset: true, []);

        if (sequence == last)
            await WaitForNote(cancellation);

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

    /// <summary>Until one arrives, this silo begins to leave, or it was long enough.</summary>
    private async Task WaitForNote(CancellationToken cancellation)
    {
        // A silo that leaves waits for the calls that run: it would wait for nothing for as long as this takes.
        var leaving = silo.IsLeaving;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var enough = Task.Delay(leaving ? Farewell : Patience, clock, over.Token);
        // With the end of patience among them: one that is merely given up stays hung on the others, one more each poll, until a
        // note arrives.
        await await (leaving ? Task.WhenAny(arrived.Task, enough) : Task.WhenAny(arrived.Task, silo.Leaves, enough));
        await over.CancelAsync();
    }

    private void Signal()
    {
        var waiting = arrived;
        arrived = NewSignal();
        waiting.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What a feed knows, on its way to another member.</summary>
/// <param name="Notes">The newest first.</param>
[GenerateSerializer, Immutable, Alias("portal.FeedMemory")]
internal sealed record FeedMemory([property: Id(0)] Guid Epoch, [property: Id(1)] long Last, [property: Id(2)] FeedNote[] Notes);
