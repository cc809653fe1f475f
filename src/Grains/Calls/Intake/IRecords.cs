namespace Portal.Calls;

/// <summary>How the records of one body are taken apart.</summary>
internal interface IRecords
{
    ILines Lines { get; }

    /// <summary>The next line is a head.</summary>
    bool AwaitsHead { get; }

    /// <returns>Why nothing can be read by it; null: it was taken.</returns>
    string? TakeHead(ReadOnlySpan<byte> line);

    /// <returns>Why it can't be read; null: the values have it.</returns>
    string? Read(ReadOnlySpan<byte> line, CallValues values);
}

/// <summary>Ours, as JSON.</summary>
internal sealed class NdjsonRecords(Stream stream) : IRecords
{
    public ILines Lines { get; } = new LineReader(stream);

    public bool AwaitsHead => false;

    public string? TakeHead(ReadOnlySpan<byte> line) => throw new NotSupportedException();

    public string? Read(ReadOnlySpan<byte> line, CallValues values) => NdjsonLine.Read(line, values);
}

/// <summary>Ours, as CSV: its head has the fields' names.</summary>
/// <param name="namesSwitch">Whether each line has to name its switch.</param>
internal sealed class CsvRecords(Stream stream, bool namesSwitch) : IRecords
{
    private readonly LineReader lines = new(stream);
    private CsvHead? head;

    public ILines Lines => lines;

    public bool AwaitsHead => head is null;

    public string? TakeHead(ReadOnlySpan<byte> line)
    {
        (head, var wrong) = CsvHead.Read(line, namesSwitch);
        lines.Delimiter = head?.Delimiter;
        return wrong;
    }

    public string? Read(ReadOnlySpan<byte> line, CallValues values) => head!.Read(line, values);
}
