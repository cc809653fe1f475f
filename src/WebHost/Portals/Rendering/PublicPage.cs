using System.IO.Compression;
using System.Security.Cryptography;
using System.Threading.RateLimiting;

namespace Portal.WebHost.Portals;

/// <summary>One form of a page's bytes.</summary>
/// <param name="Encoding">Of <c>Content-Encoding</c>; null: as it is.</param>
internal sealed record PageBytes(byte[] Content, string ETag, string? Encoding);

/// <summary>
/// A page that is the same for everybody who reads its language: rendered once, compressed when somebody first asks for it so.
/// Fast at first, for most hosts see few visitors and their page is gone before the next; as small as can be once it is asked for
/// again and again. (ADR 0035)
/// </summary>
internal sealed class PublicPage
{
    // The objects around the bytes.
    private const int Overhead = 600;

    // The best compression takes milliseconds of a core, and whoever asks for page after page must not have all of them.
    private static readonly ConcurrencyLimiter Compressions =
        new(new() { PermitLimit = Math.Max(1, Environment.ProcessorCount - 1), QueueLimit = 0 });

    private const int Often = 16;

    private readonly string tag;
    private PageBytes? gzip;
    private PageBytes? brotli;
    private int gzips;
    private int brotlis;
    private volatile bool touched;
    private readonly Lock counting = new();
    private long counted;
    private bool left;

    /// <param name="scope">Host and versions: an entity tag of one tenant is never another's.</param>
    public PublicPage(string html, string scope)
    {
        var content = System.Text.Encoding.UTF8.GetBytes(html);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(scope));
        hash.AppendData([0]);
        hash.AppendData(content);
        tag = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 10));
        Identity = new(content, $"\"{tag}\"", null);
    }

    public PageBytes Identity { get; }

    /// <summary>What it holds in memory, in bytes.</summary>
    public long Size => Overhead + Identity.Content.LongLength + (gzip?.Content.LongLength ?? 0) + (brotli?.Content.LongLength ?? 0);

    /// <summary>Bytes that the cache has to count in addition to what it has counted of this page; none once it has left.</summary>
    public long TakeGrowth()
    {
        lock (counting)
        {
            var grown = left ? 0 : Size - counted;
            counted += grown;
            return grown;
        }
    }

    /// <summary>It leaves the cache, for good.</summary>
    /// <returns>All that was counted of it.</returns>
    public long Leave()
    {
        lock (counting)
        {
            left = true;
            return counted;
        }
    }

    /// <summary>Since somebody last looked whether it can go.</summary>
    public bool TakeTouched()
    {
        var was = touched;
        touched = false;
        return was;
    }

    /// <summary>The form that the visitor takes; the plain one while others are being compressed.</summary>
    /// <param name="accepted">Of the header <c>Accept-Encoding</c>.</param>
    /// <param name="grown">Whether this call changed <see cref="Size"/>.</param>
    public PageBytes For(string? accepted, out bool grown)
    {
        grown = false;
        if (!touched)
            touched = true;
        var (takesBrotli, takesGzip) = AcceptedEncodings.Read(accepted);
        if (takesBrotli)
            return Compressed(ref brotli, ref brotlis, "br", static (stream, level) => new BrotliStream(stream, level), out grown);
        return takesGzip
            ? Compressed(ref gzip, ref gzips, "gzip", static (stream, level) => new GZipStream(stream, level), out grown)
            : Identity;
    }

    private PageBytes Compressed(
        ref PageBytes? place, ref int asked, string encoding, Func<Stream, CompressionLevel, Stream> compress, out bool grown)
    {
        grown = false;
        var kept = place;
        // About so often: it is not worth a lock. Nothing is counted once the best is there.
        if (kept is not null && (asked > Often || ++asked <= Often))
            return kept;
        using var turn = Compressions.AttemptAcquire();
        if (!turn.IsAcquired)
        {
            asked = 0;
            return kept ?? Identity;
        }

        using var memory = new MemoryStream();
        using (var stream = compress(memory, kept is null ? CompressionLevel.Optimal : CompressionLevel.SmallestSize))
            stream.Write(Identity.Content);
        // One tag for both: what a browser unpacks is the same.
        var made = new PageBytes(memory.ToArray(), $"\"{tag}-{encoding}\"", encoding);
        if (Interlocked.CompareExchange(ref place, made, kept) is var first && !ReferenceEquals(first, kept))
            return first!;
        grown = true;
        return made;
    }
}
