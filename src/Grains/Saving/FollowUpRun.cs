using Portal.Metrics;

namespace Portal.Saving;

/// <summary>
/// Does what follows the writes of one activation. One attempt at a time, each with the newest state; whoever saved waits for
/// it no longer than <see cref="Budget"/>, and the grain is free meanwhile. What could not be done is done again, after
/// pauses that grow (ADR 0017).
/// </summary>
internal sealed class FollowUpRun<TState>(
    IGrainBase grain, IPersistentState<TState> store, IFollowUp<TState> follow, SavingParts parts)
    where TState : class, IStored
{
    /// <summary>Note, certificate and DNS together: a user waits for all that follows as long as for one of them.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    private readonly string key = grain.GrainContext.GrainId.Key.ToString()!;
    private readonly string subject = grain.GrainContext.GrainId.ToString();
    private Task<bool> current = Task.FromResult(true);
    private Task<bool>? queued;
    private IGrainTimer? again;
    private int failures;
    private TState? announced;
    private TState? written;
    private bool doubted = true;

    /// <summary>Whether all that follows from the present state is done.</summary>
    public bool IsSettled { get; private set; } = true;

    /// <summary>The rows are known to say this.</summary>
    public void Trust(TState state) => (written, doubted) = (state, false);

    /// <summary>Nobody knows what the rows say: the next attempt writes all of them.</summary>
    public void Doubt() => doubted = true;

    /// <summary>Does what follows a change that was made now, and waits for it within the budget.</summary>
    /// <returns>Whether the front ends were told; false also when it is not known yet.</returns>
    public async Task<bool> Run()
    {
        var shown = await MakeUp();
        Instruments.Saved(follow.Subject.Kind, shown);
        return shown;
    }

    /// <summary>The same for what an earlier life of the grain left undone.</summary>
    public async Task<bool> MakeUp()
    {
        var state = store.State;
        var run = Begin();
        try
        {
            return await run.WaitAsync(Budget, parts.Clock);
        }
        catch (TimeoutException)
        {
            return ReferenceEquals(state, announced);
        }
    }

    /// <summary>Does what follows, and waits to the end of it, for callers that go on only where it is done.</summary>
    public async Task<bool> Complete()
    {
        await Begin();
        return IsSettled;
    }

    /// <summary>
    /// What is not settled is done with the state that was just written, or with the one before, where that write failed: an attempt
    /// that ended meanwhile left it to whoever wrote.
    /// </summary>
    public void GoOn()
    {
        if (!IsSettled && again is null)
            Begin().Ignore();
    }

    private Task<bool> Begin()
    {
        IsSettled = false;
        if (queued is not null)
            return queued;
        return current.IsCompleted ? current = Once() : queued = Next();
    }

    private async Task<bool> Next()
    {
        try
        {
            await current;
        }
        finally
        {
            queued = null;
        }

        return await (current = Once());
    }

    private async Task<bool> Once()
    {
        again?.Dispose();
        again = null;
        var state = store.State;
        var result = await Attempt(state);

        // A newer state has an attempt of its own coming.
        if (!ReferenceEquals(state, store.State) || queued is not null)
            return result.Announced;
        if (result.Problem is null)
        {
            IsSettled = true;
            failures = 0;
            parts.Unsettled.Done(subject);
        }
        else
        {
            var pause = SavingParts.Pause(failures++);
            parts.Unsettled.Report(subject, failures, pause, result.Problem);
            Instruments.Repeated(follow.Subject.Kind);
            (grain as IStays)?.Stay(ShortStay.ForTimer(pause));
            again = grain.RegisterGrainTimer(
                _ => Begin(), new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
        }

        return result.Announced;
    }

    private async Task<FollowedUp> Attempt(TState state)
    {
        var before = doubted ? null : written;
        doubted = false;
        // Rows first: whoever is told of the change finds them.
        var problem = await FollowedUp.Try(null, () => follow.Rows(key, state, before));
        if (problem is null)
            written = state;
        else
            Doubt();
        var told = false;
        problem = await FollowedUp.Try(problem, async () =>
            told = follow.Note(key, state, before) is not { } note || await parts.Feed.Publish(note.Key, note.Version));
        if (told)
            announced = state;
        return new FollowedUp(told, problem ?? await FollowedUp.Try(null, () => Finish(state)));
    }

    private async Task Finish(TState state)
    {
        await follow.Others(key, state);
        if (!ReferenceEquals(state, store.State) || follow.Forget(state) is not { } rest)
            return;
        await store.Replace(rest);
        MakeUp().Ignore();
    }
}
