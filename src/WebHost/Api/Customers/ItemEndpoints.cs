using System.Text.Json;
using Portal.Customers;
using Portal.Saving;
using Portal.WebHost.Items;

namespace Portal.WebHost.Api;

/// <summary>Payments, routes, packages, alerts and contracts: the same routes for each, under whom they hang on.</summary>
internal static class ItemEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var owner in Enum.GetValues<CustomerKind>())
        {
            foreach (var plan in ItemPlans.Of(owner))
                Map(api, owner, plan, $"{CustomerEndpoints.Path(owner)}/{{id}}/{plan.Segment}");
        }
    }

    private static void Map(IEndpointRouteBuilder api, CustomerKind owner, ItemPlan plan, string path)
    {
        var (kind, what, whose, shape) = (plan.Kind, plan.One, CustomerEndpoints.What(owner), plan.Shape);
        api.MapGet(
            path,
            (string id, ApiCall call, ListRequest list, ItemDesk desk, CancellationToken cancellation) =>
            List(owner, kind, id, call, list, desk, cancellation)).Does(new($"List the {what}s of a {whose}", "customers.read")
            {
                Description = "Newest first.",
                Lists = shape,
                Plan = ItemList.Of(kind),
                Refuses = [404, 422],
            });
        api.MapPost(path, (string id, ApiCall call, CustomerDesk customers, ItemDesk desk, CancellationToken cancellation) =>
            Create(owner, kind, path, id, call, customers, desk, cancellation)).Does(
            ApiOperation.Creates($"Add {plan.AOne}", "customers.write", shape) with
            {
                Refuses = [400, 404, 413, 415, 422],
            });
        api.MapGet(
            path + "/{itemId}",
            (string id, string itemId, ApiCall call, ItemDesk desk, CancellationToken cancellation) =>
            Get(owner, kind, id, itemId, call, desk, cancellation)).Does(
            ApiOperation.Reads($"Read {plan.AOne}", "customers.read", shape));
        api.MapPut(
            path + "/{itemId}",
            (string id, string itemId, ApiCall call, CustomerDesk customers, ItemDesk desk, CancellationToken cancellation) =>
            Put(owner, kind, id, itemId, call, customers, desk, cancellation)).Does(
            ApiOperation.Replaces($"Replace {plan.AOne}", "customers.write", shape) with
            {
                Refuses = [400, 404, 412, 413, 415, 422],
            });
        api.MapDelete(
            path + "/{itemId}",
            (string id, string itemId, ApiCall call, ItemDesk desk, CancellationToken cancellation) =>
            Delete(owner, kind, id, itemId, call, desk, cancellation)).Does(
            ApiOperation.Deletes($"Delete {plan.AOne}", "customers.write") with
            {
                Refuses = [404, 412],
            });
    }

    private static async Task<ApiAnswer> List(
        CustomerKind owner, ItemKind kind, string id, ApiCall call, ListRequest list, ItemDesk desk, CancellationToken cancellation) =>
        (await desk.List(call.Caller, owner, id, kind, list.Query, cancellation)).Answer(
            CustomerEndpoints.What(owner), page => list.Problem ?? ListRequest.Answer(page, ItemPlans.Of(kind).ToJson));

    private static async Task<ApiAnswer> Create(
        CustomerKind owner,
        ItemKind kind,
        string path,
        string id,
        ApiCall call,
        CustomerDesk customers,
        ItemDesk desk,
        CancellationToken cancellation)
    {
        var found = await customers.FindToChange(call.Caller, owner, id, cancellation);
        if (!found.IsDone)
            return found.Refused(CustomerEndpoints.What(owner));
        var (body, unreadable) = await call.Read(ItemPlans.Of(kind).Shape);
        if (unreadable is not null)
            return unreadable;
        var errors = new List<FieldError>();
        var settings = ItemPlans.Of(kind).FromJson(body, found.Value.Settings.Currency, errors);
        var result = await desk.Add(call.Caller, owner, id, settings, errors, call.Change(), cancellation);
        return result.Answer(What(kind), Version, view => ApiAnswer.Created(
            ItemPlans.Of(kind).ToJson(view),
            $"{ApiPipeline.Prefix}{path.Replace("{id}", id, StringComparison.Ordinal)}/{view.Id}",
            view.Version));
    }

    private static async Task<ApiAnswer> Get(
        CustomerKind owner, ItemKind kind, string id, string itemId, ApiCall call, ItemDesk desk, CancellationToken cancellation) =>
        (await desk.Find(call.Caller, owner, id, kind, itemId, cancellation)).Answer(
            What(kind),
            Version,
            view => call.Conditions.Has(view.Version)
                ? ApiAnswer.NotModified(view.Version)
                : ApiAnswer.Ok(ItemPlans.Of(kind).ToJson(view), view.Version));

    private static async Task<ApiAnswer> Put(
        CustomerKind owner,
        ItemKind kind,
        string id,
        string itemId,
        ApiCall call,
        CustomerDesk customers,
        ItemDesk desk,
        CancellationToken cancellation)
    {
        var found = await customers.FindToChange(call.Caller, owner, id, cancellation);
        if (!found.IsDone)
            return found.Refused(CustomerEndpoints.What(owner));
        return await new Edit<ItemView, ItemSettings>
        {
            What = What(kind),
            Shape = ItemPlans.Of(kind).Shape,
            Find = () => desk.FindToChange(call.Caller, owner, id, kind, itemId, cancellation),
            Version = Version,
            Write = ItemPlans.Of(kind).ToJson,
            Read = (document, now, errors) => Read(document, now, kind, found.Value, errors),
            Save = (settings, errors, change) => desk.Save(call.Caller, owner, id, itemId, settings, errors, change, cancellation),
        }.Run(call, patch: false);
    }

    private static Task<ApiAnswer> Delete(
        CustomerKind owner, ItemKind kind, string id, string itemId, ApiCall call, ItemDesk desk, CancellationToken cancellation) =>
        Removal.Run(
            call,
            What(kind),
            () => desk.FindToChange(call.Caller, owner, id, kind, itemId, cancellation),
            Version,
            change => desk.Delete(call.Caller, owner, id, kind, itemId, change, cancellation));

    private static ItemSettings Read(JsonElement document, ItemView now, ItemKind kind, CustomerView customer, List<FieldError> errors)
    {
        if (new Fields(document, "", errors).Text("id") is { Length: > 0 } written && written != now.Id)
            errors.Add(new FieldError("id", $"An id can't be changed: this is {now.Id}."));
        return ItemPlans.Of(kind).FromJson(document, customer.Settings.Currency, errors);
    }

    private static string What(ItemKind kind) => ItemPlans.Of(kind).One;

    private static long Version(ItemView view) => view.Version;
}
