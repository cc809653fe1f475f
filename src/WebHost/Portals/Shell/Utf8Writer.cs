using System.Buffers;
using System.Text;

namespace Portal.WebHost.Portals;

/// <summary>Writes text into a response's buffer as UTF-8: no string and no array of the whole page in between.</summary>
internal sealed class Utf8Writer(IBufferWriter<byte> output) : TextWriter(null)
{
    private const int MaxChunk = 8 * 1024;

    // Kept between calls: an escaper may hand over half of a character at a time.
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var chunk = buffer[..Math.Min(buffer.Length, MaxChunk)];
            var span = output.GetSpan(encoder.GetByteCount(chunk, flush: false));
            output.Advance(encoder.GetBytes(chunk, span, flush: false));
            buffer = buffer[chunk.Length..];
        }
    }
}
