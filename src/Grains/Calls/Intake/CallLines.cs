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
internal readonly record struct ReadLine(long Number, Call? Call, string? Reason, int Bytes)
{
    /// <summary>As it names it; null: it doesn't, or couldn't be read.</summary>
    public string? Switch { get; init; }
}

/// <summary>The calls of a stream, line by line. One caller at a time.</summary>
/// <param name="mapping">What its records are read by; null: they are ours.</param>
internal sealed class CallLines(
    Stream stream, CallFormat format, string? defaultSwitch, Func<CallReading> reading, CallMapping? mapping = null)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly IRecords records = mapping?.Open(stream)
        ?? (format == CallFormat.Csv ? new CsvRecords(stream, namesSwitch: defaultSwitch is null) : new NdjsonRecords(stream));

    private readonly CallValues values = new();

    /// <summary>Why nothing of it can be read.</summary>
    public string? Refused { get; private set; }

    /// <summary>Reads on, once <see cref="TryNext"/> has given all that is there. False: there is no more.</summary>
    public async Task<bool> Fill(CancellationToken cancellation) => Refused is null && await records.Lines.Fill(cancellation);

    public bool TryNext(out ReadLine line)
    {
        while (Refused is null && records.Lines.TryNext(out var raw))
        {
            var bytes = raw.Bytes;
            if (raw.Number == 1 && bytes.StartsWith(ByteOrderMark))
                bytes = bytes[ByteOrderMark.Length..];
            if (records.AwaitsHead)
            {
                Refused = Unreadable(raw.State, bytes) ?? records.TakeHead(bytes);
                continue;
            }

            values.Clear();
            Call? call = null;
            var reason = Unreadable(raw.State, bytes) ?? records.Read(bytes, values) ?? reading().Read(values, out call);
            line = new(raw.Number, call, reason, bytes.Length) { Switch = values[CallField.Switch] };
            return true;
        }

        line = default;
        return false;
    }

    private string? Unreadable(LineState state, ReadOnlySpan<byte> bytes) => state switch
    {
        LineState.TooLong => $"It has more than {records.Lines.Longest / 1024} KiB.",
        LineState.Unclosed => "A quotation mark opens a cell, and none closes it.",
        LineState.Cut => "The body ends inside of it.",
        LineState.Stray => "It is not a JSON object.",
        LineState.Whole => Utf8.IsValid(bytes) ? null : "It is not valid UTF-8.",
    };
}
