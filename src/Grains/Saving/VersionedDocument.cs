namespace Portal.Saving;

/// <summary>A stored document that changes by versions: what deciding about a change needs to know of it.</summary>
internal interface IVersionedDocument
{
    long Version { get; }

    /// <summary>Whether it is there: created and not deleted.</summary>
    bool Lives { get; }

    string[] RecentOperations { get; }
}

/// <summary>The rules of every change of a versioned document, in one place.</summary>
internal static class VersionedDocument
{
    /// <summary>
    /// What answers a change of a document before it is tried: 1. it isn't there; 2. this operation was done already;
    /// 3. somebody else changed it since. Null: go on.
    /// </summary>
    public static SaveResult<TView>? Refusal<TView>(this IVersionedDocument now, Change change, Func<TView> view)
        where TView : class =>
        !now.Lives ? SaveResult<TView>.NotFound()
        : now.RecentOperations.Contains(change.OperationId) ? SaveResult<TView>.Saved(view())
        : change.ExpectedVersion is { } expected && expected != now.Version ? SaveResult<TView>.Conflict(view())
        : null;

    /// <summary>Whether this operation created it before (it may have been deleted since); null: it is to be created now.</summary>
    public static SaveResult<TView>? CreatedBefore<TView>(this IVersionedDocument now, Change change, Func<TView> view)
        where TView : class =>
        !now.RecentOperations.Contains(change.OperationId) ? null
        : now.Lives ? SaveResult<TView>.Saved(view())
        : SaveResult<TView>.NotFound();

    /// <summary>Whether this operation deleted it before.</summary>
    public static bool DeletedBefore(this IVersionedDocument now, Change change) =>
        !now.Lives && now.Version > 0 && now.RecentOperations.Contains(change.OperationId);

    /// <exception cref="StoreUnavailableException">A newer release wrote it, in a way that this one may not write over.</exception>
    public static void RequireWritable<TState>(this IPersistentState<TState> store)
    {
        if (store.State is Stored { SchemaVersion: > Stored.Newest })
            throw new StoreUnavailableException(StoreFault.Newer);
    }

    /// <summary>Writes the next state; when that fails memory keeps the old one (the disk may be full, the activation a double).</summary>
    /// <exception cref="StoreUnavailableException">A newer release wrote it, in a way that this one may not write over.</exception>
    public static async Task Replace<TState>(this IPersistentState<TState> store, TState next)
    {
        store.RequireWritable();
        var before = store.State;
        store.State = next;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            store.State = before;
            throw;
        }
    }
}
