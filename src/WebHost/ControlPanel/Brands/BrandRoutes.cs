using Portal.Brands;
using Portal.Domains;
using Portal.Saving;
using Portal.Staff;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

internal static class BrandRoutes
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

    private static async Task<IResult> List(StaffCall call, IBrandDirectory brands)
    {
        var url = ListUrl.Of(call.Context, "/brands", BrandList.Plan);
        var page = await brands.List(url.Query(call), call.Aborted);
        return PanelPage.Of<BrandListPage>(new { Call = call, Url = url, Page = page }, ListUrl.Status(page));
    }

    private static async Task<IResult> Csv(StaffCall call, IBrandDirectory brands)
    {
        var query = ListUrl.Of(call.Context, "/brands", BrandList.Plan).Query(call);
        if ((await brands.List(query with { Limit = 1, CountTo = null }, call.Aborted)).Problems.Count > 0)
            return await List(call, brands);
        return CsvFile.Of(
            call,
            "brands",
            brands.All(query, call.Aborted),
            ("id", row => row.Id),
            ("name", row => row.Name),
            ("primaryColor", row => row.PrimaryColor),
            ("domains", row => row.Domains.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("changedAt", row => CsvFile.Time(row.ChangedAt)));
    }

    private static async Task<IResult> New(StaffCall call, BrandForm form) =>
        call.Rights.Role is StaffRole.Owner or StaffRole.Admin
            ? BrandForm.Page(await form.Model(call, null, BrandDocument.Brand.ToForm(BrandDocument.Brand.Absent())))
            : PanelPage.Forbidden(call);

    private static async Task<IResult> Create(StaffCall call, IGrainFactory grains, IBrandRules rules, BrandForm form)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        var errors = new List<FieldError>();
        var settings = BrandDocument.Brand.FromForm(values, errors);
        if (call.Rights.IsReseller || !call.Rights.CanChange(settings.Id))
            return PanelPage.Forbidden(call);
        if (settings.Id.Length is 0 or > 64)
            errors.Add(new("id", "Enter an id of lower-case letters, digits and hyphens, such as acme."));
        if (errors.Count > 0)
            return await form.Again(call, null, values.With(errors, (await rules.Check(settings, null, call.Aborted)).Errors));
        var result = await grains.GetGrain<IBrandGrain>(settings.Id).Create(settings, call.Change(posted));
        return result.IsSaved
            ? SignInRoutes.SeeOther($"/brands/{settings.Id}?done=saved")
            : await form.Again(call, null, values.With(result.Errors));
    }

    private static async Task<IResult> Show(
        string id, string? done, StaffCall call, IGrainFactory grains, IBrandDirectory brands, BrandForm form) =>
        await Find(id, call, grains, brands) is { } view
            ? BrandForm.Page(await form.Model(call, view, BrandDocument.Brand.ToForm(view.Settings)) with { Saved = done is not null })
            : PanelPage.NotFound(call);

    private static async Task<IResult> Save(
        string id, StaffCall call, IGrainFactory grains, IBrandDirectory brands, IBrandRules rules, BrandForm form, LastChange last)
    {
        if (await Find(id, call, grains, brands) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(id))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        values.Set("id", id);
        var errors = new List<FieldError>();
        var settings = BrandDocument.Brand.Keep(BrandDocument.Brand.FromForm(values, errors), view.Settings);
        if (!call.Rights.CanSetScript)
            settings = settings with { JavaScript = view.Settings.JavaScript, ScriptSources = view.Settings.ScriptSources };
        if (errors.Count > 0)
            return await form.Again(call, view, values.With(errors, (await rules.Check(settings, view.Settings, call.Aborted)).Errors));

        var result = await grains.GetGrain<IBrandGrain>(id).Save(settings, call.Change(posted, StaffCall.Version(posted)));
        return result.Outcome switch
        {
            SaveOutcome.Saved => SignInRoutes.SeeOther($"/brands/{id}?done=saved"),
            SaveOutcome.Conflict => BrandForm.Page(
                await form.Model(call, result.Value, values.Meet(BrandDocument.Brand.ToForm(result.Value!.Settings), out var theirs)) with
                {
                    Theirs = theirs,
                    By = await last.Of(call, result.Value.Settings, ["brand."], "brand/" + id),
                },
                StatusCodes.Status409Conflict),
            SaveOutcome.NotFound => PanelPage.NotFound(call),
            SaveOutcome.Invalid or SaveOutcome.Exists or SaveOutcome.InUse =>
                await form.Again(call, view, values.With(result.Errors)),
        };
    }

    private static async Task<IResult> AskDelete(string id, StaffCall call, IGrainFactory grains, IBrandDirectory brands, BrandDeletion deletion) =>
        await Find(id, call, grains, brands) is not { } view ? PanelPage.NotFound(call)
        : !call.Rights.CanChange(id) ? PanelPage.Forbidden(call)
        : (await deletion.Of(call, view.Settings)).Page(call);

    private static async Task<IResult> Delete(string id, StaffCall call, IGrainFactory grains, IBrandDirectory brands, BrandDeletion deletion)
    {
        if (await Find(id, call, grains, brands) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(id))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, view.Settings.Name) is { } refusal)
            return (await deletion.Of(call, view.Settings, refusal)).Page(call);
        var result = await grains.GetGrain<IBrandGrain>(id).Delete(call.Change(posted));
        return result.IsSaved ? SignInRoutes.SeeOther("/brands") : (await deletion.Of(call, view.Settings, Deletion.Reason(result))).Page(call);
    }

    private static async Task<IResult> Preview(StaffCall call, string? dark, ISitePreview preview)
    {
        var values = FormValues.From(await call.Context.Request.ReadFormAsync(call.Aborted));
        var brand = BrandDocument.Brand.FromForm(values, []);
        return await DomainActions.Answer(call, preview, new DomainSettings { Host = "portal.example", Currencies = ["USD"], CustomerSignUp = true }, brand, dark);
    }

    private static async Task<BrandView?> Find(string id, StaffCall call, IGrainFactory grains, IBrandDirectory brands) =>
        call.Rights.CanSee(id) && await brands.Exists(id, call.Aborted) ? await grains.GetGrain<IBrandGrain>(id).Get() : null;
}
