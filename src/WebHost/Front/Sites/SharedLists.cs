using System.Collections.Concurrent;

namespace Portal.WebHost.Front;

/// <summary>
/// Lists of keys that many documents have alike (sections, columns, currencies), once each. A document's own copy of the usual
/// ones is two thirds of what it takes in memory.
/// </summary>
internal sealed class SharedLists
{
    // Beyond it a list is kept as it came.
    private const int Most = 4_000;

    private readonly ConcurrentDictionary<string[], string[]> known = new(new ByContent());

    /// <summary>A list with the same keys in the same order.</summary>
    public string[] Of(string[]? list) =>
        list is not { Length: > 0 } ? []
        : known.TryGetValue(list, out var shared) ? shared
        : known.Count < Most ? known.GetOrAdd(list, list) : list;

    private sealed class ByContent : IEqualityComparer<string[]>
    {
        public bool Equals(string[]? x, string[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(string[] list)
        {
            var hash = default(HashCode);
            foreach (var key in list)
                hash.Add(key, StringComparer.Ordinal);
            return hash.ToHashCode();
        }
    }
}
