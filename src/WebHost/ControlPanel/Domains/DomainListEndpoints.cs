using Portal.Brands;
using Portal.Certificates;
using Portal.Domains;
using Portal.Platform;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

internal static class DomainListEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/domains", List);
        routes.MapGet("/domains.csv", Csv);
    }

    private static Task<IResult> Csv(
        StaffCall call, DomainDesk domains, BrandDesk brands, IGrainFactory grains, PlatformNames platform) =>
        CsvFile.Of(
            call,
            "domains",
            Url(call).Query(),
            query => domains.List(call.Caller, query, call.Aborted),
            query => domains.All(call.Caller, query, call.Aborted),
            () => List(call, domains, brands, grains, platform),
            ("host", row => row.Host),
            ("brand", row => row.Brand),
            ("brandName", row => row.BrandName),
            ("status", row => Names<DomainStatus>.Of(row.Status)),
            ("certificate", row => Names<CertificateState>.Of(row.CertificateState)),
            ("expires", row => CsvFile.Time(row.CertificateNotAfter)),
            ("failure", row => row.Failure),
            ("changedAt", row => CsvFile.Time(row.ChangedAt)));

    private static ListUrl Url(StaffCall call) => ListUrl.Of(call.Context, "/domains", DomainList.Plan);

    private static async Task<IResult> List(
        StaffCall call, DomainDesk domains, BrandDesk brands, IGrainFactory grains, PlatformNames platform)
    {
        var url = Url(call);
        var page = await domains.List(call.Caller, url.Query(), call.Aborted);
        return PanelPage.Of<DomainListPage>(
            new
            {
                Call = call,
                Url = url,
                Page = page,
                Brands = await brands.Choices(call.Caller, call.Aborted),
                PlatformHost = await platform.Host(),
                SetupOpen = await grains.GetGrain<IStaffSetupGrain>(0).Stage()
                    is SetupStage.Platform or SetupStage.Mail or SetupStage.Domain,
            },
            ListUrl.Status(page));
    }
}
