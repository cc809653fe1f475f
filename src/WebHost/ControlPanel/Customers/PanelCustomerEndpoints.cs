using Portal.Brands;
using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>A customer's or carrier's own pages: main, form, deleting.</summary>
internal static class PanelCustomerEndpoints
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

    private static async Task<IResult> New(string segment, string? domain, StaffCall call, CustomerPages pages)
    {
        if (CustomerDesk.RefuseAdding(call.Caller) is { } refused)
            return PanelPage.Refused(call, refused);
        var kind = CustomerWords.Kind(segment);
        var document = CustomerDocument.Of(kind);
        var values = document.ToForm(document.Absent() with { Currency = kind == CustomerKind.Carrier ? "" : "USD" });
        // What a reseller's customer is without being told: of their brand, and at home on their domain.
        if (BrandDesk.Own(call.Caller) is [var only])
            values.Set("reseller", only);
        values.Set("domain", domain ?? (BrandDesk.Own(call.Caller) is null ? null : await pages.FirstDomain(call)));
        return Page(await pages.Form(call, kind, null, values));
    }

    private static async Task<IResult> Create(
        string segment, StaffCall call, CustomerDesk desk, CustomerPages pages, CustomerContactDesk contacts)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (kind, values, change, errors) = (
            CustomerWords.Kind(segment), FormValues.From(posted), call.Change(posted), new List<FieldError>());
        var settings = CustomerDocument.Of(kind).FromForm(values, errors);
        FirstContact.Check(values, errors);
        var result = await desk.Create(call.Caller, settings, errors, change, call.Aborted);
        if (!result.IsDone)
            return await Again(call, pages, kind, null, values, result);
        var made = result.Value.Settings;
        return SignInEndpoints.SeeOther(await FirstContact.Add(values, result.Value, change, contacts, call) is { } invited
            ? $"{CustomerWords.Path(made)}/contacts/{invited}"
            : Next(posted, made, FirstContact.IsTyped(values) ? "added-alone" : "added"));
    }

    private static async Task<IResult> Show(string segment, string id, string? done, StaffCall call, CustomerPages pages)
    {
        var found = await pages.Find(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var model = await pages.Model(call, found.Value, Said(done));
        return PanelPage.Of<CustomerPage>(new { Model = model }, ListUrl.Status(model.Contacts));
    }

    private static async Task<IResult> Edit(string segment, string id, string? done, StaffCall call, CustomerPages pages) =>
        await pages.Find(segment, id, call) is var found && found.IsDone
            ? Page(await pages.Form(call, found.Value.Settings.Kind, found.Value, Form(found.Value), Said(done)))
            : PanelPage.Refused(call, found);

    private static async Task<IResult> Save(
        string segment, string id, StaffCall call, CustomerDesk desk, CustomerPages pages, LastChange last)
    {
        var found = await pages.FindToChange(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var view = found.Value;
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (kind, values, errors) = (view.Settings.Kind, FormValues.From(posted), new List<FieldError>());
        var settings = CustomerDocument.Of(kind).Keep(CustomerDocument.Of(kind).FromForm(values, errors), view.Settings) with { Id = id };

        // Said before: what the move will do. The same domain saved once more is the answer.
        if (errors.Count == 0 && settings.Domain != view.Settings.Domain && posted[Agreed].ToString() != (settings.Domain ?? "*")
            && await pages.CountContacts(view, call.Aborted) is > 0 and var people)
            return Page(
                await pages.Form(call, kind, view, values) with { Move = new DomainMove(view.Settings.Domain, settings.Domain, people) });

        var result = await desk.Save(call.Caller, settings, errors, call.Change(posted, StaffCall.Version(posted)), call.Aborted);
        return result.Outcome switch
        {
            DeskOutcome.Done => SignInEndpoints.SeeOther(Next(posted, result.Value!.Settings, result.Announced ? "saved" : "saved-late")),
            DeskOutcome.Changed => Page(
                await pages.Form(call, kind, result.Value, values.Meet(Form(result.Value!), out var theirs)) with
                {
                    Theirs = theirs,
                    By = await last.Of(call, result.Value!.Settings, ["customer."], "customer/" + id),
                },
                StatusCodes.Status409Conflict),
            DeskOutcome.NotFound or DeskOutcome.Forbidden or DeskOutcome.Invalid or DeskOutcome.InTheWay or DeskOutcome.Busy =>
                await Again(call, pages, kind, view, values, result),
        };
    }

    /// <summary>What the form would give its people to see, as it is typed.</summary>
    private static async Task<IResult> Access(string segment, StaffCall call, CustomerPages pages)
    {
        var values = FormValues.From(await call.Context.Request.ReadFormAsync(call.Aborted));
        return Results.Json(await pages.Access(CustomerDocument.Of(CustomerWords.Kind(segment)).FromForm(values, []), call));
    }

    private static async Task<IResult> AskDelete(
        string segment, string id, StaffCall call, CustomerPages pages, CustomerDeletion deletion) =>
        await pages.FindToChange(segment, id, call) is var found && found.IsDone
            ? (await deletion.Of(call, found.Value)).Page(call)
            : PanelPage.Refused(call, found);

    private static async Task<IResult> Delete(
        string segment, string id, StaffCall call, CustomerDesk desk, CustomerPages pages, CustomerDeletion deletion)
    {
        var found = await pages.FindToChange(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, found.Value.Settings.Name) is { } refusal)
            return (await deletion.Of(call, found.Value, refusal)).Page(call);
        var result = await desk.Delete(call.Caller, found.Value.Settings.Kind, id, call.Change(posted), call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther($"/{segment}")
            : (await deletion.Of(call, found.Value, PanelPage.Why(result))).Page(call);
    }

    /// <summary>The form once more, with what is wrong at its fields; or what is said in place of it.</summary>
    private static async Task<IResult> Again(
        StaffCall call, CustomerPages pages, CustomerKind kind, CustomerView? view, FormValues values, DeskAnswer<CustomerView> result) =>
        result.Errors.Count == 0
            ? PanelPage.Refused(call, result)
            : Page(await pages.Form(call, kind, view, values.With(result.Errors)), StatusCodes.Status422UnprocessableEntity);

    private static FormValues Form(CustomerView view) => CustomerDocument.Of(view.Settings.Kind).ToForm(view.Settings);

    private static IResult Page(CustomerFormModel model, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<CustomerEditPage>(new { Model = model }, status);

    private static string Next(IFormCollection posted, CustomerSettings saved, string done) =>
        posted["_then"] == "new" ? $"/{CustomerWords.Segment(saved.Kind)}/new" : $"{CustomerWords.Path(saved)}/edit?done={done}";

    private static string? Said(string? done) => done switch
    {
        "added" => "Added. Next, add the people who sign in for it.",
        "added-alone" => "Added, but its first contact could not be invited. Add the people who sign in for it below.",
        "saved" => "Saved. Its people see the change on their next page.",
        "saved-late" => "Saved. Its people see the change within half a minute.",
        "removed" => "The contact was removed.",
        "withdrawn" => "The invitation was withdrawn. Its link no longer works.",
        _ => PanelApprovalEndpoints.Said(done),
    };
}
