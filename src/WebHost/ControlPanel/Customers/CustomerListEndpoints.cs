using Portal.Brands;
using Portal.Customers;

namespace Portal.WebHost.ControlPanel;

internal static class CustomerListEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in Enum.GetValues<CustomerKind>())
        {
            var path = Path(kind);
            routes.MapGet(path, (StaffCall call, CustomerDesk desk, BrandDesk brands) => List(kind, call, desk, brands));
            routes.MapGet(path + ".csv", (StaffCall call, CustomerDesk desk, BrandDesk brands) =>
                Csv(kind, call, desk, brands));
        }
    }

    /// <summary>The list of a kind by one of its filters.</summary>
    public static ListUrl Url(CustomerKind kind, string filter, string value) =>
        new ListUrl(Path(kind)) { Plan = CustomerList.Plan }.With(filter, value);

    private static string Path(CustomerKind kind) => "/" + CustomerWords.Segment(kind);

    private static Task<IResult> Csv(CustomerKind kind, StaffCall call, CustomerDesk desk, BrandDesk brands) =>
        CsvFile.Of(
            call,
            CustomerWords.Segment(kind),
            ListUrl.Of(call.Context, Path(kind), CustomerList.Plan).Query(),
            query => desk.List(call.Caller, new(query, kind), call.Aborted),
            query => desk.All(call.Caller, new(query, kind), call.Aborted),
            () => List(kind, call, desk, brands),
            ("id", row => row.Id),
            ("name", row => row.Name),
            ("status", row => CustomerStatusSpelling.Of(row.Status)),
            ("brand", row => row.Brand),
            ("domain", row => row.Domain),
            ("currency", row => row.Currency),
            ("balance", row => row.Balance.ToString()),
            ("contacts", row => row.Contacts.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("tags", row => string.Join(' ', row.Tags)),
            ("changedAt", row => CsvFile.Time(row.ChangedAt)));

    private static async Task<IResult> List(CustomerKind kind, StaffCall call, CustomerDesk desk, BrandDesk brands)
    {
        var url = ListUrl.Of(call.Context, Path(kind), CustomerList.Plan);
        var page = await desk.List(call.Caller, new(url.Query(), kind), call.Aborted);
        return PanelPage.Of<CustomerListPage>(
            new
            {
                Call = call,
                Kind = kind,
                Url = url,
                Page = page,
                Tags = await desk.Tags(call.Caller, call.Aborted),
                Brands = await brands.Choices(call.Caller, call.Aborted),
            },
            ListUrl.Status(page));
    }
}
