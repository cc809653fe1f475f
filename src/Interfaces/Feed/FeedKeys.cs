namespace Portal.Feed;

/// <summary>The keys of the change feed and the shard that each belongs to.</summary>
public static class FeedKeys
{
    /// <summary>Fixed for ever: front ends of two releases must agree on it.</summary>
    public const int Shards = 16;

    public static string Domain(string host) => "domain/" + host;

    public static string Brand(string id) => "brand/" + id;

    public static string Certificate(string host) => "certificate/" + host;

    public static string File(string name) => "file/" + name;

    public static string Customer(string id) => "customer/" + id;

    public static string Person(string id) => "person/" + id;

    /// <summary>FNV-1a over the key's UTF-16 units: the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
    public static int Shard(string key)
    {
        var hash = 2166136261u;
        foreach (var c in key)
            hash = unchecked((hash ^ c) * 16777619u);
        return (int)(hash % Shards);
    }
}
