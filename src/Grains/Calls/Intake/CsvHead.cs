namespace Portal.Calls;

/// <summary>
/// The first line of a CSV file (RFC 4180): which fields its cells are, and what stands between them (a comma, a semicolon or a tab).
/// Pure.
/// </summary>
internal sealed class CsvHead
{
    private readonly CallField[] columns;

    private CsvHead(CallField[] columns, byte delimiter)
    {
        this.columns = columns;
        Delimiter = delimiter;
    }

    public byte Delimiter { get; }

    /// <param name="namesSwitch">Whether each line has to name its switch.</param>
    public static (CsvHead? Head, string? Wrong) Read(ReadOnlySpan<byte> line, bool namesSwitch)
    {
        // No head of ours has one of these in it.
        var at = line.IndexOfAny((byte)',', (byte)';', (byte)'\t');
        var delimiter = at < 0 ? (byte)',' : line[at];
        var names = new List<string>();
        if (CsvCells.Read(line, delimiter, names) is { } unreadable)
            return (null, $"The head can't be read. {unreadable}");
        var fields = new List<CallField>();
        foreach (var name in names)
        {
            if (CallFields.Find(name) is not { } field)
                return (null, $"The head has a column {CallFields.Quoted(name)}, which is no field of a call. The fields are: "
                    + string.Join(", ", CallFields.Names) + ".");
            if (fields.Contains(field))
                return (null, $"The head has the column “{name}” twice.");
            fields.Add(field);
        }

        foreach (var field in namesSwitch ? [CallField.Switch, .. CallFields.Needed] : CallFields.Needed)
        {
            if (!fields.Contains(field))
                return (null, $"The head has no column “{CallFields.Name(field)}”.");
        }

        return (new([.. fields], delimiter), null);
    }

    /// <returns>Why it can't be read; null: the values have it.</returns>
    public string? Read(ReadOnlySpan<byte> line, CallValues values)
    {
        var cells = new List<string>(columns.Length);
        if (CsvCells.Read(line, Delimiter, cells) is { } wrong)
            return wrong;
        if (cells.Count != columns.Length)
            return $"It has {cells.Count} {(cells.Count == 1 ? "cell" : "cells")}, but the head has {columns.Length}.";
        for (var i = 0; i < columns.Length; i++)
            values[columns[i]] = cells[i];
        return null;
    }
}
