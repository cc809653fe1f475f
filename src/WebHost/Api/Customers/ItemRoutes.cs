using System.Text.Json;
using Portal.Customers;
using Portal.Saving;
using Portal.WebHost.Items;

namespace Portal.WebHost.Api;

/// <summary>Payments, routes, packages, alerts and contracts: the same routes for each, under whom they hang on.</summary>
internal static class ItemRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var owner in Enum.GetValues<CustomerKind>())
        {
            foreach (var plan in ItemPlans.Of(owner))
                Map(api, owner, plan, $"{CustomerRoutes.Path(owner)}/{{id}}/{plan.Segment}");
        }
    }

    private static void Map(IEndpointRouteBuilder api, CustomerKind owner, ItemPlan plan, string path)
    {
        var (kind, what, whose, shape) = (plan.Kind, plan.One, CustomerRoutes.What(owner), plan.Shape);
        api.MapGet(path, (string id, ApiCall call, ListRequest list, CustomerDesk desk, ICustomerItems items, CancellationToken cancellation) =>
            List(owner, kind, id, call, list, desk, items, cancellation)).Does(new($"List the {what}s of a {whose}", "customers.read")
            {
                Description = "Newest first.",
                Lists = shape,
                Plan = ItemList.Of(kind),
                Refuses = [404, 422],
            });
        api.MapPost(path, (string id, ApiCall call, CustomerDesk desk, IGrainFactory grains, CancellationToken cancellation) =>
            Create(owner, kind, path, id, call, desk, grains, cancellation)).Does(
            ApiOperation.Creates($"Add {plan.AOne}", "customers.write", shape) with
            {
                Refuses = [400, 404, 413, 415, 422],
            });
        api.MapGet(path + "/{itemId}", (string id, string itemId, ApiCall call, CustomerDesk desk, ICustomerItems items, CancellationToken cancellation) =>
            Get(owner, kind, id, itemId, call, desk, items, cancellation)).Does(
            ApiOperation.Reads($"Read {plan.AOne}", "customers.read", shape));
        api.MapPut(path + "/{itemId}", (string id, string itemId, ApiCall call, CustomerDesk desk, ICustomerItems items, IGrainFactory grains, CancellationToken cancellation) =>
            Put(owner, kind, id, itemId, call, desk, items, grains, cancellation)).Does(
            ApiOperation.Replaces($"Replace {plan.AOne}", "customers.write", shape) with
            {
                Refuses = [400, 404, 412, 413, 415, 422],
            });
        api.MapDelete(path + "/{itemId}", (string id, string itemId, ApiCall call, CustomerDesk desk, ICustomerItems items, IGrainFactory grains, CancellationToken cancellation) =>
            Delete(owner, kind, id, itemId, call, desk, items, grains, cancellation)).Does(
            ApiOperation.Deletes($"Delete {plan.AOne}", "customers.write") with
            {
                Refuses = [404, 412],
            });
    }

    private static async Task<ApiAnswer> List(
        CustomerKind owner, ItemKind kind, string id, ApiCall call, ListRequest list, CustomerDesk desk, ICustomerItems items, CancellationToken cancellation)
    {
        var (_, problem) = await desk.Owner(owner, id, call, changes: false, cancellation);
        return problem ?? list.Problem ?? ListRequest.Answer(await items.List(id, kind, list.Query, cancellation), ItemPlans.Of(kind).ToJson);
    }

    private static async Task<ApiAnswer> Create(
        CustomerKind owner, ItemKind kind, string path, string id, ApiCall call, CustomerDesk desk, IGrainFactory grains, CancellationToken cancellation)
    {
        var (customer, problem) = await desk.Owner(owner, id, call, changes: true, cancellation);
        if (customer is null)
            return problem!;
        var (body, unreadable) = await call.Read(ItemPlans.Of(kind).Shape);
        if (unreadable is not null)
            return unreadable;
        var errors = new List<FieldError>();
        var settings = ItemPlans.Of(kind).FromJson(body, customer.Settings.Currency, errors);
        if (errors.Count > 0)
            return Problems.Invalid(Join(errors, settings, customer));
        var change = call.Change();
        var result = await grains.GetGrain<ICustomerGrain>(id).AddItem(settings, change with { OperationId = $"{call.Key.Id}/{change.OperationId}" });
        return result.Answer(What(kind), Version, view => ApiAnswer.Created(
            ItemPlans.Of(kind).ToJson(view), $"{ApiPipeline.Prefix}{path.Replace("{id}", id, StringComparison.Ordinal)}/{view.Id}", view.Version));
    }

    private static async Task<ApiAnswer> Get(
        CustomerKind owner, ItemKind kind, string id, string itemId, ApiCall call, CustomerDesk desk, ICustomerItems items, CancellationToken cancellation)
    {
        var (_, problem) = await desk.Owner(owner, id, call, changes: false, cancellation);
        return problem
            ?? (await Find(kind, id, itemId, items, cancellation) is not { } view ? Problems.NotFound(What(kind))
            : call.Conditions.Has(view.Version) ? ApiAnswer.NotModified(view.Version)
            : ApiAnswer.Ok(ItemPlans.Of(kind).ToJson(view), view.Version));
    }

    private static async Task<ApiAnswer> Put(
        CustomerKind owner, ItemKind kind, string id, string itemId, ApiCall call, CustomerDesk desk, ICustomerItems items, IGrainFactory grains, CancellationToken cancellation)
    {
        var (customer, problem) = await desk.Owner(owner, id, call, changes: true, cancellation);
        if (customer is null)
            return problem!;
        return await new Edit<ItemView, ItemSettings>
        {
            What = What(kind),
            Shape = ItemPlans.Of(kind).Shape,
            Get = () => Find(kind, id, itemId, items, cancellation),
            Version = Version,
            Brand = _ => customer.Brand,
            Write = ItemPlans.Of(kind).ToJson,
            Read = (document, now, errors) => Read(document, now, kind, customer, errors),
            Check = (_, settings) => Task.FromResult(ItemRules.Check(settings, customer.Settings).Errors),
            Refuse = (_, _) => null,
            Save = (settings, change) => grains.GetGrain<ICustomerGrain>(id).SaveItem(itemId, settings, change),
        }.Run(call, patch: false);
    }

    private static async Task<ApiAnswer> Delete(
        CustomerKind owner, ItemKind kind, string id, string itemId, ApiCall call, CustomerDesk desk, ICustomerItems items, IGrainFactory grains, CancellationToken cancellation)
    {
        var (customer, problem) = await desk.Owner(owner, id, call, changes: true, cancellation);
        if (customer is null)
            return problem!;
        if (await Find(kind, id, itemId, items, cancellation) is not { } view)
            return Problems.NotFound(What(kind));
        if (!call.Conditions.Allow(view.Version))
            return Problems.Changed(view.Version);
        var result = await grains.GetGrain<ICustomerGrain>(id).DeleteItem(kind, itemId, call.ChangeOf(view.Version));
        return result.Answer(What(kind), Version, _ => ApiAnswer.NoContent());
    }

    private static ItemSettings Read(JsonElement document, ItemView now, ItemKind kind, CustomerView customer, List<FieldError> errors)
    {
        if (new Fields(document, "", errors).Text("id") is { Length: > 0 } written && written != now.Id)
            errors.Add(new FieldError("id", $"An id can't be changed: this is {now.Id}."));
        return ItemPlans.Of(kind).FromJson(document, customer.Settings.Currency, errors);
    }

    private static async Task<ItemView?> Find(ItemKind kind, string id, string itemId, ICustomerItems items, CancellationToken cancellation) =>
        CustomerIds.Is(kind, itemId) ? await items.Find(id, kind, itemId, cancellation) : null;

    // What can't be read at all (an amount, a time) stands as nothing by now: its own error says it better than the rules.
    private static IEnumerable<FieldError> Join(List<FieldError> errors, ItemSettings settings, CustomerView customer) =>
        errors.Concat(ItemRules.Check(settings, customer.Settings).Errors.Where(error => !errors.Exists(read => read.Field == error.Field)));

    private static string What(ItemKind kind) => ItemPlans.Of(kind).One;

    private static long Version(ItemView view) => view.Version;
}
