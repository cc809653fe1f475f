using System.Buffers;
using System.Text;

namespace Portal.WebHost.Portals;

/// <summary>
/// Writes text into a response's buffer as UTF-8: no string and no array of the whole page in between. A page is made of some
/// hundred small pieces, and each step in a response's buffer takes its lock: they are gathered first. Flush it at the end.
/// </summary>
internal sealed class Utf8Writer(IBufferWriter<byte> output) : TextWriter(null)
{
    private const int Chunk = 4 * 1024;

    // Kept between calls: an escaper may hand over half of a character at a time.
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private char[] gathered = ArrayPool<char>.Shared.Rent(Chunk);
    private int count;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (count == gathered.Length)
            Flush();
        gathered[count++] = value;
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (count == gathered.Length)
                Flush();
            var taken = buffer[..Math.Min(buffer.Length, gathered.Length - count)];
            taken.CopyTo(gathered.AsSpan(count));
            count += taken.Length;
            buffer = buffer[taken.Length..];
        }
    }

    /// <summary>Hands over what was gathered.</summary>
    public override void Flush()
    {
        var text = gathered.AsSpan(0, count);
        var span = output.GetSpan(encoder.GetByteCount(text, flush: false));
        output.Advance(encoder.GetBytes(text, span, flush: false));
        count = 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && gathered.Length > 0)
        {
            ArrayPool<char>.Shared.Return(gathered);
            gathered = [];
            count = 0;
        }

        base.Dispose(disposing);
    }
}
