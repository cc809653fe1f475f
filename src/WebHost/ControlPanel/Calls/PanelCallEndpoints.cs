using Portal.Calls;
using Portal.Customers;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>The calls of all customers: a list by any of their marks, its files, and a page for each call with its recording.</summary>
internal static class PanelCallEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calls", List);
        foreach (var ending in (string[])[ListFile.Csv, ListFile.Xlsx])
        {
            routes.MapGet(
                "/calls" + ending, (StaffCall call, CallPages pages, CallDesk desk) => File(ending, call, pages, desk));
        }

        routes.MapGet("/calls/{key}", Show);
        routes.MapGet("/calls/{key}" + RecordingAnswer.Path, Hear);
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

    private static async Task<IResult> File(string ending, StaffCall call, CallPages pages, CallDesk desk)
    {
        var asked = await pages.Ask(call);
        return asked.IsById ? CallFile.Of(call, ending, asked.Range.Zone, asked.Items.ToAsyncEnumerable())
            : asked.Query is { } query ? CallFile.Of(call, ending, asked.Range.Zone, desk.All(call.Caller, query, call.Aborted))
            : await Page(asked, pages);
    }

    private static async Task<IResult> Show(
        string key, StaffCall call, CallDesk desk, CustomerDesk customers, RecordingHearing hearing, SiteUrl sites)
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
            Hears = row.HasAudio && await hearing.MayHear(call.Caller, row, call.Aborted),
            Theirs = customer?.Domain is { } host ? $"{sites.Of(host)}cdr/{CallKey.Of(row)}" : null,
        });
    }

    private static async Task<IResult> Hear(string key, StaffCall call, RecordingHearing hearing)
    {
        var heard = await hearing.Open(call.Caller, key, RecordingAnswer.IsDownload(call.Context.Request), call.Aborted);
        if (!heard.IsDone)
            return PanelPage.Refused(call, heard);
        await RecordingAnswer.Send(call.Context, call.Session!.Email, heard.Value.Call, heard.Value.Opened);
        return Results.Empty;
    }
}
