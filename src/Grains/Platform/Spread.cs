namespace Portal.Platform;

/// <summary>
/// Which member holds which shard: the same answer on every member that sees the same members, and few shards move when one
/// joins or leaves.
/// </summary>
internal static class Spread
{
    /// <param name="kind">The grain type, so that the first shards of each kind don't meet on one member.</param>
    /// <param name="shard">From 0.</param>
    /// <param name="shards">How many there are.</param>
    /// <param name="members">Names of the active members, in any order; not empty.</param>
    /// <returns>The member's place in the list.</returns>
    public static int Home(string kind, int shard, int shards, IReadOnlyList<string> members)
    {
        // Each shard goes to the member that ranks highest for it and has room: no member holds more than its share, rounded up.
        var room = (shards + members.Count - 1) / members.Count;
        var held = new int[members.Count];
        for (var at = 0; ; at++)
        {
            var home = Best(kind, at, members, held, room);
            if (at == shard)
                return home;
            held[home]++;
        }
    }

    private static int Best(string kind, int shard, IReadOnlyList<string> members, int[] held, int room)
    {
        var best = -1;
        var highest = 0UL;
        for (var member = 0; member < members.Count; member++)
        {
            var rank = Rank(kind, shard, members[member]);
            if (held[member] < room
                && (best < 0 || rank > highest || (rank == highest && string.CompareOrdinal(members[member], members[best]) < 0)))
                (best, highest) = (member, rank);
        }

        return best;
    }

    // FNV-1a, then mixed: its last characters alone would decide too little.
    private static ulong Rank(string kind, int shard, string member)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in kind)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        hash = unchecked((hash ^ (uint)shard) * 1099511628211UL);
        foreach (var c in member)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        hash ^= hash >> 32;
        hash = unchecked(hash * 0x9E3779B97F4A7C15UL);
        return hash ^ (hash >> 29);
    }
}
