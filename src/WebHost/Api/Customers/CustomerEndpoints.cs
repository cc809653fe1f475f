using Portal.Customers;

namespace Portal.WebHost.Api;

/// <summary>Customers and carriers: the same routes for both, each with its own shape.</summary>
internal static class CustomerEndpoints
{
    public static void Map(IEndpointRouteBuilder api, CustomerKind kind)
    {
        var (what, path, shape) = (What(kind), Path(kind), CustomerDocument.Of(kind).Shape);
        api.MapGet(path, (ApiCall call, ListRequest list, CustomerDesk desk, CancellationToken cancellation) =>
            List(kind, call, list, desk, cancellation)).Does(new($"List {what}s", "customers.read")
            {
                Description = "Ordered by name unless “sort” says otherwise. "
                    + "“q” searches name, id, tags, domain, website, account manager, PayPal e-mail and external account id, "
                    + "and name, e-mail, department and phones of its contacts; with or without accents.",
                Lists = CustomerLine.Of(kind).Shape,
                Plan = CustomerList.Plan,
                Refuses = [422],
            });
        api.MapPost(
            path,
            (ApiCall call, CustomerAnswers answers, CancellationToken cancellation) =>
                answers.Create(kind, call, cancellation)).Does(ApiOperation.Creates($"Add a {what}", "customers.write", shape));
        api.MapGet(
            path + "/{id}",
            (string id, ApiCall call, CustomerAnswers answers, CancellationToken cancellation) =>
                answers.Read(kind, id, call, cancellation)).Does(ApiOperation.Reads($"Read a {what}", "customers.read", shape));
        api.MapPut(
            path + "/{id}",
            (string id, ApiCall call, CustomerAnswers answers, CancellationToken cancellation) =>
                answers.Edit(kind, id, call, false, cancellation))
                    .Does(ApiOperation.Replaces($"Replace a {what}", "customers.write", shape) with
                    {
                        Description = "Changing “domain” moves its people as well; "
                            + "409 at “domain” lists the addresses that are already taken there.",
                    });
        api.MapPatch(
            path + "/{id}",
            (string id, ApiCall call, CustomerAnswers answers, CancellationToken cancellation) =>
                answers.Edit(kind, id, call, true, cancellation)).Does(
                    ApiOperation.Patches($"Change parts of a {what}", "customers.write", shape));
        api.MapDelete(
            path + "/{id}",
            (string id, ApiCall call, CustomerAnswers answers, CancellationToken cancellation) =>
                answers.Delete(kind, id, call, cancellation)).Does(ApiOperation.Deletes($"Delete a {what}", "customers.write") with
                {
                    Description = "Including its people's access and everything that belongs to it. "
                        + "409 while domains use it as their template.",
                });
    }

    public static string What(CustomerKind kind) => kind == CustomerKind.Carrier ? "carrier" : "customer";

    public static string Path(CustomerKind kind) => kind == CustomerKind.Carrier ? "/carriers" : "/customers";

    private static async Task<ApiAnswer> List(
        CustomerKind kind, ApiCall call, ListRequest list, CustomerDesk desk, CancellationToken cancellation) =>
        list.Problem ?? ListRequest.Answer(
            await desk.List(call.Caller, new CustomerQuery(list.Query, kind), cancellation), CustomerLine.Of(kind).Show);
}
