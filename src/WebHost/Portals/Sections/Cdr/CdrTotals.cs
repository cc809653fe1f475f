using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>The sums of all calls of a filter in one currency, below the columns that can be summed.</summary>
internal static class CdrTotals
{
    public static Cell[] Row(PortalCall call, TextSet texts, string[] columns, CallSums sums)
    {
        Cell[] cells = [.. columns.Select(key => new Cell(Sum(call, key, sums)))];
        var count = texts.Format(
            "Totals", texts.Count("Calls", sums.Attempts), texts.Count("Connected", sums.Connected));
        // Where the first column is summed itself, its sum stands beside the words.
        cells[0] = new(cells[0].Text is { } sum ? $"{count}: {sum}" : count);
        return cells;
    }

    private static string? Sum(PortalCall call, string key, CallSums sums) => key switch
    {
        "duration" => DurationText.Of(sums.DurationMs / 1000m, call.Culture),
        "billedDuration" => DurationText.Of(sums.BilledMs / 1000m, call.Culture),
        "charge" => MoneyFormat.Text(sums.Charge, call.Culture),
        _ => null,
    };
}
