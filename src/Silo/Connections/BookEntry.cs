namespace Portal.Hosting.Connections;

/// <summary>One open connection, as the book knows it. It is a feature of its connection and of each request on it.</summary>
internal sealed class BookEntry(ConnectionBook book, bool isProxy, long since)
{
    private Action? close;
    private int running;
    private long rested;

    /// <summary>The peer speaks for others: it may open connections ahead of need, and tells whose they are.</summary>
    public bool IsProxy => isProxy;

    public long Since => since;

    /// <summary>As it is counted; null: not yet, or in all alone.</summary>
    internal string? Network { get; set; }

    internal Silence Silence { get; set; }

    internal LinkedListNode<BookEntry>? InAll { get; set; }

    internal LinkedListNode<BookEntry>? InNetwork { get; set; }

    internal bool IsClosing { get; set; }

    /// <summary>Since when nothing was asked on it; null: something is being answered.</summary>
    internal long? RestsSince => Volatile.Read(ref running) == 0 ? Volatile.Read(ref rested) : null;

    /// <summary>How it is closed, once its transport is there. It may be about to be already.</summary>
    public void Attach(Action how)
    {
        close = how;
        Interlocked.MemoryBarrier();
        if (IsClosing)
            how();
    }

    /// <summary>A first byte came.</summary>
    public void Heard() => book.Heard(this);

    /// <summary>PROXY protocol told whose it is. False: that address has as many as it may, close it.</summary>
    public bool Name(string network) => book.Name(this, network);

    /// <summary>A request came.</summary>
    public void Begin()
    {
        Interlocked.Increment(ref running);
        if (Silence != Silence.None)
            book.Asked(this);
    }

    /// <summary>It was answered.</summary>
    public void End(long now)
    {
        Volatile.Write(ref rested, now);
        Interlocked.Decrement(ref running);
    }

    public void Left() => book.Left(this);

    internal void Close() => close?.Invoke();
}

/// <summary>What was heard on a connection so far.</summary>
internal enum Silence
{
    /// <summary>No byte.</summary>
    Unheard,

    /// <summary>Something, and no request yet.</summary>
    Unasked,

    /// <summary>Requests.</summary>
    None,
}
