namespace Portal.Calls;

/// <summary>More than anybody records: what came of it isn't kept.</summary>
internal sealed class RecordingTooLargeException(long most) : IOException($"A recording has at most {most / 1024 / 1024} MiB.");

/// <summary>A recording that comes in: what was read of it to know it, then the rest, up to a bound.</summary>
internal sealed class RecordingStream(byte[] head, Stream rest, long most) : Stream
{
    private int given;
    private long sum;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        if (given < head.Length)
        {
            read = Math.Min(buffer.Length, head.Length - given);
            head.AsMemory(given, read).CopyTo(buffer);
            given += read;
        }
        else
        {
            read = await rest.ReadAsync(buffer, cancellationToken);
        }

        sum += read;
        return sum <= most ? read : throw new RecordingTooLargeException(most);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
