using Portal.Brands;
using Portal.Domains;
using Portal.Platform;
using Portal.Staff;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

internal static class DomainListRoutes
{
    private const int MostBrands = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/domains", List);
        routes.MapGet("/domains.csv", Csv);
    }

    private static Task<IResult> List(
        StaffCall call, IDomainDirectory domains, IBrandDirectory brands, IGrainFactory grains, PlatformNames platform) =>
        Page(call, domains, brands, grains, platform, Url(call));

    private static async Task<IResult> Csv(
        StaffCall call, IDomainDirectory domains, IBrandDirectory brands, IGrainFactory grains, PlatformNames platform)
    {
        var url = Url(call);
        var query = url.Query(call);
        if ((await domains.List(query with { Limit = 1, CountTo = null }, call.Aborted)).Problems.Count > 0)
            return await Page(call, domains, brands, grains, platform, url);
        return CsvFile.Of(
            call,
            "domains",
            domains.All(query, call.Aborted),
            ("host", row => row.Host),
            ("brand", row => row.Brand),
            ("brandName", row => row.BrandName),
            ("status", row => SharedFields.Name(row.Status)),
            ("certificate", row => SharedFields.Name(row.CertificateState)),
            ("expires", row => CsvFile.Time(row.CertificateNotAfter)),
            ("failure", row => row.Failure),
            ("changedAt", row => CsvFile.Time(row.ChangedAt)));
    }

    private static ListUrl Url(StaffCall call) => ListUrl.Of(call.Context, "/domains", DomainList.Plan);

    private static async Task<IResult> Page(
        StaffCall call, IDomainDirectory domains, IBrandDirectory brands, IGrainFactory grains, PlatformNames platform, ListUrl url)
    {
        var page = await domains.List(url.Query(call), call.Aborted);
        return PanelPage.Of<DomainListPage>(
            new
            {
                Call = call,
                Url = url,
                Page = page,
                Brands = (await brands.List(new ListQuery(null, MostBrands, null, call.OnlyBrands), call.Aborted)).Items,
                PlatformHost = await platform.Host(),
                SetupOpen = await grains.GetGrain<IStaffSetupGrain>(0).Stage()
                    is SetupStage.Platform or SetupStage.Mail or SetupStage.Domain,
            },
            ListUrl.Status(page));
    }
}
