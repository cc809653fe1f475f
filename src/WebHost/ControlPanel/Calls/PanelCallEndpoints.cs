using Portal.Calls;
using Portal.Customers;

namespace Portal.WebHost.ControlPanel;

/// <summary>The calls of all customers: a list by any of their marks, its file, and a page for each call.</summary>
internal static class PanelCallEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calls", List);
        routes.MapGet("/calls.csv", Csv);
        routes.MapGet("/calls/{key}", Show);
    }

    private static async Task<IResult> List(StaffCall call, CallPages pages)
    {
        var asked = await pages.Ask(call);
        // Who asks for one call by its id wants to read it.
        return asked is { IsById: true, Items: [var only] }
            ? SignInEndpoints.SeeOther(CallUrls.Of(only))
            : await Page(asked, pages);
    }

    private static async Task<IResult> Page(CallsModel asked, CallPages pages)
    {
        var answer = await pages.Fill(asked);
        return answer.IsDone
            ? PanelPage.Of<StaffCallsPage>(
                new { Model = answer.Value },
                answer.Value.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
            : PanelPage.Refused(asked.Call, answer);
    }

    private static async Task<IResult> Csv(StaffCall call, CallPages pages, CallDesk desk)
    {
        var asked = await pages.Ask(call);
        return asked.IsById ? CallCsv.Of(call, asked.Range.Zone, asked.Items.ToAsyncEnumerable())
            : asked.Query is { } query ? CallCsv.Of(call, asked.Range.Zone, desk.All(call.Caller, query, call.Aborted))
            : await Page(asked, pages);
    }

    private static async Task<IResult> Show(string key, StaffCall call, CallDesk desk, CustomerDesk customers, SiteUrl sites)
    {
        var found = await desk.Find(call.Caller, key, call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var row = found.Value;
        var customer = (await customers.Find(call.Caller, CustomerKind.Customer, row.Customer, call.Aborted)).Value?.Settings;
        return PanelPage.Of<StaffCallPage>(new
        {
            Call = call,
            Row = row,
            Customer = customer?.Name,
            Theirs = customer?.Domain is { } host ? $"{sites.Of(host)}cdr/{CallKey.Of(row)}" : null,
        });
    }
}
