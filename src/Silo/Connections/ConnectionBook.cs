namespace Portal.Hosting.Connections;

/// <summary>
/// Bounds open connections, in all and by address. Where a bound is reached, those that never said anything close first,
/// the oldest first; then those that never asked anything; then those that rest longest. If there is none, the new one is
/// refused. What stays silent for long is closed anyway.
/// </summary>
/// <param name="total">In all.</param>
/// <param name="perAddress">Of one address (<c>SourceNetwork</c>).</param>
internal sealed class ConnectionBook(int total, int perAddress, TimeProvider clock)
{
    /// <summary>How long a connection may say nothing at all. A proxy may open some ahead of need.</summary>
    public static readonly TimeSpan FirstByte = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan FirstByteOfProxy = TimeSpan.FromMinutes(2);

    /// <summary>How long it may take to a first whole request, handshake included.</summary>
    public static readonly TimeSpan FirstRequest = TimeSpan.FromSeconds(20);

    // Looking for those that rest takes a look at all: several leave at once then, and finding none is believed for a moment.
    private const int RestingAtOnce = 64;
    private static readonly TimeSpan NoneRests = TimeSpan.FromMilliseconds(200);

    private readonly Lock held = new();
    private readonly LinkedList<BookEntry> unheard = new();
    private readonly LinkedList<BookEntry> unasked = new();
    private readonly LinkedList<BookEntry> asked = new();
    private readonly Dictionary<string, Address> addresses = new(StringComparer.Ordinal);
    private int closed;
    private int refused;
    private long noneRested = long.MinValue;

    public int Total => total;

    public int Count
    {
        get
        {
            lock (held)
                return unheard.Count + unasked.Count + asked.Count;
        }
    }

    /// <summary>How many were closed and refused because of a bound since the last time.</summary>
    public (int Closed, int Refused) TakeCounts()
    {
        lock (held)
        {
            var counts = (closed, refused);
            (closed, refused) = (0, 0);
            return counts;
        }
    }

    /// <param name="network">Null: it is counted in all alone, or named later.</param>
    /// <returns>Null: it is refused.</returns>
    public BookEntry? Admit(string? network, bool isProxy)
    {
        BookEntry? entry = null;
        List<BookEntry> leaving = [];
        lock (held)
        {
            // Whose own bound is reached takes nobody else's place.
            if ((network is null || MakeRoomOf(network, leaving)) && MakeRoom(leaving))
            {
                entry = new(this, isProxy, clock.GetTimestamp());
                entry.InAll = unheard.AddLast(entry);
                if (network is not null)
                    Join(entry, network);
            }
            else
            {
                refused++;
            }
        }

        Close(leaving);
        return entry;
    }

    /// <summary>Somewhere else files ran out: the oldest silent one makes room.</summary>
    public void CloseOldest()
    {
        List<BookEntry> leaving = [];
        lock (held)
            LeaveOldest(leaving);

        Close(leaving);
    }

    /// <summary>Closes what was silent for too long.</summary>
    public void Sweep()
    {
        List<BookEntry> leaving = [];
        lock (held)
        {
            var now = clock.GetTimestamp();
            Sweep(unheard, entry => entry.IsProxy ? FirstByteOfProxy : FirstByte, now, leaving);
            Sweep(unasked, entry => entry.IsProxy ? FirstByteOfProxy : FirstRequest, now, leaving);
        }

        Close(leaving);
    }

    internal void Heard(BookEntry entry)
    {
        lock (held)
        {
            if (entry.Silence == Silence.Unheard)
                Move(entry, Silence.Unasked);
        }
    }

    internal void Asked(BookEntry entry)
    {
        lock (held)
        {
            if (entry.Silence == Silence.None)
                return;
            Move(entry, Silence.None);
            // It has said something: others of its address close before it.
            if (entry.InNetwork is { List: { } list } node)
                list.Remove(node);
        }
    }

    internal bool Name(BookEntry entry, string network)
    {
        List<BookEntry> leaving = [];
        bool named;
        lock (held)
        {
            named = !entry.IsClosing && entry.Network is null && MakeRoomOf(network, leaving);
            if (named)
                Join(entry, network);
            else
                refused++;
        }

        Close(leaving);
        return named;
    }

    internal void Left(BookEntry entry)
    {
        lock (held)
        {
            if (!entry.IsClosing)
                Remove(entry);
        }
    }

    private LinkedList<BookEntry> ListOf(Silence silence) => silence switch
    {
        Silence.Unheard => unheard,
        Silence.Unasked => unasked,
        Silence.None => asked,
    };

    private void Move(BookEntry entry, Silence to)
    {
        if (!entry.IsClosing && entry.InAll is { List: not null } node)
        {
            node.List.Remove(node);
            ListOf(to).AddLast(node);
        }

        entry.Silence = to;
    }

    private void Join(BookEntry entry, string network)
    {
        if (!addresses.TryGetValue(network, out var address))
            addresses.Add(network, address = new Address());
        address.Count++;
        entry.Network = network;
        if (entry.Silence != Silence.None)
            entry.InNetwork = address.Silent.AddLast(entry);
    }

    private void Remove(BookEntry entry)
    {
        if (entry.InAll is { List: { } all } node)
            all.Remove(node);
        if (entry.InNetwork is { List: { } silent } own)
            silent.Remove(own);
        if (entry.Network is { } network && addresses.TryGetValue(network, out var address) && --address.Count == 0)
            addresses.Remove(network);
        entry.Network = null;
    }

    private bool MakeRoom(List<BookEntry> leaving)
    {
        if (unheard.Count + unasked.Count + asked.Count < total)
            return true;
        var before = leaving.Count;
        LeaveOldest(leaving);
        return leaving.Count > before;
    }

    private bool MakeRoomOf(string network, List<BookEntry> leaving)
    {
        if (!addresses.TryGetValue(network, out var address) || address.Count < perAddress)
            return true;
        if (address.Silent.First?.Value is not { } oldest)
            return false;
        Leave(oldest, leaving);
        return true;
    }

    private void LeaveOldest(List<BookEntry> leaving)
    {
        if ((unheard.First ?? unasked.First)?.Value is { } oldest)
            Leave(oldest, leaving);
        else
            LeaveResting(leaving);
    }

    private void LeaveResting(List<BookEntry> leaving)
    {
        if (noneRested != long.MinValue && clock.GetElapsedTime(noneRested) < NoneRests)
            return;
        foreach (var entry in asked.Where(one => one.RestsSince is not null).OrderBy(one => one.RestsSince).Take(RestingAtOnce).ToArray())
            Leave(entry, leaving);
        noneRested = leaving.Count == 0 ? clock.GetTimestamp() : long.MinValue;
    }

    private void Leave(BookEntry entry, List<BookEntry> leaving)
    {
        Remove(entry);
        entry.IsClosing = true;
        closed++;
        leaving.Add(entry);
    }

    private void Sweep(LinkedList<BookEntry> list, Func<BookEntry, TimeSpan> limit, long now, List<BookEntry> leaving)
    {
        for (var node = list.First; node is not null;)
        {
            var (entry, next) = (node.Value, node.Next);
            var age = clock.GetElapsedTime(entry.Since, now);
            if (age <= FirstByte)
                return;
            if (age > limit(entry))
                Leave(entry, leaving);
            node = next;
        }
    }

    private static void Close(List<BookEntry> leaving)
    {
        // Outside of the lock: closing may run what others hung on it. It gives the file back at once.
        foreach (var entry in leaving)
            entry.Close();
    }

    private sealed class Address
    {
        public int Count { get; set; }

        public LinkedList<BookEntry> Silent { get; } = new();
    }
}
