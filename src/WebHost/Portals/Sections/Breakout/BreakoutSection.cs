using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Sums of the customer's calls by destination, prefix, day or hour.</summary>
internal sealed class BreakoutSection(PortalAnswer answer, ICallStore store, ReportViewing viewing) : IReportSection
{
    // Of a file: what no destination is called.
    private const string Rest = "(other)";

    public string Key => "breakout";

    public ReportAddress Read(IQueryCollection query) => ReportAddress.Of("/breakout", query, BreakoutRequest.Keys);

    public ReportAddress Allowed(PortalCall call, ReportAddress address) =>
        address["group"] is { } group && !BreakoutRequest.Of(call).Groups.Any(one => Names<BreakoutGroup>.Of(one) == group)
            ? address.Without("group")
            : address;

    public IReadOnlyDictionary<string, string> Check(PortalCall call) => BreakoutRequest.Of(call).Wrong;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call) || rest is not ("" or ".csv" or XlsxAnswer.Ending))
            return false;
        var views = await viewing.Of(call, this);
        if (rest.Length == 0 && (views.Leads ?? Clean(call)) is { } elsewhere)
        {
            await PortalAnswer.SeeOther(call, elsewhere);
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

        await (rest.Length > 0 && found is not null ? Send(request, found, rest) : Show(request, views, found));
        return true;
    }

    private string? Clean(PortalCall call)
    {
        var address = Read(call.Context.Request.Query);
        return address.IsSaidBy(call.Context.Request.Query, BreakoutRequest.Keys) ? null : address.ToString();
    }

    private async Task Show(BreakoutRequest request, ReportViews views, Breakout? found)
    {
        var texts = TextSet.Of<BreakoutSection>(request.Call.Texts.Language);
        await answer.Page<BreakoutPage>(new ShellModel
        {
            Call = request.Call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            Data = new BreakoutView(request, views, found is null ? null : Table(request, texts, found)),
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

    private Task Send(BreakoutRequest request, Breakout found, string ending)
    {
        var (call, texts) = (request.Call, TextSet.Of<BreakoutSection>(request.Call.Texts.Language));
        var span = new CsvRange(request.Range!.From, request.Range.To.AddMilliseconds(-1));
        var columns = BreakoutColumns.Of(request.Columns);
        var rows = BreakoutRows.Of(request, found, Rest).ToAsyncEnumerable();
        return ending == XlsxAnswer.Ending
            ? XlsxAnswer.Send(call, texts, (Key, texts["Menu"]), span, columns, rows)
            : CsvAnswer.Send(call, texts, Key, span, columns, rows);
    }
}

/// <param name="Table">Null: something is wrong, and nothing was looked for.</param>
internal sealed record BreakoutView(BreakoutRequest Request, ReportViews Views, TableModel? Table) : IViewedReport
{
    public ReportAddress Address => Request.Address;

    public ReportRange? Range => Request.Range;

    public IReadOnlyDictionary<string, string> Wrong => Request.Wrong;
}
