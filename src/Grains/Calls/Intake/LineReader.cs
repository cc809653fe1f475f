namespace Portal.Calls;

/// <summary>What there is of a line.</summary>
internal enum LineState
{
    Whole,

    /// <summary>It has more bytes than one may have, and is dropped.</summary>
    TooLong,

    /// <summary>A quotation mark in it opens a cell that doesn't end; the lines after it are read as if it weren't there.</summary>
    Unclosed,

    /// <summary>An object that the body ends inside of.</summary>
    Cut,

    /// <summary>Something that no object is.</summary>
    Stray,
}

/// <summary>The lines, or records, of a stream of any size in constant memory. One caller at a time.</summary>
internal interface ILines
{
    /// <summary>Bytes of one: a longer one is dropped.</summary>
    int Longest { get; }

    /// <summary>Reads on, once <see cref="TryNext"/> has given all that is there. False: there is no more.</summary>
    Task<bool> Fill(CancellationToken cancellation);

    bool TryNext(out RawLine line);
}

/// <param name="bytes">Without what ends the line; of a whole line only. Valid until the next is asked for.</param>
/// <param name="number">Counted from 1.</param>
internal readonly ref struct RawLine(ReadOnlySpan<byte> bytes, long number, LineState state)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public long Number { get; } = number;

    public LineState State { get; } = state;
}

/// <summary>
/// Lines of a stream of any size in constant memory. A line that is too long costs itself alone, and how the stream is cut into pieces
/// changes nothing. Lines without anything in them are left out. One caller at a time.
/// </summary>
/// <remarks>A library for CSV ends at the first record that is too long or no text: then one bad line would cost all after it.</remarks>
internal sealed class LineReader(Stream stream) : ILines
{
    /// <summary>Bytes of one line.</summary>
    public const int Longest = 64 * 1024;

    private const int Room = (2 * Longest) + 1;

    // Grows when it must: many switches send one line in each body.
    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int scanned;
    private int end;
    private long next = 1;
    private bool ended;
    private bool skipping;
    private Place place;

    /// <summary>Where in a record of CSV the next byte stands.</summary>
    private enum Place
    {
        CellBegins,
        Plain,
        Quoted,
        QuoteInQuoted,
    }

    /// <summary>
    /// What stands between cells: line ends in quotation marks are a cell's own then (RFC 4180). Null: they always end a line.
    /// </summary>
    public byte? Delimiter { get; set; }

    int ILines.Longest => Longest;

    public async Task<bool> Fill(CancellationToken cancellation)
    {
        if (ended)
            return false;
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (scanned, end, start) = (scanned - start, end - start, 0);
        if (end == buffer.Length)
            Array.Resize(ref buffer, Math.Min(2 * buffer.Length, Room));
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
        end += read;
        ended = read == 0;
        return !ended || end > start;
    }

    public bool TryNext(out RawLine line)
    {
        while (true)
        {
            if (skipping && !SkipRest())
                break;
            if (FindEnd() is { } at)
            {
                var bytes = buffer.AsSpan(start, at - start);
                var number = next;
                Leave(at + 1);
                if (bytes is [.., (byte)'\r'])
                    bytes = bytes[..^1];
                if (bytes.IsEmpty)
                    continue;
                line = new(bytes, number, LineState.Whole);
                return true;
            }

            if (scanned - start > Longest || (ended && start < end))
            {
                if (Rest(out line))
                    return true;
                continue;
            }

            break;
        }

        line = default;
        return false;
    }

    // What is left has no end: the stream's last line, or too much for one.
    private bool Rest(out RawLine line)
    {
        var number = next;
        if (place == Place.Quoted && buffer.AsSpan(start, scanned - start).IndexOf((byte)'\n') is >= 0 and var first)
        {
            Leave(start + first + 1);
            line = new(default, number, LineState.Unclosed);
            return true;
        }

        if (scanned - start > Longest)
        {
            skipping = true;
            line = new(default, number, LineState.TooLong);
            return true;
        }

        var bytes = buffer.AsSpan(start, end - start);
        (start, scanned, place) = (end, end, Place.CellBegins);
        if (bytes is [.., (byte)'\r'])
            bytes = bytes[..^1];
        line = new(bytes, number, LineState.Whole);
        return !bytes.IsEmpty;
    }

    private bool SkipRest()
    {
        var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
        if (at < 0)
        {
            (start, scanned) = (end, end);
            return false;
        }

        skipping = false;
        Leave(start + at + 1);
        return true;
    }

    private void Leave(int to)
    {
        next += buffer.AsSpan(start, to - start).Count((byte)'\n');
        (start, scanned, place) = (to, to, Place.CellBegins);
    }

    /// <summary>Looks no further than a line may be long, however much is there.</summary>
    private int? FindEnd()
    {
        var last = Math.Min(end, start + Longest + 1);
        if (Delimiter is not { } delimiter)
        {
            var at = buffer.AsSpan(scanned, last - scanned).IndexOf((byte)'\n');
            var found = at < 0 ? (int?)null : scanned + at;
            scanned = last;
            return found;
        }

        for (; scanned < last; scanned++)
        {
            var read = buffer[scanned];
            if (place != Place.Quoted && read == (byte)'\n')
                return scanned;
            place = (place, read) switch
            {
                (Place.Quoted, (byte)'"') => Place.QuoteInQuoted,
                (Place.Quoted, _) => Place.Quoted,
                (Place.QuoteInQuoted or Place.CellBegins, (byte)'"') => Place.Quoted,
                (Place.QuoteInQuoted or Place.CellBegins or Place.Plain, _) => read == delimiter ? Place.CellBegins : Place.Plain,
            };
        }

        return null;
    }
}
