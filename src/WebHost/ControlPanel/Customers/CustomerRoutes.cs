using Portal.Customers;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>A customer's or carrier's own pages: main, form, deleting.</summary>
internal static class CustomerRoutes
{
    /// <summary>Where the pages of both kinds are.</summary>
    public const string Place = "/{segment:regex(^(customers|carriers)$)}";

    // The domain whose change was explained: saving it a second time is the decision.
    private const string Agreed = "_move";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var place = routes.MapGroup(Place);
        place.MapGet("/new", New);
        place.MapPost("/new", Create);
        place.MapPost("/access", Access);
        place.MapGet("/{id}", Show);
        place.MapGet("/{id}/edit", Edit);
        place.MapPost("/{id}/edit", Save);
        place.MapGet("/{id}/delete", AskDelete);
        place.MapPost("/{id}/delete", Delete);
    }

    private static async Task<IResult> New(string segment, string? domain, StaffCall call, CustomerDesk desk)
    {
        var kind = CustomerWords.Kind(segment);
        var values = CustomerDocument.Of(kind).ToForm(CustomerDocument.Of(kind).Absent() with { Currency = kind == CustomerKind.Carrier ? "" : "USD" });
        // What a reseller's customer is without being told: of their brand, and at home on their domain.
        if (call.Rights is { IsReseller: true, Brands: [var only] })
            values.Set("reseller", only);
        values.Set("domain", domain ?? (call.Rights.IsReseller ? await desk.FirstDomain(call) : null));
        return await desk.Form(call, kind, null, values) is { CanChange: true } model ? Page(model) : PanelPage.Forbidden(call);
    }

    private static async Task<IResult> Create(string segment, StaffCall call, CustomerRules rules, CustomerDesk desk, IContactDesk contacts)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (kind, values, change, errors) = (CustomerWords.Kind(segment), FormValues.From(posted), call.Change(posted), new List<FieldError>());
        var settings = CustomerDocument.Of(kind).FromForm(values, errors) with { Id = CustomerIds.For(kind, change.OperationId) };
        if (settings is { Domain: null, Reseller: null } && call.Rights is { IsReseller: true, Brands: [var only] })
            settings = settings with { Reseller = only };
        await desk.CheckRights(call.Rights, null, settings, errors, call.Aborted);
        FirstContact.Check(values, errors);
        if (errors.Count > 0)
            return Page(
                await desk.Form(
                    call,
                    kind,
                    null,
                    values.With(errors, (await rules.Check(settings, null, call.OnlyBrands, call.Aborted)).Errors)),
                StatusCodes.Status422UnprocessableEntity);
        if (!call.Rights.CanChange(call.Rights.IsReseller ? call.Rights.Brands.FirstOrDefault() : null))
            return PanelPage.Forbidden(call);
        var result = await desk.Grain(settings.Id).Create(settings, [], change);
        return result.IsSaved
            ? SignInRoutes.SeeOther(await FirstContact.Add(values, settings.Id, change, contacts, call) is { } invited
                ? $"{CustomerWords.Path(settings)}/contacts/{invited}"
                : Next(posted, result.Value!.Settings, FirstContact.IsTyped(values) ? "added-alone" : "added"))
            : Page(await desk.Form(call, kind, null, values.With(result.Errors)), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Show(string segment, string id, string? done, StaffCall call, CustomerDesk desk)
    {
        if (await desk.Find(segment, id, call) is not { } view)
            return PanelPage.NotFound(call);
        var model = await desk.Model(call, view, Said(done));
        return PanelPage.Of<CustomerPage>(new { Model = model }, ListUrl.Status(model.Contacts));
    }

    private static async Task<IResult> Edit(string segment, string id, string? done, StaffCall call, CustomerDesk desk) =>
        await desk.Find(segment, id, call) is { } view
            ? Page(await desk.Form(call, view.Settings.Kind, view, CustomerDocument.Of(view.Settings.Kind).ToForm(view.Settings), Said(done)))
            : PanelPage.NotFound(call);

    private static async Task<IResult> Save(string segment, string id, StaffCall call, CustomerRules rules, CustomerDesk desk, LastChange last)
    {
        if (await desk.Find(segment, id, call) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (kind, values, errors) = (view.Settings.Kind, FormValues.From(posted), new List<FieldError>());
        var settings = CustomerDocument.Of(kind).Keep(CustomerDocument.Of(kind).FromForm(values, errors), view.Settings) with { Id = id };
        await desk.CheckRights(call.Rights, view.Settings, settings, errors, call.Aborted);
        if (errors.Count > 0)
            return Page(
                await desk.Form(
                    call,
                    kind,
                    view,
                    values.With(errors, (await rules.Check(settings, view.Settings, call.OnlyBrands, call.Aborted)).Errors)),
                StatusCodes.Status422UnprocessableEntity);

        // Said before: what the move will do. The same domain saved once more is the answer.
        if (settings.Domain != view.Settings.Domain && posted[Agreed].ToString() != (settings.Domain ?? "*")
            && await desk.CountContacts(view, call.Aborted) is > 0 and var people)
            return Page(await desk.Form(call, kind, view, values) with { Move = new DomainMove(view.Settings.Domain, settings.Domain, people) });

        var result = await desk.Grain(id).Save(settings, call.Change(posted, StaffCall.Version(posted)));
        return result.Outcome switch
        {
            SaveOutcome.Saved => SignInRoutes.SeeOther(Next(posted, result.Value!.Settings, result.Announced ? "saved" : "saved-late")),
            SaveOutcome.Conflict => Page(
                await desk.Form(call, kind, result.Value, values.Meet(CustomerDocument.Of(kind).ToForm(result.Value!.Settings), out var theirs)) with
                {
                    Theirs = theirs,
                    By = await last.Of(call, result.Value.Settings, ["customer."], "customer/" + id),
                },
                StatusCodes.Status409Conflict),
            SaveOutcome.NotFound => PanelPage.NotFound(call),
            SaveOutcome.Invalid or SaveOutcome.Exists or SaveOutcome.InUse =>
                Page(await desk.Form(call, kind, view, values.With(result.Errors)), StatusCodes.Status422UnprocessableEntity),
        };
    }

    /// <summary>What the form would give its people to see, as it is typed.</summary>
    private static async Task<IResult> Access(string segment, StaffCall call, CustomerDesk desk)
    {
        var values = FormValues.From(await call.Context.Request.ReadFormAsync(call.Aborted));
        return Results.Json(await desk.Access(CustomerDocument.Of(CustomerWords.Kind(segment)).FromForm(values, []), call));
    }

    private static async Task<IResult> AskDelete(string segment, string id, StaffCall call, CustomerDesk desk, CustomerDeletion deletion) =>
        await desk.Find(segment, id, call) is not { } view ? PanelPage.NotFound(call)
        : !call.Rights.CanChange(view.Brand) ? PanelPage.Forbidden(call)
        : (await deletion.Of(call, view)).Page(call);

    private static async Task<IResult> Delete(string segment, string id, StaffCall call, CustomerDesk desk, CustomerDeletion deletion)
    {
        if (await desk.Find(segment, id, call) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, view.Settings.Name) is { } refusal)
            return (await deletion.Of(call, view, refusal)).Page(call);
        var result = await desk.Grain(id).Delete(call.Change(posted));
        return result.IsSaved ? SignInRoutes.SeeOther($"/{segment}") : (await deletion.Of(call, view, Deletion.Reason(result))).Page(call);
    }

    private static IResult Page(CustomerFormModel model, int status = StatusCodes.Status200OK) => PanelPage.Of<CustomerEditPage>(new { Model = model }, status);

    private static string Next(IFormCollection posted, CustomerSettings saved, string done) =>
        posted["_then"] == "new" ? $"/{CustomerWords.Segment(saved.Kind)}/new" : $"{CustomerWords.Path(saved)}/edit?done={done}";

    private static string? Said(string? done) => done switch
    {
        "added" => "Added. Next, add the people who sign in for it.",
        "added-alone" => "Added, but without its first contact: that address can't be added here. Add the people who sign in for it below.",
        "saved" => "Saved. Its people see the change on their next page.",
        "saved-late" => "Saved. Its people see the change within half a minute.",
        "removed" => "The contact was removed.",
        "withdrawn" => "The invitation was withdrawn. Its link no longer works.",
        _ => ApprovalRoutes.Said(done),
    };
}
