using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>A domain's form: new, saved, in conflict, deleted.</summary>
internal static class PanelDomainEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/domains/new", New);
        routes.MapPost("/domains/new", Create);
        routes.MapGet("/domains/{host}", Show);
        routes.MapPost("/domains/{host}", Save);
        routes.MapGet("/domains/{host}/delete", AskDelete);
        routes.MapPost("/domains/{host}/delete", Delete);
    }

    /// <summary>The domain of a route, where the signed-in person may see it.</summary>
    /// <exception cref="StaleFormException">A form was made for it under another brand.</exception>
    public static async Task<DeskAnswer<DomainView>> Find(string host, StaffCall call, DomainDesk desk) =>
        await Fresh(call, await desk.Find(call.Caller, host, call.Aborted));

    /// <summary>The same, where they may change it.</summary>
    /// <exception cref="StaleFormException">A form was made for it under another brand.</exception>
    public static async Task<DeskAnswer<DomainView>> FindToChange(string host, StaffCall call, DomainDesk desk) =>
        await Fresh(call, await desk.FindToChange(call.Caller, host, call.Aborted));

    private static async Task<DeskAnswer<DomainView>> Fresh(StaffCall call, DeskAnswer<DomainView> found)
    {
        if (found is { IsDone: true, Value: { Settings: var settings } view })
            await StalePanelForm.Check(call, settings.Host, settings.Host, settings.Brand, view.Version);
        return found;
    }

    private static async Task<IResult> New(StaffCall call, DomainForm form) =>
        DomainDesk.RefuseAdding(call.Caller) is { } refused
            ? PanelPage.Refused(call, refused)
            : DomainForm.Page(await form.Model(call, null));

    private static async Task<IResult> Show(string host, string? done, StaffCall call, DomainDesk desk, DomainForm form) =>
        await Find(host, call, desk) is var found && found.IsDone
            ? DomainForm.Page(await form.Model(call, found.Value) with { Done = Said(done) })
            : PanelPage.Refused(call, found);

    private static async Task<IResult> Create(StaffCall call, IGrainFactory grains, DomainDesk desk, DomainForm form)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = DomainDocument.Domain.FromForm(values, errors);
        var result = await desk.Create(call.Caller, settings, errors, call.Change(posted), call.Aborted);
        if (!result.IsDone)
            return await Again(call, form, null, values, result);
        await grains.GetGrain<IStaffSetupGrain>(0).Reach(SetupStage.Done);
        return SignInEndpoints.SeeOther($"/domains/{result.Value.Settings.Host}?done=added");
    }

    private static async Task<IResult> Save(
        string host, StaffCall call, DomainDesk desk, DomainForm form, LastChange last, ICustomerDirectory customers)
    {
        var found = await FindToChange(host, call, desk);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var view = found.Value;
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        values.Set("host", view.Settings.Host);
        var settings = DomainDocument.Domain.Keep(DomainDocument.Domain.FromForm(values, errors), view.Settings);
        // A script that this person may not set is not in the form: it stays.
        if (!ScriptRight.Has(call.Caller))
            settings = settings with { JavaScript = view.Settings.JavaScript, ScriptSources = view.Settings.ScriptSources };
        if (errors.Count == 0 && DisableQuestion.IsOpen(view.Settings, settings, posted))
        {
            return DomainForm.Page(
                await form.Model(call, view, values) with
                {
                    LocksOut = await customers.CountByDomain(view.Settings.Host, call.Aborted),
                }, StatusCodes.Status422UnprocessableEntity);
        }

        var result = await desk.Save(call.Caller, host, settings, errors, call.Change(posted, StaffCall.Version(posted)), call.Aborted);
        return result.Outcome switch
        {
            DeskOutcome.Done =>
                SignInEndpoints.SeeOther($"/domains/{view.Settings.Host}?done={(result.Announced ? "saved" : "saved-late")}"),
            DeskOutcome.Changed => DomainForm.Page(
                await form.Model(call, result.Value, values.Meet(DomainDocument.Domain.ToForm(result.Value!.Settings), out var theirs)) with
                {
                    Theirs = theirs,
                    By = await last.Of(call, result.Value.Settings, ["domain."], "domain/" + view.Settings.Host),
                },
                StatusCodes.Status409Conflict),
            DeskOutcome.NotFound or DeskOutcome.Forbidden or DeskOutcome.Invalid or DeskOutcome.InTheWay or DeskOutcome.Busy =>
                await Again(call, form, view, values, result),
        };
    }

    private static async Task<IResult> AskDelete(string host, StaffCall call, DomainDesk desk, DomainDeletion deletion) =>
        await FindToChange(host, call, desk) is var found && found.IsDone
            ? (await deletion.Of(call, found.Value.Settings)).Page(call)
            : PanelPage.Refused(call, found);

    private static async Task<IResult> Delete(string host, StaffCall call, DomainDesk desk, DomainDeletion deletion)
    {
        var found = await FindToChange(host, call, desk);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, found.Value.Settings.Host) is { } refusal)
            return (await deletion.Of(call, found.Value.Settings, refusal)).Page(call);
        var result = await desk.Delete(call.Caller, host, call.Change(posted), call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther("/domains")
            : (await deletion.Of(call, found.Value.Settings, PanelPage.Why(result))).Page(call);
    }

    /// <summary>The page once more, with what is wrong at its fields; or what is said in place of it.</summary>
    private static async Task<IResult> Again(
        StaffCall call, DomainForm form, DomainView? view, FormValues values, DeskAnswer<DomainView> result) =>
        result.Errors.Count == 0
            ? PanelPage.Refused(call, result)
            : DomainForm.Page(await form.Model(call, view, values.With(result.Errors)), StatusCodes.Status422UnprocessableEntity);

    private static string? Said(string? done) => done switch
    {
        "added" => "Added. The steps below show how it goes live; you can leave this page in the meantime.",
        "saved" => "Saved. Visitors see the change on their next page.",
        "saved-late" => "Saved. Visitors see the change within half a minute.",
        "certificate" => "The certificate was accepted and is in use from now on.",
        "certificate-kept" => "The certificate was accepted. It is used once the domain is enabled.",
        "renew" => "A new certificate is being ordered.",
        _ => null,
    };
}
