using Portal.Customers;
using Portal.Saving;
using Portal.WebHost.Items;

namespace Portal.WebHost.ControlPanel;

/// <summary>The rows that hang on a customer: payments, routes, packages, alerts, contracts, all alike.</summary>
internal static class PanelItemEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var segments = string.Join('|', ItemPlans.All.Select(plan => plan.Segment));
        var place = routes.MapGroup($"{PanelCustomerEndpoints.Place}/{{id}}/{{items:regex(^({segments})$)}}");
        place.MapGet("", List);
        place.MapGet("/new", New);
        place.MapPost("/new", Add);
        place.MapGet("/{item}", Show);
        place.MapPost("/{item}", Save);
        place.MapPost("/{item}/delete", Delete);
    }

    private static async Task<IResult> List(
        string segment,
        string id,
        string items,
        string? done,
        StaffCall call,
        CustomerPages pages,
        ItemDesk desk,
        TimeProvider clock)
    {
        if (ItemPlans.Find(CustomerWords.Kind(segment), items) is not { } plan)
            return PanelPage.NotFound(call);
        var found = await pages.Find(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var url = ListUrl.Of(call.Context, $"/{segment}/{id}/{items}", ItemList.Of(plan.Kind));
        var page = await desk.List(call.Caller, found.Value.Settings.Kind, id, plan.Kind, url.Query(), call.Aborted);
        return !page.IsDone ? PanelPage.Refused(call, page) : PanelPage.Of<ItemListPage>(
            new
            {
                Heading = await pages.Heading(call, found.Value, Said(done, plan)),
                Plan = plan,
                Url = url,
                Page = page.Value,
                Now = clock.GetUtcNow(),
                Balance = plan.ShowsBalance ? await pages.Balance(found.Value, call.Aborted) : null,
            },
            ListUrl.Status(page.Value));
    }

    private static async Task<IResult> New(string segment, string id, string items, StaffCall call, CustomerPages pages)
    {
        if (ItemPlans.Find(CustomerWords.Kind(segment), items) is not { } plan)
            return PanelPage.NotFound(call);
        return await pages.FindToChange(segment, id, call) is var found && found.IsDone
            ? await Page(call, pages, found.Value, plan, null, plan.ToForm(plan.New()))
            : PanelPage.Refused(call, found);
    }

    private static async Task<IResult> Add(string segment, string id, string items, StaffCall call, CustomerPages pages, ItemDesk desk)
    {
        if (ItemPlans.Find(CustomerWords.Kind(segment), items) is not { } plan)
            return PanelPage.NotFound(call);
        var found = await pages.FindToChange(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var view = found.Value;
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = plan.FromForm(values, view.Settings.Currency, errors);
        var result = await desk.Add(call.Caller, view.Settings.Kind, id, settings, errors, call.Change(posted), call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther($"/{segment}/{id}/{items}{(posted["_then"] == "new" ? "/new" : "?done=added")}")
            : await Again(call, pages, view, plan, null, values, result);
    }

    private static async Task<IResult> Show(
        string segment, string id, string items, string item, StaffCall call, CustomerPages pages, ItemDesk desk)
    {
        if (ItemPlans.Find(CustomerWords.Kind(segment), items) is not { } plan)
            return PanelPage.NotFound(call);
        var found = await pages.Find(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var row = await desk.Find(call.Caller, found.Value.Settings.Kind, id, plan.Kind, item, call.Aborted);
        return row.IsDone
            ? await Page(call, pages, found.Value, plan, row.Value, plan.ToForm(row.Value.Settings))
            : PanelPage.Refused(call, row);
    }

    private static async Task<IResult> Save(
        string segment, string id, string items, string item, StaffCall call, CustomerPages pages, ItemDesk desk, LastChange last)
    {
        if (ItemPlans.Find(CustomerWords.Kind(segment), items) is not { } plan)
            return PanelPage.NotFound(call);
        var found = await pages.FindToChange(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var view = found.Value;
        var row = await desk.FindToChange(call.Caller, view.Settings.Kind, id, plan.Kind, item, call.Aborted);
        if (!row.IsDone)
            return PanelPage.Refused(call, row);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = Keeping.Stay(plan.FromForm(values, view.Settings.Currency, errors), row.Value.Settings);
        var change = call.Change(posted, StaffCall.Version(posted));
        var result = await desk.Save(call.Caller, view.Settings.Kind, id, item, settings, errors, change, call.Aborted);
        return result.Outcome switch
        {
            DeskOutcome.Done => SignInEndpoints.SeeOther($"/{segment}/{id}/{items}{(posted["_then"] == "new" ? "/new" : "?done=saved")}"),
            DeskOutcome.Changed => await Page(
                call,
                pages,
                view,
                plan,
                result.Value,
                values.Meet(plan.ToForm(result.Value!.Settings), out var theirs),
                StatusCodes.Status409Conflict,
                theirs,
                await last.Of(call, result.Value.Settings, [ItemKinds.Of(plan.Kind).Name + "."], "customer/" + id)),
            DeskOutcome.NotFound or DeskOutcome.Forbidden or DeskOutcome.Invalid or DeskOutcome.InTheWay or DeskOutcome.Busy =>
                await Again(call, pages, view, plan, row.Value, values, result),
        };
    }

    private static async Task<IResult> Delete(
        string segment, string id, string items, string item, StaffCall call, CustomerPages pages, ItemDesk desk)
    {
        if (ItemPlans.Find(CustomerWords.Kind(segment), items) is not { } plan)
            return PanelPage.NotFound(call);
        var found = await pages.FindToChange(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var row = await desk.FindToChange(call.Caller, found.Value.Settings.Kind, id, plan.Kind, item, call.Aborted);
        if (!row.IsDone)
            return PanelPage.Refused(call, row);
        var change = call.Change(await call.Context.Request.ReadFormAsync(call.Aborted));
        var result = await desk.Delete(call.Caller, found.Value.Settings.Kind, id, plan.Kind, item, change, call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther($"/{segment}/{id}/{items}?done=deleted")
            : await Again(call, pages, found.Value, plan, row.Value, plan.ToForm(row.Value.Settings), result);
    }

    /// <summary>The form once more, with what is wrong at its fields; or what is said in place of it.</summary>
    private static async Task<IResult> Again(
        StaffCall call,
        CustomerPages pages,
        CustomerView view,
        ItemPlan plan,
        ItemView? item,
        FormValues values,
        DeskAnswer<ItemView> result) =>
        result.Errors.Count == 0
            ? PanelPage.Refused(call, result)
            : await Page(call, pages, view, plan, item, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Page(
        StaffCall call,
        CustomerPages pages,
        CustomerView view,
        ItemPlan plan,
        ItemView? item,
        FormValues values,
        int status = StatusCodes.Status200OK,
        FormValues? theirs = null,
        SavedBy? by = null) =>
        PanelPage.Of<ItemPage>(
            new
            {
                Heading = await pages.Heading(call, view),
                Plan = plan,
                Item = item,
                Values = values,
                Theirs = theirs,
                By = by,
                Alert = await pages.Alerts.Stands(call, view.Settings.Id, item),
            },
            status);

    private static string? Said(string? done, ItemPlan plan) => done switch
    {
        "added" => $"The {plan.One} was added.",
        "saved" => $"The {plan.One} was saved.",
        "deleted" => $"The {plan.One} was deleted.",
        _ => null,
    };
}
