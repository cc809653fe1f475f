using Portal.Audit;

namespace Portal.WebHost.ControlPanel;

internal static class AuditRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", List);
        routes.MapGet("/audit.csv", Csv);
    }

    private static async Task<IResult> List(StaffCall call, IAuditReader audit)
    {
        if (!call.Rights.CanSeeAudit)
            return PanelPage.Forbidden(call);
        var url = Url(call);
        var page = await audit.List(url.Query(call), null, call.Aborted);
        return PanelPage.Of<AuditPage>(new { Call = call, Url = url, Page = page }, ListUrl.Status(page));
    }

    private static async Task<IResult> Csv(StaffCall call, IAuditReader audit)
    {
        var query = Url(call).Query(call);
        if (!call.Rights.CanSeeAudit || (await audit.List(query with { Limit = 1, CountTo = null }, null, call.Aborted)).Problems.Count > 0)
            return await List(call, audit);
        return CsvFile.Of(
            call,
            "audit",
            audit.All(query, call.Aborted),
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
