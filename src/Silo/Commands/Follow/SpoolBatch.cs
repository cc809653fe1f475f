using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <summary>Lines of one file that are shipped together. They stay in a buffer that the next batch uses again.</summary>
/// <param name="File">The file's name.</param>
/// <param name="At">Where in the file it begins.</param>
/// <param name="Bytes">The lines as they are, each with its end.</param>
/// <param name="Head">What stands before the lines of each body; empty: nothing.</param>
internal sealed record SpoolBatch(string File, CallFormat Format, long At, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Head)
{
    /// <summary>Where each line begins and ends in <see cref="Bytes"/>; lines without anything in them are left out.</summary>
    public IReadOnlyList<Range> Lines { get; private init; } = Split(Bytes.Span);

    /// <summary>Where what comes after it begins.</summary>
    public long End { get; init; } = At + Bytes.Length;

    /// <summary>Of the file, for where it ends.</summary>
    public required SpoolMark Mark { get; init; }

    /// <summary>Why it is not shipped at all.</summary>
    public string? Unshippable { get; init; }

    public ReadOnlySpan<byte> Line(int index) => Bytes.Span[Lines[index]];

    /// <summary>Some of its lines, as a batch of their own.</summary>
    public SpoolBatch Part(int first, int count) => this with { Lines = [.. Lines.Skip(first).Take(count)] };

    /// <summary>The lines as a body; each is one line in it, so the n-th is the n-th, after the head.</summary>
    public void Write(Stream to)
    {
        if (!Head.IsEmpty)
            WriteLine(to, Head.Span);
        for (var i = 0; i < Lines.Count; i++)
            WriteLine(to, Line(i));
    }

    /// <param name="number">As whoever reads the body counts: from 1, the head with them.</param>
    /// <returns>Negative, or beyond the last: there is none.</returns>
    public int IndexOf(long number) => (int)Math.Clamp(number - 1 - (Head.IsEmpty ? 0 : 1), -1, Lines.Count);

    private static void WriteLine(Stream to, ReadOnlySpan<byte> line)
    {
        to.Write(line);
        to.WriteByte((byte)'\n');
    }

    private static List<Range> Split(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<Range>();
        for (var from = 0; from < bytes.Length;)
        {
            var length = bytes[from..].IndexOf((byte)'\n');
            var end = length < 0 ? bytes.Length : from + length;
            var next = end + 1;
            if (end > from && bytes[end - 1] == (byte)'\r')
                end--;
            if (end > from)
                lines.Add(from..end);
            from = next;
        }

        return lines;
    }
}
