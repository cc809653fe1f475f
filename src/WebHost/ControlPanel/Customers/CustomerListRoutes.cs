using Portal.Customers;

namespace Portal.WebHost.ControlPanel;

internal static class CustomerListRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in Enum.GetValues<CustomerKind>())
        {
            var path = Path(kind);
            routes.MapGet(path, (StaffCall call, CustomerDesk desk, CustomerPages pages) => List(kind, call, desk, pages));
            routes.MapGet(path + ".csv", (StaffCall call, CustomerDesk desk, CustomerPages pages) =>
                Csv(kind, call, desk, pages));
        }
    }

    /// <summary>The list of a kind by one of its filters.</summary>
    public static ListUrl Url(CustomerKind kind, string filter, string value) =>
        new ListUrl(Path(kind)) { Plan = CustomerList.Plan }.With(filter, value);

    private static string Path(CustomerKind kind) => "/" + CustomerWords.Segment(kind);

    private static async Task<IResult> Csv(CustomerKind kind, StaffCall call, CustomerDesk desk, CustomerPages pages)
    {
        var query = ListUrl.Of(call.Context, Path(kind), CustomerList.Plan).Query();
        if ((await desk.List(call.Caller, new(query with { Limit = 1, CountTo = null }, kind), call.Aborted)).Problems.Count > 0)
            return await List(kind, call, desk, pages);
        return CsvFile.Of(
            call,
            CustomerWords.Segment(kind),
            desk.All(call.Caller, new(query, kind), call.Aborted),
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
    }

    private static async Task<IResult> List(CustomerKind kind, StaffCall call, CustomerDesk desk, CustomerPages pages)
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
                Brands = await pages.Brands(call),
            },
            ListUrl.Status(page));
    }
}
