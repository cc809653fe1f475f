using System.IO.Compression;
using System.Security.Cryptography;
using System.Threading.RateLimiting;

namespace Portal.WebHost.Portals;

/// <summary>One form of a page's bytes.</summary>
/// <param name="Encoding">Of <c>Content-Encoding</c>; null: as it is.</param>
internal sealed record PageBytes(byte[] Content, string ETag, string? Encoding);

/// <summary>A page that is the same for everybody who reads its language: rendered once, compressed when somebody first asks for it so.</summary>
internal sealed class PublicPage
{
    // The objects around the bytes.
    private const int Overhead = 600;

    // The best compression takes milliseconds of a core, and whoever asks for page after page must not have all of them.
    private static readonly ConcurrencyLimiter Compressions = new(new() { PermitLimit = Math.Max(1, Environment.ProcessorCount - 1), QueueLimit = 0 });

    private readonly string tag;
    private PageBytes? gzip;
    private PageBytes? brotli;
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
    /// <param name="grown">Whether this call added to <see cref="Size"/>.</param>
    public PageBytes For(string? accepted, out bool grown)
    {
        grown = false;
        if (!touched)
            touched = true;
        var (takesBrotli, takesGzip) = AcceptedEncodings.Read(accepted);
        if (takesBrotli)
            return brotli ?? Compress(ref brotli, "br", stream => new BrotliStream(stream, CompressionLevel.SmallestSize), out grown);
        return takesGzip ? gzip ?? Compress(ref gzip, "gzip", stream => new GZipStream(stream, CompressionLevel.SmallestSize), out grown) : Identity;
    }

    private PageBytes Compress(ref PageBytes? place, string encoding, Func<Stream, Stream> compress, out bool grown)
    {
        using var turn = Compressions.AttemptAcquire();
        if (!turn.IsAcquired)
        {
            grown = false;
            return place ?? Identity;
        }

        using var memory = new MemoryStream();
        using (var stream = compress(memory))
            stream.Write(Identity.Content);
        var made = new PageBytes(memory.ToArray(), $"\"{tag}-{encoding}\"", encoding);
        var first = Interlocked.CompareExchange(ref place, made, null);
        grown = first is null;
        return first ?? made;
    }
}
