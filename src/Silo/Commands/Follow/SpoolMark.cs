using System.Security.Cryptography;

namespace Portal.Hosting.Commands;

/// <summary>
/// A hash of some bytes of a file by which it is known again: those before the place to which it was shipped, or its first. A file's
/// number (inode) would be given to the next file once it is deleted, and stays the same when a file is emptied and grows again.
/// </summary>
/// <param name="From">Where these bytes begin.</param>
internal sealed record SpoolMark(long From, int Length, string Hash)
{
    private const int Most = 4096;

    /// <param name="at">To which the file was shipped.</param>
    public static SpoolMark Of(FileStream file, long at)
    {
        var from = at == 0 ? 0 : Math.Max(0, at - Most);
        var length = (int)Math.Min(Most, (at == 0 ? file.Length : at) - from);
        return new(from, length, Take(file, from, length));
    }

    public bool IsIn(FileStream file) => file.Length >= From + Length && Take(file, From, Length) == Hash;

    private static string Take(FileStream file, long from, int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        file.Position = from;
        var read = file.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return Convert.ToHexStringLower(SHA256.HashData(bytes[..read]).AsSpan(0, 16));
    }
}
