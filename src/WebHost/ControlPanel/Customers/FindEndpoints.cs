using Portal.Customers;
using Portal.Domains;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a search-and-choose field asks while somebody types.</summary>
internal static class FindEndpoints
{
    private const int Shown = 12;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/find/customers", Customers);
        routes.MapGet("/find/domains", Domains);
    }

    private static async Task<IResult> Customers(StaffCall call, CustomerDesk customers) => Results.Json(
        (await customers.List(call.Caller, new CustomerQuery(Query(call)), call.Aborted)).Items
            .Select(row => new Found(row.Id, row.Name, row.Domain ?? row.Id)));

    private static async Task<IResult> Domains(StaffCall call, DomainDesk domains) => Results.Json(
        (await domains.List(call.Caller, Query(call), call.Aborted)).Items.Select(row => new Found(row.Host, row.Display, row.BrandName)));

    private static ListQuery Query(StaffCall call) => ListUrl.Of(call.Context).Query() with { Limit = Shown, Cursor = null };

    /// <param name="Note">Tells those of one name apart.</param>
    private sealed record Found(string Value, string Text, string Note);
}
