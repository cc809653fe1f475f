using Portal.Customers;
using Portal.Hosts;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Customers and carriers: the same routes for both, each with its own shape.</summary>
internal static class CustomerRoutes
{
    public static void Map(IEndpointRouteBuilder api, CustomerKind kind)
    {
        var (what, path, shape) = (What(kind), Path(kind), CustomerShape.Of(kind));
        api.MapGet(path, (ApiCall call, ListRequest list, HttpRequest request, ICustomerDirectory customers, CancellationToken cancellation) =>
            List(kind, call, list, request, customers, cancellation)).Does(new($"List {what}s", "customers.read")
            {
                Description = "Ordered by name. "
                    + "“q” searches name, id, tags, domain, website, account manager, PayPal e-mail and external account id, "
                    + "and name, e-mail, department and phones of its contacts; with or without accents.",
                Lists = CustomerShape.LineOf(kind),
                Refuses = [422],
                Query =
                [
                    ("status", "Only with this status."),
                    ("domain", "Only those that can sign in only on this domain."),
                    ("tag", "Only with this tag."),
                    ("reseller", "Only those that name this brand as their reseller."),
                ],
            });
        api.MapPost(path, (ApiCall call, CustomerDesk desk, CancellationToken cancellation) => desk.Create(kind, call, cancellation)).Does(ApiOperation.Creates($"Add a {what}", "customers.write", shape));
        api.MapGet(path + "/{id}", (string id, ApiCall call, CustomerDesk desk, CancellationToken cancellation) => desk.Read(kind, id, call, cancellation)).Does(ApiOperation.Reads($"Read a {what}", "customers.read", shape));
        api.MapPut(path + "/{id}", (string id, ApiCall call, CustomerDesk desk, CancellationToken cancellation) => desk.Edit(kind, id, call, false, cancellation)).Does(ApiOperation.Replaces($"Replace a {what}", "customers.write", shape) with
        {
            Description = "Changing “domain” moves its people as well; 409 at “domain” lists the addresses that are already taken there.",
        });
        api.MapPatch(
            path + "/{id}",
            (string id, ApiCall call, CustomerDesk desk, CancellationToken cancellation) =>
                desk.Edit(kind, id, call, true, cancellation)).Does(
                    ApiOperation.Patches($"Change parts of a {what}", "customers.write", shape));
        api.MapDelete(path + "/{id}", (string id, ApiCall call, CustomerDesk desk, CancellationToken cancellation) => desk.Delete(kind, id, call, cancellation)).Does(ApiOperation.Deletes($"Delete a {what}", "customers.write") with
        {
            Description = "Including its people's access and everything that belongs to it. 409 while domains use it as their template.",
        });
    }

    public static string What(CustomerKind kind) => kind == CustomerKind.Carrier ? "carrier" : "customer";

    public static string Path(CustomerKind kind) => kind == CustomerKind.Carrier ? "/carriers" : "/customers";

    private static async Task<ApiAnswer> List(
        CustomerKind kind, ApiCall call, ListRequest list, HttpRequest request, ICustomerDirectory customers, CancellationToken cancellation)
    {
        if (list.Problem is not null)
            return list.Problem;
        var errors = new List<FieldError>();
        string? Filter(string name)
        {
            var text = request.Query[name].ToString();
            if (text.Contains('\0', StringComparison.Ordinal))
                errors.Add(new FieldError(name, "Remove the character U+0000."));
            return text.Length > 0 ? text : null;
        }

        var written = Filter("status");
        var status = written is null ? null : CustomerStatuses.Parse(written);
        if (written is not null && status is null)
            errors.Add(new FieldError("status", CustomerStatuses.Advice));
        var domain = Filter("domain") is { } typed ? HostName.ForFinding(typed) : null;
        var query = new CustomerQuery(list.For(call), kind, status, domain, Filter("tag"), Filter("reseller"));
        return errors.Count > 0 ? Problems.Invalid(errors) : ListRequest.Answer(await customers.List(query, cancellation), CustomerJson.Write);
    }
}
