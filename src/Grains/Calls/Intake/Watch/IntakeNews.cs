namespace Portal.Calls;

/// <summary>What came of one switch since it was last told.</summary>
internal sealed record SwitchNews
{
    public long Accepted { get; init; }
    public long Duplicates { get; init; }
    public long Rejected { get; init; }

    /// <summary>When the newest call was made, in milliseconds since 1970; null: no call was read.</summary>
    public long? NewestCall { get; init; }

    /// <summary>From the end of each accepted call to when it came in, in milliseconds, summed up.</summary>
    public long DelayMs { get; init; }

    /// <summary>Why the last line that wasn't taken wasn't.</summary>
    public string? LastError { get; init; }

    public SwitchNews And(SwitchNews later) => new()
    {
        Accepted = Accepted + later.Accepted,
        Duplicates = Duplicates + later.Duplicates,
        Rejected = Rejected + later.Rejected,
        NewestCall = NewestCall is { } one && later.NewestCall is { } other ? Math.Max(one, other) : NewestCall ?? later.NewestCall,
        DelayMs = DelayMs + later.DelayMs,
        LastError = later.LastError ?? LastError,
    };
}

/// <summary>What a body brought, by switch. Of a switch that can't be known the name is empty. One caller at a time.</summary>
internal sealed class IntakeNews
{
    private const int LongestName = CallReading.LongestText;

    // Of one body: whoever makes names up fills no memory.
    private const int MostSwitches = 100;

    private readonly Dictionary<string, SwitchNews> bySwitch = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SwitchNews> BySwitch => bySwitch;

    public void Rejected(string? name, string reason) => Add(name, new() { Rejected = 1, LastError = reason });

    /// <summary>Nothing of a body could be read.</summary>
    public void Failed(string? name, string reason) => Add(name, new() { LastError = reason });

    /// <param name="known">The lines that were there already.</param>
    public void Stored(IReadOnlyList<CallLine> lines, IReadOnlySet<long> known, DateTimeOffset now)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        foreach (var group in lines.GroupBy(line => line.Call.Switch, StringComparer.Ordinal))
        {
            var (accepted, all, newest, delay) = (0L, 0L, long.MinValue, 0L);
            foreach (var line in group)
            {
                all++;
                var began = line.Call.CallTime.ToUnixTimeMilliseconds();
                newest = Math.Max(newest, began);
                if (known.Contains(line.Line))
                    continue;
                accepted++;
                delay += Math.Max(0, nowMs - began - (long)(line.Call.Duration * 1000));
            }

            Add(group.Key, new() { Accepted = accepted, Duplicates = all - accepted, NewestCall = newest, DelayMs = delay });
        }
    }

    public void Clear() => bySwitch.Clear();

    private void Add(string? name, SwitchNews news)
    {
        var known = name is { Length: > 0 and <= LongestName } && !name.Any(char.IsControl) ? name : "";
        if (bySwitch.Count >= MostSwitches && !bySwitch.ContainsKey(known))
            known = "";
        bySwitch[known] = bySwitch.TryGetValue(known, out var before) ? before.And(news) : news;
    }
}
