using Portal.Audit;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

internal static class PanelAuditEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", List);
        routes.MapGet("/audit.csv", Csv);
    }

    private static async Task<IResult> List(StaffCall call, AuditDesk desk)
    {
        var url = Url(call);
        var found = await desk.List(call.Caller, url.Query(), call.Aborted);
        return found.IsDone
            ? PanelPage.Of<AuditPage>(new { Call = call, Url = url, Page = found.Value }, ListUrl.Status(found.Value))
            : PanelPage.Refused(call, found);
    }

    private static async Task<IResult> Csv(StaffCall call, AuditDesk desk)
    {
        var query = Url(call).Query();
        var first = await desk.List(call.Caller, query with { Limit = 1, CountTo = null }, call.Aborted);
        if (first is not { IsDone: true, Value.Problems.Count: 0 })
            return await List(call, desk);
        return CsvFile.Of(
            call,
            "audit",
            desk.All(call.Caller, query, call.Aborted),
            ("time", entry => CsvFile.Time(entry.Time)),
            ("who", entry => entry.Actor.Name),
            ("whoKind", entry => entry.Actor.Kind),
            ("whoId", entry => entry.Actor.Id),
            ("from", entry => entry.Actor.From),
            ("action", entry => entry.Action),
            ("target", entry => entry.Target),
            ("before", entry => entry.Before),
            ("after", entry => entry.After));
    }

    private static ListUrl Url(StaffCall call) => ListUrl.Of(call.Context, "/audit", AuditList.Plan);
}
