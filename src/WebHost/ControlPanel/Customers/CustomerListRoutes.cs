using Portal.Customers;

namespace Portal.WebHost.ControlPanel;

internal static class CustomerListRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/customers", (StaffCall call, ICustomerDirectory customers, CustomerDesk desk) => List(CustomerKind.Customer, call, customers, desk));
        routes.MapGet("/carriers", (StaffCall call, ICustomerDirectory customers, CustomerDesk desk) => List(CustomerKind.Carrier, call, customers, desk));
    }

    private static async Task<IResult> List(CustomerKind kind, StaffCall call, ICustomerDirectory customers, CustomerDesk desk)
    {
        var url = CustomerUrl.Of(call.Context, kind);
        var query = url.Query(call);
        var brands = await desk.Brands(call);
        return PanelPage.Of<CustomerListPage>(new
        {
            Call = call,
            Url = url,
            Page = await customers.List(query, call.Aborted),
            Count = await customers.Count(query, call.Aborted),
            Tags = call.Rights.IsReseller ? [] : await customers.Tags(call.Aborted),
            Brands = brands,
        });
    }
}
