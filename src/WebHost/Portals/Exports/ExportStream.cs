using Portal.Exports;

namespace Portal.WebHost.Portals;

/// <summary>The parts of a file as one, from any place on.</summary>
/// <param name="mayRead">Asked before each part; false: it ends with an error.</param>
internal sealed class ExportStream(ExportBlobs files, IReadOnlyList<ExportPart> parts, Func<Task<bool>>? mayRead = null) : Stream
{
    private Stream? open;
    private int number = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = parts.Sum(part => part.Bytes);

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var (wanted, begins) = (0, 0L);
        while (wanted < parts.Count && begins + parts[wanted].Bytes <= Position)
            begins += parts[wanted++].Bytes;
        if (wanted == parts.Count || buffer.IsEmpty)
            return 0;
        if (wanted != number)
        {
            if (mayRead is not null && !await mayRead())
                throw new IOException("The file may not be read any more.");
            if (open is not null)
                await open.DisposeAsync();
            (open, number) = (await files.Open(parts[wanted], cancellationToken), wanted);
        }

        open!.Position = Position - begins;
        var read = await open.ReadAsync(buffer, cancellationToken);
        if (read == 0)
            throw new IOException($"{parts[wanted].Blob} is shorter than it was.");
        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => Length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is written.
    }

    public override async ValueTask DisposeAsync()
    {
        if (open is not null)
            await open.DisposeAsync();
        await base.DisposeAsync();
    }
}
