namespace Portal.WebHost.Front;

/// <summary>What a front end last heard of one document. The entry lives as long as its key is kept; what it holds is immutable.</summary>
internal sealed class SnapshotEntry<T>(string key)
    where T : class
{
    private volatile T? current;
    private volatile object? derived;
    private volatile bool isAsked;

    public string Key { get; } = key;

    /// <summary>Null before the first load, and once the entry was evicted: whoever still holds it must ask anew.</summary>
    public T? Current
    {
        get => current;
        set => current = value;
    }

    /// <summary>What was made of <see cref="Current"/>, for whoever made it to find again.</summary>
    public object? Derived
    {
        get => derived;
        set => derived = value;
    }

    /// <summary>Somebody asked for <see cref="Derived"/>. Written once for many who ask: what all cores read is not to change.</summary>
    public void Ask()
    {
        if (!isAsked)
            isAsked = true;
    }

    /// <summary>Since this was last asked.</summary>
    public bool TakeAsked()
    {
        var was = isAsked;
        isAsked = false;
        return was;
    }

    public long Version { get; set; } = -1;

    /// <summary>What a note promised: a load that comes back lower is repeated.</summary>
    public long Minimum { get; set; }

    /// <summary>Of the clock's timestamps; 0: due.</summary>
    public long CheckedAt { get; set; }

    /// <summary>When what is here was last known to be the newest; of the clock's timestamps.</summary>
    public long ConfirmedAt { get; set; }

    public Task? Loading { get; set; }
}
