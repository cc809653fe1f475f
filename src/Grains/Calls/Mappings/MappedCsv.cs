using System.Globalization;

namespace Portal.Calls;

/// <summary>Records of theirs in CSV: columns by their names, or by their numbers.</summary>
internal sealed class MappedCsv : IRecords, IMappedRecord
{
    private readonly LineReader lines;
    private readonly CallMapping mapping;
    private readonly byte delimiter;
    private readonly List<string> cells = [];
    private int[]? columns;

    public MappedCsv(Stream stream, CallMapping mapping)
    {
        this.mapping = mapping;
        delimiter = MappingRules.DelimiterOf(mapping.Settings.Delimiter);
        lines = new LineReader(stream) { Delimiter = delimiter };
        if (!mapping.Settings.Header)
        {
            columns = Array.ConvertAll(
                mapping.Places,
                place => int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1 : -1);
        }
    }

    public ILines Lines => lines;

    public bool AwaitsHead => columns is null;

    public string? TakeHead(ReadOnlySpan<byte> line)
    {
        var names = new List<string>();
        if (CsvCells.Read(line, delimiter, names) is { } unreadable)
            return $"The head can't be read. {unreadable}";
        columns = Array.ConvertAll(mapping.Places, place => names.FindIndex(name => name.Trim() == place));
        return mapping.Missing(place => columns[place] >= 0) is { } missing ? $"In the head: {missing}" : null;
    }

    public string? Read(ReadOnlySpan<byte> line, CallValues values)
    {
        cells.Clear();
        return CsvCells.Read(line, delimiter, cells) ?? mapping.Read(this, values);
    }

    public bool TryFind(int place, out string? text)
    {
        var column = columns![place];
        var isThere = column >= 0 && column < cells.Count;
        text = isThere ? cells[column] : null;
        return isThere;
    }
}
