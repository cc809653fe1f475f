using System.IO.Pipelines;

namespace Portal.WebHost.Front;

/// <summary>
/// An answer's body as a stream: what is written leaves as it goes; the little that a file's end writes at once waits for the last flush.
/// </summary>
internal sealed class BodyStream(PipeWriter output) : WrittenStream
{
    private const long FlushAt = 32 * 1024;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(output.GetSpan(buffer.Length));
        output.Advance(buffer.Length);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        await Leave(output, cancellationToken);
    }

    /// <summary>Lets what is written leave, once there is enough of it.</summary>
    public static async ValueTask Leave(PipeWriter output, CancellationToken cancellation)
    {
        if (output.UnflushedBytes >= FlushAt)
            await output.FlushAsync(cancellation);
    }
}
