using System.Text.Unicode;

namespace Portal.Calls;

/// <summary>How a body of calls is written.</summary>
internal enum CallFormat
{
    /// <summary>A JSON object on each line.</summary>
    Ndjson,

    /// <summary>RFC 4180, with a head.</summary>
    Csv,
}

/// <summary>A line that was read: a call, or why it is none.</summary>
/// <param name="Bytes">What the line took in the body.</param>
internal readonly record struct ReadLine(long Number, Call? Call, string? Reason, int Bytes);

/// <summary>The calls of a stream, line by line. One caller at a time.</summary>
internal sealed class CallLines(Stream stream, CallFormat format, string? defaultSwitch, Func<CallReading> reading)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly LineReader lines = new(stream);
    private readonly CallValues values = new();
    private CsvHead? head;

    /// <summary>Why nothing of it can be read.</summary>
    public string? Refused { get; private set; }

    /// <summary>Reads on, once <see cref="TryNext"/> has given all that is there. False: there is no more.</summary>
    public async Task<bool> Fill(CancellationToken cancellation) => Refused is null && await lines.Fill(cancellation);

    public bool TryNext(out ReadLine line)
    {
        while (Refused is null && lines.TryNext(out var raw))
        {
            var bytes = raw.Bytes;
            if (raw.Number == 1 && bytes.StartsWith(ByteOrderMark))
                bytes = bytes[ByteOrderMark.Length..];
            if (format == CallFormat.Csv && head is null)
            {
                ReadHead(raw.State, bytes);
                continue;
            }

            Call? call = null;
            var reason = Unreadable(raw.State, bytes) ?? Values(bytes) ?? reading().Read(values, out call);
            line = new(raw.Number, call, reason, bytes.Length);
            return true;
        }

        line = default;
        return false;
    }

    private string? Values(ReadOnlySpan<byte> bytes)
    {
        values.Clear();
        return head is null ? NdjsonLine.Read(bytes, values) : head.Read(bytes, values);
    }

    private void ReadHead(LineState state, ReadOnlySpan<byte> bytes)
    {
        Refused = Unreadable(state, bytes);
        if (Refused is not null)
            return;
        (head, Refused) = CsvHead.Read(bytes, namesSwitch: defaultSwitch is null);
        lines.Delimiter = head?.Delimiter;
    }

    private static string? Unreadable(LineState state, ReadOnlySpan<byte> bytes) => state switch
    {
        LineState.TooLong => $"It has more than {LineReader.Longest / 1024} KiB.",
        LineState.Unclosed => "A quotation mark opens a cell, and none closes it.",
        LineState.Whole => Utf8.IsValid(bytes) ? null : "It is not valid UTF-8.",
    };
}
