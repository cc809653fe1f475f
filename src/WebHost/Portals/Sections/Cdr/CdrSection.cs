using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>The customer's calls: a list by any of their marks, its files, and a page for each call.</summary>
internal sealed class CdrSection(PortalAnswer answer, ICallStore store, ReportViewing viewing, CallAudio audio) : IReportSection
{
    public string Key => "cdr";

    public ReportAddress Read(IQueryCollection query) =>
        ReportAddress.Of("/cdr", query, CdrRequest.Keys, "columns").Without("cursor", "pick");

    public ReportAddress Allowed(PortalCall call, ReportAddress address) => CdrRequest.Shown(call, address);

    public IReadOnlyDictionary<string, string> Check(PortalCall call) => CdrRequest.Of(call).Wrong;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call))
            return false;
        switch (rest)
        {
            case "":
                var views = await viewing.Of(call, this);
                await ((views.Leads ?? Clean(call)) is { } elsewhere
                    ? PortalAnswer.SeeOther(call, elsewhere)
                    : Show(call, CdrRequest.Of(call), views));
                return true;
            case ".csv" or ".ndjson" or XlsxAnswer.Ending:
                await Export(CdrRequest.Of(call), rest);
                return true;
            default:
                var isAudio = rest.EndsWith(CallAudio.Path, StringComparison.Ordinal);
                return rest[0] == '/' && CallKey.TryParse(isAudio ? rest[1..^CallAudio.Path.Length] : rest[1..], out var key)
                    && await store.Find(call.Place.Customer, key, call.Aborted) is { } found
                    && await (isAudio ? audio.Send(call, found) : Detail(call, found));
        }
    }

    /// <summary>Where an address leads that a form made: without what is empty, with the columns in one part. Null: it is clean.</summary>
    private static string? Clean(PortalCall call)
    {
        var query = call.Context.Request.Query;
        var address = ReportAddress.Of("/cdr", query, CdrRequest.Keys, "columns");
        if (query[ColumnMoves.Field].ToString() is { Length: > 0 } move)
        {
            var columns = ColumnMoves.After(CdrColumns.Chosen(CdrColumns.Allowed(call), address["columns"]), move);
            return address.With(("columns", string.Join(',', columns)), ("pick", "columns")).ToString();
        }

        return address.IsSaidBy(query, CdrRequest.Keys) ? null : address.ToString();
    }

    private async Task Show(PortalCall call, CdrRequest request, ReportViews views)
    {
        var texts = TextSet.Of<CdrSection>(call.Texts.Language);
        var view = new CdrView { Request = request, Views = views };
        if (request.Query is { } query)
        {
            var page = await Read(query, call.Aborted);
            view = page.Problems.Count > 0
                ? view with { Request = request with { Wrong = TooWide(call, page.Problems) } }
                : CdrView.Of(view, texts, page, await store.Totals(query with { Cursor = null }, call.Aborted));
        }

        await answer.Page<CdrPage>(new ShellModel
        {
            Call = request.Call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            Data = view,
            Status = view.Table is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        });
    }

    // A cursor of another time leads to the first page: no person wrote it.
    private async Task<CallPage> Read(CallQuery query, CancellationToken cancellation)
    {
        var page = await store.Page(query, cancellation);
        return query.Cursor is not null && page.Problems.Any(problem => problem.Field == "cursor")
            ? await store.Page(query with { Cursor = null }, cancellation)
            : page;
    }

    // The address was read already: what the store finds wrong in it is that there are too many calls.
    private static Dictionary<string, string> TooWide(PortalCall call, IReadOnlyList<FieldError> problems)
    {
        var texts = ReportTexts.Of(call);
        return new(StringComparer.Ordinal) { ["query"] = texts[problems.Any(p => p.Field == "sort") ? "Wide.Sort" : "Wide"] };
    }

    private async Task Export(CdrRequest request, string ending)
    {
        var call = request.Call;
        if (request.Query is not { } query || request.Range is not { } range)
        {
            await Show(call, request, await viewing.Of(call, this));
            return;
        }

        CdrColumn[] columns = [.. request.Columns.Select(CdrColumns.Of)];
        var rows = store.All(query with { Sort = null, Cursor = null, Fields = request.Columns }, call.Aborted);
        // The last moment of a day, not the first of the next one, names the file.
        var span = new CsvRange(range.From, range.To.AddMilliseconds(-1));
        Column<Call>[] list = [.. columns.Select(column => column.OfList)];
        await (ending switch
        {
            ".csv" => CsvAnswer.Send(call, ReportTexts.Of(call), Key, span, list, rows),
            XlsxAnswer.Ending => XlsxAnswer.Send(
                call, ReportTexts.Of(call), (Key, TextSet.Of<CdrSection>(call.Texts.Language)["Menu"]), span, list, rows),
            _ => NdjsonAnswer.Send(call, Key, span, columns, rows),
        });
    }

    private async Task<bool> Detail(PortalCall call, Call found)
    {
        var texts = TextSet.Of<CdrSection>(call.Texts.Language);
        var view = CdrCallView.Of(call, found);
        await answer.Page<CdrCallPage>(new ShellModel
        {
            Call = call,
            Section = Key,
            Kind = "call",
            Title = view.Allows("callTime") ? texts.Format("Call.Title", Moments.ToSecond(call, found.CallTime)) : texts["Call"],
            Texts = texts,
            Data = view,
        });
        return true;
    }
}
