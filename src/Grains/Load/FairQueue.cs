namespace Portal.Load;

/// <summary>What became of something that was to wait.</summary>
internal enum Admission
{
    /// <summary>It waits.</summary>
    Waits,

    /// <summary>Its source has as much waiting as one may.</summary>
    ShareFull,

    /// <summary>All places are taken, by others who have no more than their share.</summary>
    Full,
}

/// <summary>
/// A bounded queue that is fair by host, and at each host by source. One source has a bound of its own. When all places
/// are taken, whoever has fewer waiting takes the last place of whoever has most. Pure; one caller at a time.
/// </summary>
/// <param name="capacity">How many may wait.</param>
/// <param name="share">How many of one source, at whatever hosts.</param>
internal sealed class FairQueue<T>(int capacity, int share)
    where T : class
{
    private readonly FairTurns turns = new();
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> sources = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    /// <param name="displaced">What has to leave for it.</param>
    public Admission Add(string host, string source, T item, out T? displaced)
    {
        displaced = null;
        if (sources.GetValueOrDefault(source) >= share)
            return Admission.ShareFull;
        if (Count >= capacity && (displaced = Displace(host, source)) is null)
            return Admission.Full;
        AddOwn(host, source, item);
        return Admission.Waits;
    }

    /// <summary>For what nobody outside asked for: it takes turns with the others and needs no place.</summary>
    public void AddOwn(string host, string source, T item)
    {
        if (!lines.TryGetValue(host, out var line))
        {
            lines.Add(host, line = new Line());
            turns.Join(host);
        }

        line.Add(source, item);
        sources[source] = sources.GetValueOrDefault(source) + 1;
        Count++;
    }

    /// <summary>Null: nothing waits.</summary>
    public T? Take()
    {
        if (turns.Next() is not { } host)
            return null;
        var line = lines[host];
        var (source, item) = line.Take();
        Left(source);
        if (line.Count > 0)
            turns.Join(host);
        else
            lines.Remove(host);
        return item;
    }

    private T? Displace(string host, string source)
    {
        var (longest, line) = lines.MaxBy(pair => pair.Value.Count);
        var has = lines.GetValueOrDefault(host)?.Count ?? 0;
        var (who, count) = line.Longest();
        // Nobody is put out by whoever would then have as many.
        if (host == longest ? line.CountOf(source) + 1 >= count : has + 1 >= line.Count)
            return null;
        var item = line.TakeLast(who);
        Left(who);
        if (line.Count == 0)
        {
            lines.Remove(longest);
            turns.Leave(longest);
        }

        return item;
    }

    private void Left(string source)
    {
        Count--;
        if (--sources[source] == 0)
            sources.Remove(source);
    }

    /// <summary>What waits at one host.</summary>
    private sealed class Line
    {
        private readonly FairTurns turns = new();
        private readonly Dictionary<string, LinkedList<T>> sources = new(StringComparer.Ordinal);

        public int Count { get; private set; }

        public int CountOf(string source) => sources.TryGetValue(source, out var items) ? items.Count : 0;

        public (string Source, int Count) Longest()
        {
            var (source, items) = sources.MaxBy(pair => pair.Value.Count);
            return (source, items.Count);
        }

        public void Add(string source, T item)
        {
            if (!sources.TryGetValue(source, out var items))
            {
                sources.Add(source, items = new());
                turns.Join(source);
            }

            items.AddLast(item);
            Count++;
        }

        public (string Source, T Item) Take()
        {
            var source = turns.Next()!;
            var items = sources[source];
            var item = items.First!.Value;
            items.RemoveFirst();
            Count--;
            if (items.Count > 0)
                turns.Join(source);
            else
                sources.Remove(source);
            return (source, item);
        }

        public T TakeLast(string source)
        {
            var items = sources[source];
            var item = items.Last!.Value;
            items.RemoveLast();
            Count--;
            if (items.Count == 0)
            {
                sources.Remove(source);
                turns.Leave(source);
            }

            return item;
        }
    }
}
