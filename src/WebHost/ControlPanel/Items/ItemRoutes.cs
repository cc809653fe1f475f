using Portal.Customers;
using Portal.Saving;
using Portal.WebHost.Items;

namespace Portal.WebHost.ControlPanel;

/// <summary>The rows that hang on a customer: payments, routes, packages, alerts, contracts, all alike.</summary>
internal static class ItemRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var segments = string.Join('|', ItemPlans.All.Select(plan => plan.Segment));
        var place = routes.MapGroup($"{CustomerRoutes.Place}/{{id}}/{{items:regex(^({segments})$)}}");
        place.MapGet("", List);
        place.MapGet("/new", New);
        place.MapPost("/new", Add);
        place.MapGet("/{item}", Show);
        place.MapPost("/{item}", Save);
        place.MapPost("/{item}/delete", Delete);
    }

    private static async Task<IResult> List(string segment, string id, string items, string? done, StaffCall call, CustomerDesk desk, TimeProvider clock)
    {
        if (await Find(segment, id, items, call, desk) is not var (view, plan))
            return PanelPage.NotFound(call);
        var url = ListUrl.Of(call.Context, $"/{segment}/{id}/{items}", ItemList.Of(plan.Kind));
        // Of whom it is was asked above: these rows have no brand of their own.
        var page = await desk.Items(id, plan.Kind, url.Query(call) with { Brands = null }, call.Aborted);
        return PanelPage.Of<ItemListPage>(
            new
            {
                Heading = await desk.Heading(call, view, Said(done, plan)),
                Plan = plan,
                Url = url,
                Page = page,
                Now = clock.GetUtcNow(),
                Balance = plan.ShowsBalance ? await desk.Balance(view, call.Aborted) : null,
            },
            ListUrl.Status(page));
    }

    private static async Task<IResult> New(string segment, string id, string items, StaffCall call, CustomerDesk desk) =>
        await Find(segment, id, items, call, desk) is not var (view, plan) ? PanelPage.NotFound(call)
        : !call.Rights.CanChange(view.Brand) ? PanelPage.Forbidden(call)
        : await Page(call, desk, view, plan, null, plan.ToForm(plan.New()));

    private static async Task<IResult> Add(string segment, string id, string items, StaffCall call, CustomerDesk desk)
    {
        if (await Find(segment, id, items, call, desk) is not var (view, plan))
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = plan.FromForm(values, view.Settings.Currency, errors);
        if (errors.Count > 0)
            return await Page(call, desk, view, plan, null, values.With(errors, ItemRules.Check(settings, view.Settings).Errors), StatusCodes.Status422UnprocessableEntity);
        var result = await desk.Grain(id).AddItem(settings, call.Change(posted));
        return result.IsSaved
            ? SignInRoutes.SeeOther($"/{segment}/{id}/{items}{(posted["_then"] == "new" ? "/new" : "?done=added")}")
            : await Page(call, desk, view, plan, null, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Show(string segment, string id, string items, string item, StaffCall call, CustomerDesk desk) =>
        await Find(segment, id, items, call, desk) is var (view, plan) && await desk.Item(id, plan.Kind, item, call.Aborted) is { } found
            ? await Page(call, desk, view, plan, found, plan.ToForm(found.Settings))
            : PanelPage.NotFound(call);

    private static async Task<IResult> Save(string segment, string id, string items, string item, StaffCall call, CustomerDesk desk, LastChange last)
    {
        if (await Find(segment, id, items, call, desk) is not var (view, plan) || await desk.Item(id, plan.Kind, item, call.Aborted) is not { } found)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = Keeping.Stay(plan.FromForm(values, view.Settings.Currency, errors), found.Settings);
        if (errors.Count > 0)
            return await Page(call, desk, view, plan, found, values.With(errors, ItemRules.Check(settings, view.Settings).Errors), StatusCodes.Status422UnprocessableEntity);
        var result = await desk.Grain(id).SaveItem(item, settings, call.Change(posted, StaffCall.Version(posted)));
        return result.Outcome switch
        {
            SaveOutcome.Saved => SignInRoutes.SeeOther($"/{segment}/{id}/{items}{(posted["_then"] == "new" ? "/new" : "?done=saved")}"),
            SaveOutcome.Conflict => await Page(
                call, desk, view, plan, result.Value, values.Meet(plan.ToForm(result.Value!.Settings), out var theirs), StatusCodes.Status409Conflict, theirs,
                await last.Of(call, result.Value.Settings, [ItemKinds.Of(plan.Kind).Name + "."], "customer/" + id)),
            SaveOutcome.NotFound => PanelPage.NotFound(call),
            SaveOutcome.Invalid or SaveOutcome.Exists or SaveOutcome.InUse =>
                await Page(call, desk, view, plan, found, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity),
        };
    }

    private static async Task<IResult> Delete(string segment, string id, string items, string item, StaffCall call, CustomerDesk desk)
    {
        if (await Find(segment, id, items, call, desk) is not var (view, plan) || await desk.Item(id, plan.Kind, item, call.Aborted) is not { } found)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var result = await desk.Grain(id).DeleteItem(plan.Kind, item, call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return result.IsSaved
            ? SignInRoutes.SeeOther($"/{segment}/{id}/{items}?done=deleted")
            : await Page(call, desk, view, plan, found, plan.ToForm(found.Settings).With(result.Errors), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<(CustomerView View, ItemPlan Plan)?> Find(string segment, string id, string items, StaffCall call, CustomerDesk desk) =>
        ItemPlans.Find(CustomerWords.Kind(segment), items) is { } plan && await desk.Find(segment, id, call) is { } view
            ? (view, plan)
            : null;

    private static async Task<IResult> Page(
        StaffCall call, CustomerDesk desk, CustomerView view, ItemPlan plan, ItemView? item, FormValues values, int status = StatusCodes.Status200OK, FormValues? theirs = null, SavedBy? by = null) =>
        PanelPage.Of<ItemPage>(new { Heading = await desk.Heading(call, view), Plan = plan, Item = item, Values = values, Theirs = theirs, By = by }, status);

    private static string? Said(string? done, ItemPlan plan) => done switch
    {
        "added" => $"The {plan.One} was added.",
        "saved" => $"The {plan.One} was saved.",
        "deleted" => $"The {plan.One} was deleted.",
        _ => null,
    };
}
