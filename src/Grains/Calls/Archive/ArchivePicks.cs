namespace Portal.Calls;

/// <summary>
/// Finds the first calls of a month in an order by time among groups whose times overlap: of each group the rows that may be among them,
/// by their times alone; what they say is read once it is known which.
/// </summary>
/// <param name="after">A place in the order. Of calls at its very time the keys decide, which aren't known before they are read.</param>
internal sealed class ArchivePicks(bool isUp, (long Time, CallKey Key)? after, int most)
{
    private List<(long Time, int Row, ArchiveGroup Group)> picked = [];
    private long? last;

    /// <summary>The groups, that with the nearest time first.</summary>
    public IEnumerable<ArchiveGroup> Ordered(IEnumerable<ArchiveGroup> groups) => isUp
        ? groups.OrderBy(group => group.Range.FirstTime)
        : groups.OrderByDescending(group => group.Range.LastTime);

    /// <summary>Nothing of it is among them, nor of those that come after it.</summary>
    public bool IsBeyond(ArchiveRange range) => last is { } time && (isUp ? range.FirstTime > time : range.LastTime < time);

    public void Add(ArchiveGroup group, List<int> rows, long?[] times)
    {
        picked.AddRange(rows.Select(row => (times[row]!.Value, row, group)).Where(one => !IsAfterLast(one.Value)));
        // Those at the place's time may all be before it.
        if (picked.Count(one => one.Time != after?.Time) < most)
            return;
        picked = [.. isUp ? picked.OrderBy(one => one.Time) : picked.OrderByDescending(one => one.Time)];
        last = picked.Where(one => one.Time != after?.Time).ElementAt(most - 1).Time;
        picked.RemoveAll(one => IsAfterLast(one.Time));
    }

    public async Task<IEnumerable<StoredCall>> Calls(CancellationToken cancellation)
    {
        var found = new List<StoredCall>();
        foreach (var group in picked.GroupBy(one => one.Group))
        {
            found.AddRange(await group.Key.Calls([.. group.Select(one => one.Row)], ArchiveColumns.All, cancellation));
            group.Key.Forget();
        }

        if (after is { } place)
        {
            var at = new StoredCall { CallTime = place.Time, Id = place.Key.Bytes() };
            found.RemoveAll(call => ArchiveOrder.Compare(call, at) is var order && (isUp ? order <= 0 : order >= 0));
        }

        found.Sort((one, other) => isUp ? ArchiveOrder.Compare(one, other) : ArchiveOrder.Compare(other, one));
        return found.Take(most);
    }

    private bool IsAfterLast(long time) => last is { } at && (isUp ? time > at : time < at);
}
