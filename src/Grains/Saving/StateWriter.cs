namespace Portal.Saving;

/// <summary>
/// The state of one activation and the only way to write it: guarded, and followed by what follows from it, at once or in a
/// moment. Called on the grain's own scheduler.
/// </summary>
/// <typeparam name="TState">What is stored: immutable, another instance for each write.</typeparam>
internal sealed class StateWriter<TState>
    where TState : class, IStored
{
    private readonly IPersistentState<TState> store;
    private readonly IFollowUp<TState> follow;
    private readonly SavingParts parts;
    private readonly FollowUpRun<TState> run;

    public StateWriter(IGrainBase grain, IPersistentState<TState> store, IFollowUp<TState> follow, SavingParts parts)
    {
        (this.store, this.follow, this.parts) = (store, follow, parts);
        Key = grain.GrainContext.GrainId.Key.ToString()!;
        run = new FollowUpRun<TState>(grain, store, follow, parts);
    }

    public string Key { get; }

    public TState Now => store.State;

    /// <summary>Makes up for what an earlier life of the grain left undone.</summary>
    public async Task Activate()
    {
        var state = Now;
        if (state.Version == 0)
            return;
        if (await IsFollowed(state))
            run.Trust(state);
        else
            await run.MakeUp();
    }

    /// <summary>The same without a look at whether anything was left.</summary>
    public Task MakeUp() => Now.Version == 0 ? Task.CompletedTask : run.MakeUp();

    /// <summary>Does all that follows again, also where it seems done.</summary>
    /// <exception cref="StoreUnavailableException">It could not be done; it is done again by itself.</exception>
    public async Task Repair()
    {
        if (Now.Version == 0)
            return;
        run.Doubt();
        if (!await run.Complete())
            throw new StoreUnavailableException(StoreFault.Unreachable, $"What follows from {Key} could not be done.");
    }

    /// <summary>What is kept in the state until it is settled, with what this change adds.</summary>
    /// <exception cref="StoreUnavailableException">So much is waiting that a further change would lose some of it.</exception>
    public T[] Carry<T>(T[] waiting, params ReadOnlySpan<T> added)
    {
        if (run.IsSettled)
            return [.. added];
        return waiting.Length + added.Length <= SavingParts.MostWaiting
            ? [.. waiting, .. added]
            : throw new StoreUnavailableException(StoreFault.Behind);
    }

    /// <summary>Writes a change; from here on it is made.</summary>
    /// <returns>Whether the front ends were told; false also when it is not known yet.</returns>
    public async Task<bool> Commit(TState next)
    {
        await Write(next);
        return await Follow();
    }

    /// <summary>The first half of <see cref="Commit"/>, for writes that have to wait for each other.</summary>
    public async Task Write(TState next)
    {
        try
        {
            await store.Replace(next);
        }
        catch
        {
            run.GoOn();
            throw;
        }
    }

    /// <summary>Before anything is done on the way to a change that could not be written.</summary>
    /// <exception cref="StoreUnavailableException">
    /// A newer release wrote the document in a way that this one may not write over.
    /// </exception>
    public void RequireWritable() => store.RequireWritable();

    /// <summary>The second half.</summary>
    public Task<bool> Follow() => run.Run();

    /// <summary>Writes what nobody else hears of: no version, no rows, no audit.</summary>
    public async Task Keep(TState next)
    {
        await Write(next);
        run.GoOn();
    }

    /// <summary>Waits until rows and document say the same.</summary>
    /// <exception cref="StoreUnavailableException">The rows can't be written now.</exception>
    public async Task RequireSettled()
    {
        if (!run.IsSettled && !await run.Complete())
            throw new StoreUnavailableException(StoreFault.Unreachable, $"The rows of {Key} can't be written.");
    }

    private async Task<bool> IsFollowed(TState state)
    {
        try
        {
            return await parts.Rows.AreSettled(follow.Subject, Key, state.SettlesAt);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Rows that can't be read are no reason for the document not to be there.
            return false;
        }
    }
}
