namespace Portal.Calls;

/// <summary>
/// The objects of a stream of JSON, whole ones: in an array, one after another, or one alone; on however many lines. What is wrong inside
/// of one is found by whoever reads it. An object that is too long costs itself alone. Counted from 1.
/// </summary>
internal sealed class JsonObjects(Stream stream) : ILines
{
    /// <summary>Bytes of one object: FreeSWITCH writes all that it knows of a call.</summary>
    public const int MostBytes = 256 * 1024;

    private const int Room = MostBytes + (64 * 1024);

    // Grows when it must: many switches send one object in each body.
    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int scanned;
    private int end;
    private int depth;
    private long number;
    private bool ended;
    private bool isText;
    private bool isEscaped;
    private bool isSkipping;
    private bool isStray;

    public int Longest => MostBytes;

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
        // Once more: of an object that isn't closed it is told.
        return true;
    }

    public bool TryNext(out RawLine line)
    {
        while (scanned < end)
        {
            var at = scanned++;
            if (depth == 0)
            {
                if (!IsNews(at))
                    continue;
                line = new(default, ++number, LineState.Stray);
                return true;
            }

            if (Closes(buffer[at]) && TakeObject(out line))
                return true;
            if (depth > 0 && !isSkipping && scanned - start > MostBytes)
            {
                isSkipping = true;
                line = new(default, ++number, LineState.TooLong);
                return true;
            }
        }

        if (depth == 0 || isSkipping)
            start = scanned;
        var isCut = ended && depth > 0 && !isSkipping;
        if (ended)
            depth = 0;
        line = isCut ? new(default, ++number, LineState.Cut) : default;
        return isCut;
    }

    private bool TakeObject(out RawLine line)
    {
        var bytes = buffer.AsSpan(start, scanned - start);
        var isWhole = !isSkipping;
        (start, isSkipping) = (scanned, false);
        line = isWhole ? new(bytes, ++number, LineState.Whole) : default;
        return isWhole;
    }

    /// <summary>Between objects. True: something is there that shouldn't be, told once.</summary>
    private bool IsNews(int at)
    {
        switch (buffer[at])
        {
            case (byte)'{':
                (start, depth, isText, isEscaped, isStray) = (at, 1, false, false, false);
                return false;
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)'[' or (byte)']' or 0xEF or 0xBB or 0xBF:
                return false;
            default:
                var isNew = !isStray;
                isStray = true;
                return isNew;
        }
    }

    private bool Closes(byte read)
    {
        if (isText)
        {
            (isText, isEscaped) = isEscaped ? (true, false) : (read != (byte)'"', read == (byte)'\\');
            return false;
        }

        isText = read == (byte)'"';
        depth += read switch { (byte)'{' => 1, (byte)'}' => -1, _ => 0 };
        return depth == 0;
    }
}
