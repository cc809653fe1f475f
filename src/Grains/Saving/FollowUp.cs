using Portal.Metrics;

namespace Portal.Saving;

/// <summary>
/// What follows a commit of one grain: rows, the note to the front ends, calls of other grains. One attempt at a time, each
/// with the newest state; whoever saved waits for it no longer than <see cref="Budget"/>, and the grain is free meanwhile.
/// What could not be done is done again, after pauses that grow. Called on the grain's own scheduler (ADR 0017).
/// </summary>
/// <typeparam name="TState">What is stored: immutable, another instance for each write.</typeparam>
/// <param name="show">Writes the rows and tells the front ends; it may be done again without harm.</param>
/// <param name="finish">Does the rest, what other grains have to do with it, once the rows are there.</param>
internal sealed class FollowUp<TState>(
    IGrainBase grain, FollowUpParts parts, Func<TState> now, Func<TState, Task<FollowedUp>> show, Func<TState, Task>? finish = null)
    where TState : class
{
    /// <summary>Note, certificate and DNS together: a user waits for all that follows as long as for one of them.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    private readonly string subject = grain.GrainContext.GrainId.ToString();
    private readonly string kind = grain.GrainContext.GrainId.Type.ToString()!;
    private Task<bool> current = Task.FromResult(true);
    private Task<bool>? queued;
    private IGrainTimer? again;
    private int failures;
    private TState? announced;

    /// <summary>Whether all that follows from the present state is done.</summary>
    public bool IsSettled { get; private set; } = true;

    /// <summary>Does what follows a change that was made now, and waits for it within the budget.</summary>
    /// <returns>Whether the front ends were told; false also when it is not known yet.</returns>
    public async Task<bool> Run()
    {
        var shown = await MakeUp();
        Instruments.Saved(kind, shown);
        return shown;
    }

    /// <summary>The same for what an earlier life of the grain left undone.</summary>
    public async Task<bool> MakeUp()
    {
        var state = now();
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

    /// <summary>What is kept in the state until it is settled, with what this change adds.</summary>
    /// <exception cref="StoreUnavailableException">So much is waiting that a further change would lose some of it.</exception>
    public T[] Carry<T>(T[] waiting, params ReadOnlySpan<T> added)
    {
        if (IsSettled)
            return [.. added];
        return waiting.Length + added.Length <= FollowUpParts.MostWaiting
            ? [.. waiting, .. added]
            : throw new StoreUnavailableException(StoreFault.Behind);
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
        await current;
        queued = null;
        return await (current = Once());
    }

    private async Task<bool> Once()
    {
        again?.Dispose();
        again = null;
        var state = now();
        var result = await Attempt(state);

        // A newer state has an attempt of its own coming.
        if (!ReferenceEquals(state, now()) || queued is not null)
            return result.Announced;
        if (result.Problem is null)
        {
            IsSettled = true;
            failures = 0;
            parts.Unsettled.Done(subject);
        }
        else
        {
            var pause = FollowUpParts.Pause(failures++);
            parts.Unsettled.Report(subject, failures, pause, result.Problem);
            Instruments.Repeated(kind);
            again = grain.RegisterGrainTimer(
                _ => Begin(), new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
        }

        return result.Announced;
    }

    private async Task<FollowedUp> Attempt(TState state)
    {
        FollowedUp shown;
        try
        {
            shown = await show(state);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            shown = new FollowedUp(false, failure);
        }

        if (shown.Announced)
            announced = state;
        return finish is null || shown.Problem is not null
            ? shown
            : shown with { Problem = await FollowedUp.Try(null, () => finish(state)) };
    }
}
