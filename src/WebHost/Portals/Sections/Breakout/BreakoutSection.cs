using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Sums of the customer's calls by destination, prefix, day or hour.</summary>
internal sealed class BreakoutSection(PortalAnswer answer, ICallStore store) : IPortalSection
{
    // Of a file: what no destination is called.
    private const string Rest = "(other)";

    public string Key => "breakout";

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call) || rest is not ("" or ".csv"))
            return false;
        var address = ReportAddress.Of("/breakout", call.Context.Request.Query, BreakoutRequest.Keys);
        if (rest.Length == 0 && !address.IsSaidBy(call.Context.Request.Query, BreakoutRequest.Keys))
        {
            await PortalAnswer.SeeOther(call, address.ToString());
            return true;
        }

        var request = BreakoutRequest.Of(call);
        var found = request.Query is { } query ? await store.Breakout(query, call.Aborted) : null;
        if (found?.KeptFrom is { } kept)
        {
            var reason = ReportTexts.Of(call).Format("Gone", Moments.Full(request.Call, kept));
            request = request with { Wrong = new Dictionary<string, string>(StringComparer.Ordinal) { ["query"] = reason } };
            found = null;
        }

        await (rest.Length > 0 && found is not null ? Csv(request, found) : Show(request, found));
        return true;
    }

    private async Task Show(BreakoutRequest request, Breakout? found)
    {
        var texts = TextSet.Of<BreakoutSection>(request.Call.Texts.Language);
        await answer.Page<BreakoutPage>(new ShellModel
        {
            Call = request.Call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            Data = new BreakoutView(request, found is null ? null : Table(request, texts, found)),
            Status = found is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        });
    }

    private static TableModel Table(BreakoutRequest request, TextSet texts, Breakout found)
    {
        var call = request.Call;
        var columns = BreakoutColumns.Of(request.Columns);
        var rows = BreakoutRows.Of(request, found, texts["Other"]);
        return new TableModel(
            texts["Menu"],
            [.. columns.Select(column => new TableHead(Label(request, texts, column), column.IsNumber))],
            [.. rows.Select(row => Array.ConvertAll(columns, column => column.Show!(call, row)))])
        {
            Foot =
            [
                .. found.Totals.Select(sums => Total(
                    call, texts, columns, new BreakoutRow(null, null, sums, request.Group), found.Totals.Count > 1)),
            ],
        };
    }

    private static Cell[] Total(PortalCall call, TextSet texts, Column<BreakoutRow>[] columns, BreakoutRow row, bool namesCurrency)
    {
        var cells = Array.ConvertAll(columns, column => column.IsNumber ? column.Show!(call, row) : default);
        var label = namesCurrency ? texts.Format("TotalOf", row.Sums.Currency) : texts["Total"];
        cells[0] = new(cells[0].Text is { } sum ? $"{label}: {sum}" : label);
        return cells;
    }

    private static string Label(BreakoutRequest request, TextSet texts, Column<BreakoutRow> column) =>
        column.Key == "destinationName" && request.Group == BreakoutGroup.Prefix
            ? texts["Column.prefix"]
            : column.Label(request.Call, texts);

    private Task Csv(BreakoutRequest request, Breakout found) => CsvAnswer.Send(
        request.Call,
        TextSet.Of<BreakoutSection>(request.Call.Texts.Language),
        Key,
        new CsvRange(request.Range!.From, request.Range.To.AddMilliseconds(-1)),
        BreakoutColumns.Of(request.Columns),
        BreakoutRows.Of(request, found, Rest).ToAsyncEnumerable());
}

/// <param name="Table">Null: something is wrong, and nothing was looked for.</param>
internal sealed record BreakoutView(BreakoutRequest Request, TableModel? Table) : IReport
{
    public ReportAddress Address => Request.Address;

    public ReportRange? Range => Request.Range;

    public IReadOnlyDictionary<string, string> Wrong => Request.Wrong;
}
