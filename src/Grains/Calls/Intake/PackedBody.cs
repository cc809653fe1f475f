using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Portal.Calls;

/// <summary>How the bytes of a body are packed.</summary>
internal enum BodyPacking
{
    None,
    Gzip,
    Zstd,
}

/// <summary>
/// A body as it was before it was packed. It may be of any size, but not more than so many times what came: a few bytes that become
/// endless ones are no calls.
/// </summary>
internal sealed class PackedBody : Stream
{
    /// <summary>Calls that differ in little more than their id shrink to a hundredth.</summary>
    private const int MostTimes = 400;

    private const int Free = 4 * 1024 * 1024;

    // RFC 9659, 3: what senders may suppose; more would be our memory.
    private const int WindowLog = 23;

    private readonly CountedBody packed;
    private readonly Stream plain;
    private long given;

    private PackedBody(Stream stream, BodyPacking packing)
    {
        packed = new(stream);
        plain = packing switch
        {
            BodyPacking.None => packed,
            BodyPacking.Gzip => new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true),
            BodyPacking.Zstd => Zstd(packed),
        };
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => given;
        set => throw new NotSupportedException();
    }

    public static Stream Open(Stream stream, BodyPacking packing) =>
        packing == BodyPacking.None ? stream : new PackedBody(stream, packing);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await plain.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw new BrokenBodyException("The compressed body is damaged, or ends too early.", broken);
        }

        given += read;
        return given <= Free || given <= packed.Count * MostTimes
            ? read
            : throw new BrokenBodyException($"The compressed body grows to more than {MostTimes} times its size.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            plain.Dispose();
        base.Dispose(disposing);
    }

    private static DecompressionStream Zstd(Stream packed)
    {
        var stream = new DecompressionStream(packed, leaveOpen: true);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLog);
        return stream;
    }
}
