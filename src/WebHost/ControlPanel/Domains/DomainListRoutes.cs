using Portal.Domains;
using Portal.Platform;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

internal static class DomainListRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/domains", List);

    private static async Task<IResult> List(
        StaffCall call, IDomainDirectory domains, IGrainFactory grains, PlatformNames platform, CancellationToken cancellation)
    {
        var url = ListUrl.Of(call.Context);
        var query = url.Query(call);
        return PanelPage.Of<DomainListPage>(new
        {
            Call = call,
            Url = url,
            Page = await domains.List(query, cancellation),
            Count = await domains.Count(query, cancellation),
            PlatformHost = await platform.Host(),
            SetupOpen = await grains.GetGrain<IStaffSetupGrain>(0).Stage() is SetupStage.Platform or SetupStage.Mail or SetupStage.Domain,
        });
    }
}
