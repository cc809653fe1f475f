namespace Portal.Blobs;

/// <summary>
/// Names of blobs: parts of lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, divided by <c>/</c>. No part begins with a point,
/// so a name is a path that can't leave its folder, on any file system.
/// </summary>
internal static class BlobName
{
    private const int Longest = 300;
    private const int LongestPart = 120;

    public static bool Is(string name) =>
        name.Length is > 0 and <= Longest && Array.TrueForAll(name.Split('/'), IsPart);

    /// <exception cref="ArgumentException">It is no name.</exception>
    public static void Check(string name)
    {
        if (!Is(name))
            throw new ArgumentException($"\"{name}\" is no name of a blob.", nameof(name));
    }

    /// <summary>What names begin with: nothing, or such text as a name has.</summary>
    /// <exception cref="ArgumentException">No name begins so.</exception>
    public static void CheckPrefix(string prefix)
    {
        if (prefix.Length > 0)
            Check(prefix.EndsWith('/') ? prefix[..^1] : prefix);
    }

    private static bool IsPart(string part) =>
        part.Length is > 0 and <= LongestPart
        && part[0] != '.'
        && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
}
