using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Sums of the customer's calls by destination, prefix, day or hour.</summary>
internal sealed class BreakoutSection(PortalAnswer answer, ICallStore store, ICallProofs proofs, ReportViewing viewing) : IReportSection
{
    // Of a file: what no destination is called.
    private const string Rest = "(other)";

    public string Key => "breakout";

    public ReportAddress Read(IQueryCollection query) => ReportAddress.Of("/breakout", query, BreakoutRequest.Keys);

    public ReportAddress Allowed(PortalCall call, ReportAddress address)
    {
        var request = BreakoutRequest.Of(call);
        if (address["group"] is { } group && !request.Choices.Any(choice => BreakoutRequest.Name(choice) == group))
            address = address.Without("group", BreakoutRequest.CellsPart);
        return address[BreakoutRequest.CellsPart] is { } cells && !request.CellChoices.Contains(cells)
            ? address.Without(BreakoutRequest.CellsPart)
            : address;
    }

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
        if (request.Pivot is { } asked)
        {
            await Serve(request, views, await store.Pivot(asked, call.Aborted), rest);
            return true;
        }

        var found = request.Query is { } query ? await BreakoutFound.Read(store, request, query, call.Aborted) : null;
        if (found?.Now.KeptFrom is { } kept)
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

    private Task Serve(BreakoutRequest request, ReportViews views, Pivot found, string rest)
    {
        var (call, texts) = (request.Call, TextSet.Of<BreakoutSection>(request.Call.Texts.Language));
        var reason = found.KeptFrom is { } kept ? texts.Format("Pivot.Gone", Moments.Full(call, kept))
            : found.IsTooLong ? texts["Pivot.Long"]
            : null;
        if (reason is not null)
        {
            request = request with { Wrong = new Dictionary<string, string>(StringComparer.Ordinal) { ["query"] = reason } };
            return Show(request, new BreakoutView(request, views, null));
        }

        var sheet = PivotSheet.Of(request.Pivot!, found);
        return rest.Length == 0
            ? Show(request, new BreakoutView(request, views, PivotColumns.Table(request, sheet, texts)))
            : Send(request, PivotColumns.Of(request, sheet, texts, Rest), sheet.Lines, rest);
    }

    private Task Show(BreakoutRequest request, ReportViews views, BreakoutFound? found)
    {
        var texts = TextSet.Of<BreakoutSection>(request.Call.Texts.Language);
        if (found is null)
            return Show(request, new BreakoutView(request, views, null));
        var rows = BreakoutRows.Of(request, found, texts["Other"]);
        return Show(request, new BreakoutView(request, views, Table(request, texts, found, rows))
        {
            Compared = Compared(request, texts, found),
            Chart = BreakoutChart.Of(request, rows, texts),
        });
    }

    private async Task Show(BreakoutRequest request, BreakoutView view)
    {
        var texts = TextSet.Of<BreakoutSection>(request.Call.Texts.Language);
        if (view.Table is { Rows.Count: > 0 } && request.Range is { } range)
            view = view with { VerifiedAt = await proofs.VerifiedAt(request.Before?.From ?? range.From, range.To, request.Call.Aborted) };
        await answer.Page<BreakoutPage>(new ShellModel
        {
            Call = request.Call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            Data = view,
            Done = view.Views.Done,
            Status = view.Table is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        });
    }

    private static TableModel Table(
        BreakoutRequest request, TextSet texts, BreakoutFound found, IReadOnlyList<BreakoutRow> rows)
    {
        var call = request.Call;
        var columns = Columns(request, isCompared: found.Before is not null);
        columns = [.. columns.Where(column => column.Show is not null)];
        var totals = BreakoutRows.Totals(request, found);
        return new TableModel(
            texts["Menu"],
            [.. columns.Select(column => new TableHead(Label(request, texts, column), column.IsNumber))],
            [.. rows.Select(row => Array.ConvertAll(columns, column => column.Show!(call, row)))])
        {
            Foot =
            [
                .. totals.Select(row => Total(call, texts, columns, row, totals.Count > 1)),
            ],
        };
    }

    private static Column<BreakoutRow>[] Columns(BreakoutRequest request, bool isCompared)
    {
        var columns = BreakoutColumns.Of(request.Columns);
        return isCompared ? BreakoutChanges.Beside(columns, BreakoutRequest.IsOfTime(request.Group)) : columns;
    }

    // With what it is compared, and what there isn't to compare with.
    private static string? Compared(BreakoutRequest request, TextSet texts, BreakoutFound found)
    {
        if (request.Before is not { } period)
            return null;
        var call = request.Call;
        if (found.KeptFrom is { } kept)
            return texts.Format("Before.Gone", Moments.Full(call, kept));
        if (found.Before is null)
            return texts.Format("Before.None", Moments.Full(call, found.FirstCall!.Value));
        var told = texts.Format("Before.Told", Moments.Full(call, period.From), Moments.Full(call, period.To));
        return found.FirstCall is { } first ? $"{told} {texts.Format("Before.Partly", Moments.Full(call, first))}" : told;
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

    // A program that asks for columns of changes has them, also where there is nothing to compare with.
    private Task Send(BreakoutRequest request, BreakoutFound found, string ending) =>
        Send(request, Columns(request, isCompared: request.Before is not null), BreakoutRows.Of(request, found, Rest), ending);

    private Task Send<T>(BreakoutRequest request, Column<T>[] columns, IReadOnlyList<T> rows, string ending)
    {
        var (call, texts) = (request.Call, TextSet.Of<BreakoutSection>(request.Call.Texts.Language));
        var span = new CsvRange(request.Range!.From, request.Range.To.AddMilliseconds(-1));
        return ending == XlsxAnswer.Ending
            ? XlsxAnswer.Send(call, texts, (Key, texts["Menu"]), span, columns, rows.ToAsyncEnumerable())
            : CsvAnswer.Send(call, texts, Key, span, columns, rows.ToAsyncEnumerable());
    }
}

/// <param name="Table">Null: something is wrong, and nothing was looked for.</param>
internal sealed record BreakoutView(BreakoutRequest Request, ReportViews Views, TableModel? Table) : IViewedReport
{
    /// <summary>With what it is compared, in a sentence; null: with nothing.</summary>
    public string? Compared { get; init; }

    /// <summary>When the sums were last proved; null: they weren't.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Of the lines; null: there is nothing to draw.</summary>
    public ChartModel? Chart { get; init; }

    public ReportAddress Address => Request.Address;

    public ReportRange? Range => Request.Range;

    public IReadOnlyDictionary<string, string> Wrong => Request.Wrong;
}
