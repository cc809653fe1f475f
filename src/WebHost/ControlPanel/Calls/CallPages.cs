using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>Gathers what the list of calls shows.</summary>
internal sealed class CallPages(CallDesk desk, CustomerFilter customers, TimeProvider clock)
{
    /// <summary>What is asked for; calls are there already where that is an id.</summary>
    public async Task<CallsModel> Ask(StaffCall call)
    {
        var errors = new List<FieldError>();
        var url = CallUrls.Read(call.Context, "/calls", CallUrls.Calls);
        var range = ShownRange.Read(url, clock.GetUtcNow(), errors);
        var (own, customer) = await customers.Read(call, url, errors);
        var model = new CallsModel { Call = call, Url = own, Range = range, Customer = customer };
        // What is no number is an id, or nothing.
        if (url.Text is { } id && await desk.FindById(call.Caller, id, call.Aborted) is var found
            && (found.Count > 0 || CallFilters.Digits(id) is null))
        {
            return model with
            {
                Items = [.. found.OrderByDescending(one => one.CallTime)],
                IsById = true,
            };
        }

        // Without a time what is wrong in the filters is told nevertheless.
        var query = CallFilters.Read(own, range.Asked ?? ReportRange.Unknown, errors);
        if (CallOrder.Problem(query) is { } problem)
            errors.Add(problem);
        return model with { Problems = errors, Query = errors.Count > 0 ? null : query with { Customer = customer?.Id } };
    }

    /// <summary>With its calls and their sums.</summary>
    public async Task<DeskAnswer<CallsModel>> Fill(CallsModel asked)
    {
        var (call, stop) = (asked.Call, asked.Call.Aborted);
        if (asked.Query is not { } query)
            return DeskAnswer<CallsModel>.Done(asked with { Names = await desk.Names(asked.Items, stop) });
        var answer = await desk.Page(call.Caller, query, stop);
        if (!answer.IsDone)
            return answer.Refusing<CallsModel>();
        var page = answer.Value;
        if (page.Problems.Count > 0)
            return DeskAnswer<CallsModel>.Done(asked with { Problems = page.Problems });
        return DeskAnswer<CallsModel>.Done(asked with
        {
            Items = page.Items,
            Next = page.Next,
            Previous = page.Previous,
            KeptFrom = page.KeptFrom,
            Totals = await desk.Totals(call.Caller, query with { Cursor = null }, stop),
            Names = await desk.Names(page.Items, stop),
        });
    }
}
