using Portal.Brands;
using Portal.Domains;
using Portal.Saving;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

internal static class PanelBrandEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/brands", List);
        routes.MapGet("/brands/new", New);
        routes.MapGet("/brands.csv", Csv);
        routes.MapPost("/brands/new", Create);
        routes.MapGet("/brands/{id}", Show);
        routes.MapPost("/brands/{id}", Save);
        routes.MapGet("/brands/{id}/delete", AskDelete);
        routes.MapPost("/brands/{id}/delete", Delete);
        routes.MapPost("/preview/brand", Preview);
    }

    private static async Task<IResult> List(StaffCall call, BrandDesk desk)
    {
        var url = ListUrl.Of(call.Context, "/brands", BrandList.Plan);
        var page = await desk.List(call.Caller, url.Query(), call.Aborted);
        return PanelPage.Of<BrandListPage>(new { Call = call, Url = url, Page = page }, ListUrl.Status(page));
    }

    private static Task<IResult> Csv(StaffCall call, BrandDesk desk) =>
        CsvFile.Of(
            call,
            "brands",
            ListUrl.Of(call.Context, "/brands", BrandList.Plan).Query(),
            query => desk.List(call.Caller, query, call.Aborted),
            query => desk.All(call.Caller, query, call.Aborted),
            () => List(call, desk),
            ("id", row => row.Id),
            ("name", row => row.Name),
            ("primaryColor", row => row.PrimaryColor),
            ("domains", row => row.Domains.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("changedAt", row => CsvFile.Time(row.ChangedAt)));

    private static async Task<IResult> New(StaffCall call, BrandForm form) =>
        BrandDesk.RefuseAdding(call.Caller) is { } refused
            ? PanelPage.Refused(call, refused)
            : BrandForm.Page(await form.Model(call, null, BrandDocument.Brand.ToForm(BrandDocument.Brand.Absent())));

    private static async Task<IResult> Create(StaffCall call, BrandDesk desk, BrandForm form)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = BrandDocument.Brand.FromForm(values, errors);
        var result = await desk.Create(call.Caller, settings, errors, call.Change(posted), call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther($"/brands/{settings.Id}?done=saved")
            : await form.Again(call, null, values, result);
    }

    private static async Task<IResult> Show(string id, string? done, StaffCall call, BrandDesk desk, BrandForm form) =>
        await desk.Find(call.Caller, id, call.Aborted) is var found && found.IsDone
            ? BrandForm.Page(
                await form.Model(call, found.Value, BrandDocument.Brand.ToForm(found.Value.Settings)) with { Saved = done is not null })
            : PanelPage.Refused(call, found);

    private static async Task<IResult> Save(string id, StaffCall call, BrandDesk desk, BrandForm form, LastChange last)
    {
        var found = await desk.FindToChange(call.Caller, id, call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var view = found.Value;
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        values.Set("id", id);
        var settings = BrandDocument.Brand.Keep(BrandDocument.Brand.FromForm(values, errors), view.Settings);
        // A script that this person may not set is not in the form: it stays.
        if (!ScriptRight.Has(call.Caller))
            settings = settings with { JavaScript = view.Settings.JavaScript, ScriptSources = view.Settings.ScriptSources };
        var result = await desk.Save(call.Caller, id, settings, errors, call.Change(posted, StaffCall.Version(posted)), call.Aborted);
        return result.Outcome switch
        {
            DeskOutcome.Done => SignInEndpoints.SeeOther($"/brands/{id}?done=saved"),
            DeskOutcome.Changed => BrandForm.Page(
                await form.Model(call, result.Value, values.Meet(BrandDocument.Brand.ToForm(result.Value!.Settings), out var theirs)) with
                {
                    Theirs = theirs,
                    By = await last.Of(call, result.Value.Settings, ["brand."], "brand/" + id),
                },
                StatusCodes.Status409Conflict),
            DeskOutcome.NotFound or DeskOutcome.Forbidden or DeskOutcome.Invalid or DeskOutcome.InTheWay or DeskOutcome.Busy =>
                await form.Again(call, view, values, result),
        };
    }

    private static async Task<IResult> AskDelete(string id, StaffCall call, BrandDesk desk, BrandDeletion deletion) =>
        await desk.FindToDelete(call.Caller, id, call.Aborted) is var found && found.IsDone
            ? (await deletion.Of(call, found.Value.Settings)).Page(call)
            : PanelPage.Refused(call, found);

    private static async Task<IResult> Delete(string id, StaffCall call, BrandDesk desk, BrandDeletion deletion)
    {
        var found = await desk.FindToDelete(call.Caller, id, call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, found.Value.Settings.Name) is { } refusal)
            return (await deletion.Of(call, found.Value.Settings, refusal)).Page(call);
        var result = await desk.Delete(call.Caller, id, call.Change(posted), call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther("/brands")
            : (await deletion.Of(call, found.Value.Settings, PanelPage.Why(result))).Page(call);
    }

    private static async Task<IResult> Preview(StaffCall call, string? dark, ISitePreview preview)
    {
        var values = FormValues.From(await call.Context.Request.ReadFormAsync(call.Aborted));
        var brand = BrandDocument.Brand.FromForm(values, []);
        return await DomainActions.Answer(
            call, preview, new DomainSettings { Host = "portal.example", Currencies = ["USD"], CustomerSignUp = true }, brand, dark);
    }
}
