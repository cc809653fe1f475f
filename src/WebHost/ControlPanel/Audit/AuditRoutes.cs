using Portal.Audit;

namespace Portal.WebHost.ControlPanel;

internal static class AuditRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/audit", List);

    private static async Task<IResult> List(StaffCall call, string? target, IAuditReader audit)
    {
        if (!call.Rights.CanSeeAudit)
            return PanelPage.Forbidden(call);
        var url = ListUrl.Of(call.Context);
        var only = string.IsNullOrWhiteSpace(target) || target.Length > 300 ? null : target;
        return PanelPage.Of<AuditPage>(new { Call = call, Url = url, Target = only, Page = await audit.List(url.Query(call), only, call.Aborted) });
    }
}
