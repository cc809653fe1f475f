namespace Portal.Platform;

/// <summary>Which of the 64 shards of a schedule a key belongs to.</summary>
internal static class Shards
{
    /// <summary>Part of what is stored: fixed for ever.</summary>
    public const int Count = 64;

    /// <summary>FNV-1a over the key's UTF-16 units: the same in every process.</summary>
    public static int Of(string key)
    {
        var hash = 2166136261u;
        foreach (var c in key)
            hash = unchecked((hash ^ c) * 16777619u);
        return (int)(hash % Count);
    }
}
