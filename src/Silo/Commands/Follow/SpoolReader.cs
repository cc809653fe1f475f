using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <summary>Cuts batches of whole lines out of a file, in constant memory. A last line that isn't ended waits.</summary>
/// <param name="hasHead">Whether the first line of a CSV file is its head.</param>
internal sealed class SpoolReader(bool hasHead)
{
    public const int MostBytes = 4 * 1024 * 1024;
    private const int MostLines = 10_000;

    private readonly byte[] buffer = new byte[MostBytes];

    /// <param name="limit">Of bytes.</param>
    /// <param name="isFinal">Nobody will end its last line any more.</param>
    /// <returns>Null: there is nothing to ship.</returns>
    public SpoolBatch? Read(SpoolFile file, int limit, bool isFinal)
    {
        using var open = SpoolFiles.Open(file.Info.FullName);
        // Replaced a moment ago: it is found the next time.
        if (!file.Place.Mark.IsIn(open))
            return null;
        var at = file.Place.At;
        ReadOnlyMemory<byte> head = default;
        if (hasHead && file.Place.Format == CallFormat.Csv)
        {
            if (Head(open) is not { } found)
                return null;
            head = found.Line;
            at = Math.Max(at, found.End);
        }

        open.Position = at;
        var read = open.ReadAtLeast(buffer.AsSpan(0, limit), limit, throwOnEndOfStream: false);
        var length = Cut(buffer.AsSpan(0, read));
        if (length == 0 && read == limit)
            return TooLong(open, file, at, read, head);
        if (length == 0 && isFinal)
            length = read;
        // A head is shipped with the first line after it, or passed over alone.
        return length == 0 && at == file.Place.At ? null : new(file.Name, file.Place.Format, at, buffer.AsMemory(0, length), head)
        {
            Mark = SpoolMark.Of(open, at + length),
        };
    }

    /// <returns>Null: its first line isn't whole.</returns>
    private static (ReadOnlyMemory<byte> Line, long End)? Head(FileStream open)
    {
        var bytes = new byte[LineReader.Longest];
        open.Position = 0;
        var read = open.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var end = bytes.AsSpan(0, read).IndexOf((byte)'\n');
        return end < 0 ? null : (bytes.AsMemory(0, end > 0 && bytes[end - 1] == (byte)'\r' ? end - 1 : end), end + 1);
    }

    private static int Cut(ReadOnlySpan<byte> bytes)
    {
        var end = 0;
        for (var lines = 0; lines < MostLines; lines++)
        {
            var next = bytes[end..].IndexOf((byte)'\n');
            if (next < 0)
                break;
            end += next + 1;
        }

        return end;
    }

    // A line that fills the buffer is no call: it is passed over, once its end is there.
    private SpoolBatch? TooLong(FileStream open, SpoolFile file, long at, int read, ReadOnlyMemory<byte> head)
    {
        var kept = buffer.AsMemory(0, Math.Min(read, LineReader.Longest));
        var rest = new byte[LineReader.Longest];
        var end = at + read;
        while (open.Read(rest) is > 0 and var more)
        {
            if (rest.AsSpan(0, more).IndexOf((byte)'\n') is >= 0 and var found)
            {
                end += found + 1;
                return new(file.Name, file.Place.Format, at, kept, head)
                {
                    End = end,
                    Mark = SpoolMark.Of(open, end),
                    Unshippable = $"It has more than {LineReader.Longest / 1024} KiB; what is kept here is its beginning.",
                };
            }

            end += more;
        }

        return null;
    }
}
