using Dapper;
using Portal.Storage;

namespace Portal.Blobs;

/// <summary>Reads a body of rows: one part in memory, asked for when it is reached, so that a slow reader holds no connection.</summary>
internal sealed class DatabaseBlobStream(PortalDatabase database, string id, long length) : Stream
{
    private long position;
    private byte[] data = [];
    private long at = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || position >= length)
            return 0;
        var part = position / DatabaseBlobs.PartSize;
        if (part != at)
            await Load(part, cancellationToken);
        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Readers of formats seek and read so; each part is read once, as a whole.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        SeekOrigin.End => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Take(Span<byte> buffer)
    {
        var from = (int)(position % DatabaseBlobs.PartSize);
        var count = Math.Min(buffer.Length, data.Length - from);
        data.AsSpan(from, count).CopyTo(buffer);
        position += count;
        return count;
    }

    private async Task Load(long part, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        data = await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(
            "SELECT data FROM portal_blob_parts WHERE body = @id AND part = @part", new { id, part }, cancellationToken: cancellation))
            ?? throw new IOException("What is read was removed meanwhile.");
        at = part;
        var whole = Math.Min(DatabaseBlobs.PartSize, length - (part * DatabaseBlobs.PartSize));
        if (data.Length != whole)
            throw new IOException($"A part of what is read has {data.Length} bytes in place of {whole}.");
    }
}
