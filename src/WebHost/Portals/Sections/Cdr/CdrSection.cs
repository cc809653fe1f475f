using Portal.Calls;
using Portal.Saving;
using Portal.Views;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>The customer's calls: a list by any of their marks, its files, and a page for each call.</summary>
internal sealed class CdrSection(
    PortalAnswer answer, ICallStore store, ICallProofs proofs, ReportViewing viewing, IChosenColumns choices, CallAudio audio)
    : IReportSection
{
    private const string ColumnsPath = "/columns";

    public string Key => "cdr";

    public ReportAddress Read(IQueryCollection query) =>
        CdrRequest.Read(query).Without("cursor", "pick");

    public ReportAddress Allowed(PortalCall call, ReportAddress address) => CdrRequest.Shown(call, address);

    public IReadOnlyDictionary<string, string> Check(PortalCall call) => CdrRequest.Of(call).Wrong;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call))
            return rest == ColumnsPath && await Choose(call, await SectionForm.Read(call));
        switch (rest)
        {
            case ColumnsPath:
                return await SectionForm.BackTo(call, "/cdr");
            case "":
                var views = await viewing.Of(call, this);
                await ((views.Leads ?? Clean(call)) is { } elsewhere
                    ? PortalAnswer.SeeOther(call, elsewhere)
                    : Show(call, await Asked(call, isPage: true), views));
                return true;
            case ".csv" or ".ndjson" or XlsxAnswer.Ending:
                await Export(await Asked(call, isPage: false), rest);
                return true;
            default:
                var isAudio = rest.EndsWith(RecordingAnswer.Path, StringComparison.Ordinal);
                return rest[0] == '/' && CallKey.TryParse(isAudio ? rest[1..^RecordingAnswer.Path.Length] : rest[1..], out var key)
                    && await store.Find(call.Place.Customer, key, call.Aborted) is { } found
                    && await (isAudio ? audio.Send(call, found) : Detail(call, found));
        }
    }

    /// <summary>Where an address leads that a form made: without what is empty, with the columns in one part. Null: it is clean.</summary>
    private static string? Clean(PortalCall call)
    {
        var query = call.Context.Request.Query;
        var address = CdrRequest.Read(query);
        return address.IsSaidBy(query, CdrRequest.Keys) ? null : address.ToString();
    }

    private async Task<CdrRequest> Asked(PortalCall call, bool isPage)
    {
        // An address that says its columns needs no others.
        var isSaid = CdrRequest.Read(call.Context.Request.Query)["columns"] is not null;
        var request = CdrRequest.Of(call, isSaid ? null : await choices.Of(call.Place.Contact, Key, call.Aborted));
        // A file has no names to choose from: one that was typed is looked for among them, and what is wrong with it is told by the page.
        return request.Range is { } range && request.Allowed.Contains("destinationName")
            && (isPage || request.Query is not { DestinationName: null })
            ? request.Among(await store.Destinations(call.Place.Customer, range.From, range.To, call.Aborted))
            : request;
    }

    // What is chosen is kept, and the address is left without columns, which it needn't say any more.
    private async Task<bool> Choose(PortalCall call, IFormCollection form)
    {
        var allowed = CdrColumns.Allowed(call);
        var (move, isUsual) = (form[ColumnMoves.Field].ToString(), form.ContainsKey(ColumnMoves.Usual));
        var chosen = ColumnMoves.After(CdrColumns.Chosen(allowed, string.Join(',', form["columns"].ToArray())), move);
        var kept = isUsual || chosen.SequenceEqual(allowed) ? null : string.Join(',', chosen);
        var address = ReportQuery.Read(this, form["query"].ToString()).Without("columns");
        // Whoever only looks over somebody's shoulder leaves no trace.
        if (call.IsStaff)
            address = address.With(("columns", kept));
        else
            await choices.Keep(call.Place.Contact, Key, kept, call.Aborted);
        // A bare address may be a view's.
        if (address.Without(ReportViews.Part).IsBare)
            address = address.With(("range", ReportRange.Default));
        return await SectionForm.BackTo(call, (move.Length > 0 ? address.With(("pick", "columns")) : address).ToString());
    }

    private async Task Show(PortalCall call, CdrRequest request, ReportViews views)
    {
        var texts = TextSet.Of<CdrSection>(call.Texts.Language);
        var view = new CdrView { Request = request, Views = views };
        if (request.Query is { } query)
        {
            var page = await Read(query, call.Aborted);
            var totals = page.Problems.Count > 0 ? null : await store.Totals(query with { Cursor = null }, call.Aborted);
            view = page.Problems.Count > 0
                ? view with { Request = request with { Wrong = TooWide(call, page.Problems) } }
                : CdrView.Of(view, texts, page, totals) with
                {
                    // What is summed for a filter is of the calls themselves.
                    VerifiedAt = totals is { Count: > 0 } && query.IsPlain
                        ? await proofs.VerifiedAt(query.From, query.To, call.Aborted)
                        : null,
                };
        }

        await answer.Page<CdrPage>(new ShellModel
        {
            Call = request.Call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            Data = view,
            Done = views.Done,
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
