using System.Text;

namespace Portal.Calls;

/// <summary>The cells of a line of CSV (RFC 4180). Pure.</summary>
internal static class CsvCells
{
    /// <summary>Of one line: more is no file of calls.</summary>
    public const int Most = 500;

    /// <returns>Why it can't be read; null: all are there.</returns>
    public static string? Read(ReadOnlySpan<byte> line, byte delimiter, List<string> cells)
    {
        while (true)
        {
            int after;
            if (line is [(byte)'"', ..])
            {
                var close = Close(line);
                if (close < 0)
                    return "A quotation mark opens a cell, and none closes it.";
                cells.Add(Encoding.UTF8.GetString(line[1..close]).Replace("\"\"", "\"", StringComparison.Ordinal));
                after = close + 1;
                if (after < line.Length && line[after] != delimiter)
                    return "After the quotation mark that closes a cell there is more: a quotation mark inside of a cell is written twice.";
            }
            else
            {
                var at = line.IndexOf(delimiter);
                after = at < 0 ? line.Length : at;
                cells.Add(Encoding.UTF8.GetString(line[..after]));
            }

            if (after >= line.Length)
                return null;
            if (cells.Count == Most)
                return $"It has more than {Most} cells.";
            line = line[(after + 1)..];
        }
    }

    private static int Close(ReadOnlySpan<byte> line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] != (byte)'"')
                continue;
            if (i + 1 >= line.Length || line[i + 1] != (byte)'"')
                return i;
            i++;
        }

        return -1;
    }
}
