using Portal.Customers;

namespace Portal.WebHost.ControlPanel;

internal static class CustomerListRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in Enum.GetValues<CustomerKind>())
        {
            var path = Path(kind);
            routes.MapGet(path, (StaffCall call, ICustomerDirectory customers, CustomerDesk desk) => List(kind, call, customers, desk));
            routes.MapGet(path + ".csv", (StaffCall call, ICustomerDirectory customers, CustomerDesk desk) =>
                Csv(kind, call, customers, desk));
        }
    }

    /// <summary>The list of a kind by one of its filters.</summary>
    public static ListUrl Url(CustomerKind kind, string filter, string value) =>
        new ListUrl(Path(kind)) { Plan = CustomerList.Plan }.With(filter, value);

    private static string Path(CustomerKind kind) => "/" + CustomerWords.Segment(kind);

    private static async Task<IResult> Csv(CustomerKind kind, StaffCall call, ICustomerDirectory customers, CustomerDesk desk)
    {
        var query = ListUrl.Of(call.Context, Path(kind), CustomerList.Plan).Query(call);
        if ((await customers.List(new(query with { Limit = 1, CountTo = null }, kind), call.Aborted)).Problems.Count > 0)
            return await List(kind, call, customers, desk);
        return CsvFile.Of(
            call,
            CustomerWords.Segment(kind),
            customers.All(new(query, kind), call.Aborted),
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

    private static async Task<IResult> List(CustomerKind kind, StaffCall call, ICustomerDirectory customers, CustomerDesk desk)
    {
        var url = ListUrl.Of(call.Context, Path(kind), CustomerList.Plan);
        var page = await customers.List(new(url.Query(call), kind), call.Aborted);
        return PanelPage.Of<CustomerListPage>(
            new
            {
                Call = call,
                Kind = kind,
                Url = url,
                Page = page,
                Tags = call.OnlyBrands is not null ? [] : await customers.Tags(call.Aborted),
                Brands = await desk.Brands(call),
            },
            ListUrl.Status(page));
    }
}
