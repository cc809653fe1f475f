using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>A page of calls as it is shown.</summary>
internal sealed record CdrView : IViewedReport
{
    public required CdrRequest Request { get; init; }

    public required ReportViews Views { get; init; }

    /// <summary>Null: something is wrong, and nothing was looked for.</summary>
    public TableModel? Table { get; init; }

    public string? Next { get; init; }

    public string? Previous { get; init; }

    public CallSelection? Selection { get; init; }

    /// <summary>How many the filter finds, in all currencies.</summary>
    public long Calls { get; init; }

    /// <summary>When the totals were last proved; null: they weren't, or there are none.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>There are so many that they couldn't be summed up in time.</summary>
    public bool IsUnsummed { get; init; }

    /// <summary>What was made before it is kept no longer, though it was asked for.</summary>
    public DateTimeOffset? KeptFrom { get; init; }

    /// <summary>Some of the numbers are shown without their last digits.</summary>
    public bool IsMasked => Request.Query is { } query && CallMask.IsIn(query);

    public ReportAddress Address => Request.Address;

    public ReportAddress Told => Request.Told;

    public ReportRange? Range => Request.Range;

    public IReadOnlyDictionary<string, string> Wrong => Request.Wrong;

    public static CdrView Of(CdrView empty, TextSet texts, CallPage page, IReadOnlyList<CallSums>? totals)
    {
        var request = empty.Request;
        var (call, reports) = (request.Call, ReportTexts.Of(request.Call));
        Column<Call>[] columns = [.. request.Columns.Select(key => CdrColumns.Of(key).OfList)];
        var table = TableModel.Of(call, texts["Menu"], reports, columns, page.Items);
        var link = Math.Max(0, Array.IndexOf(request.Columns, "callTime"));
        var selection = CallSelection.Of(request, texts, page.Items);
        return empty with
        {
            Selection = selection,
            Next = page.Next,
            Previous = page.Previous,
            Calls = totals?.Sum(sums => sums.Attempts) ?? 0,
            KeptFrom = page.KeptFrom,
            IsUnsummed = totals is null,
            Table = table with
            {
                Heads = [.. columns.Zip(table.Heads, (column, head) => Head(request, column, head))],
                Rows = [.. page.Items.Zip(table.Rows, (row, cells) => Linked(call, cells, link, row))],
                Picks = selection.Boxes,
                Foot = [.. (totals ?? []).Select(sums => CdrTotals.Row(call, reports, request.Columns, sums))],
            },
        };
    }

    private static Cell[] Linked(PortalCall call, Cell[] cells, int link, Call row)
    {
        // A call that has no value there is opened all the same.
        cells[link] = cells[link] with { Text = cells[link].Text ?? ReportTexts.Of(call)["Open"], Path = CallPath.Of(row) };
        return cells;
    }

    private static TableHead Head(CdrRequest request, Column<Call> column, TableHead head)
    {
        if (!CallQuery.Sorts.Contains(column.Key))
            return head;
        var sort = request.Address["sort"] ?? "-callTime";
        var isSorted = sort.TrimStart('-') == column.Key;
        var isDown = sort[0] == '-';
        // Of numbers and times the largest is looked for first, of names the first.
        var first = column.IsNumber || column.Key == "callTime" ? "-" + column.Key : column.Key;
        var next = !isSorted ? first : isDown ? column.Key : "-" + column.Key;
        return head with
        {
            Path = request.Address.With(("sort", next)).ToString(),
            Sorted = !isSorted ? null : isDown ? "descending" : "ascending",
        };
    }
}

internal static class CallPath
{
    public static string Of(Call call) => "/cdr/" + CallKey.Of(call);
}
