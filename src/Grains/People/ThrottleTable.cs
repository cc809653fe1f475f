namespace Portal.People;

/// <summary>Counts by key in memory, bounded: the key that was used longest ago leaves first. One caller at a time.</summary>
/// <typeparam name="T">What is counted.</typeparam>
internal sealed class ThrottleTable<T>(int capacity)
{
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value)>> found = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, T Value)> order = new();

    public int Count => found.Count;

    public T? Find(string key) => found.TryGetValue(key, out var node) ? node.Value.Value : default;

    public void Put(string key, T value)
    {
        Remove(key);
        found[key] = order.AddLast((key, value));
        if (found.Count > capacity)
            Remove(order.First!.Value.Key);
    }

    public void Remove(string key)
    {
        if (found.Remove(key, out var node))
            order.Remove(node);
    }
}
