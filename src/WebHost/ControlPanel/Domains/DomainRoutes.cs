using Portal.Customers;
using Portal.Domains;
using Portal.Hosts;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>A domain's form: new, saved, in conflict, deleted.</summary>
internal static class DomainRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/domains/new", async (StaffCall call, DomainForm form) => await form.Model(call, null) is { CanChange: true } model ? DomainForm.Page(model) : PanelPage.Forbidden(call));
        routes.MapPost("/domains/new", Create);
        routes.MapGet("/domains/{host}", Show);
        routes.MapPost("/domains/{host}", Save);
        routes.MapGet("/domains/{host}/delete", AskDelete);
        routes.MapPost("/domains/{host}/delete", Delete);
    }

    /// <summary>The domain of a route, where the signed-in person may see it.</summary>
    /// <exception cref="StaleFormException">A form was made for it under another brand.</exception>
    public static async Task<DomainView?> Find(string written, StaffCall call, IGrainFactory grains, IDomainDirectory domains)
    {
        if (!HostName.TryParse(written, out var host, out _) || !await domains.Exists(host.Value, call.Aborted)
            || await grains.GetGrain<IDomainGrain>(host.Value).Get() is not { } view || !call.Rights.CanSee(view.Settings.Brand))
            return null;
        await StaleForm.Check(call, view.Settings.Host, view.Settings.Host, view.Settings.Brand, view.Version);
        return view;
    }

    private static async Task<IResult> Show(string host, string? done, StaffCall call, IGrainFactory grains, IDomainDirectory domains, DomainForm form) =>
        await Find(host, call, grains, domains) is { } view
            ? DomainForm.Page(await form.Model(call, view) with { Done = Said(done) })
            : PanelPage.NotFound(call);

    private static async Task<IResult> Create(StaffCall call, IGrainFactory grains, IDomainRules rules, DomainForm form)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        var errors = new List<FieldError>();
        var settings = DomainDocument.Domain.FromForm(values, errors);
        if (settings.Brand is null && call.Rights is { IsReseller: true, Brands: [var only] })
            settings = settings with { Brand = only };
        if (!HostName.TryParse(settings.Host, out var host, out var reason))
            errors.Add(new("host", reason));
        Rights(call.Rights, null, settings, errors);
        if (errors.Count > 0)
            return await Again(call, form, null, values.With(errors, (await rules.Check(settings, null, call.Aborted)).Errors));

        if (!call.Rights.CanChange(settings.Brand))
            return PanelPage.Forbidden(call);
        var result = await grains.GetGrain<IDomainGrain>(host.Value).Create(settings with { Host = host.Value }, call.Change(posted));
        if (!result.IsSaved)
            return await Again(call, form, null, values.With(result.Errors));
        await grains.GetGrain<IStaffSetupGrain>(0).Reach(SetupStage.Done);
        return SignInRoutes.SeeOther($"/domains/{host.Value}?done=added");
    }

    private static async Task<IResult> Save(
        string host, StaffCall call, IGrainFactory grains, IDomainDirectory domains, IDomainRules rules, DomainForm form, LastChange last, ICustomerDirectory customers)
    {
        if (await Find(host, call, grains, domains) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Settings.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        values.Set("host", view.Settings.Host);
        var errors = new List<FieldError>();
        var settings = DomainDocument.Domain.Keep(DomainDocument.Domain.FromForm(values, errors), view.Settings);
        // A script that this person may not set is not in the form: it stays.
        if (!call.Rights.CanSetScript)
            settings = settings with { JavaScript = view.Settings.JavaScript, ScriptSources = view.Settings.ScriptSources };
        Rights(call.Rights, view.Settings, settings, errors);
        if (errors.Count > 0)
            return await Again(call, form, view, values.With(errors, (await rules.Check(
                settings with { Brand = settings.Brand ?? view.Settings.Brand }, view.Settings, call.Aborted)).Errors));
        if (DisableQuestion.IsOpen(view.Settings, settings, posted))
        {
            return DomainForm.Page(
                await form.Model(call, view, values) with { LocksOut = await customers.CountByDomain(view.Settings.Host, call.Aborted) }, StatusCodes.Status422UnprocessableEntity);
        }

        var result = await grains.GetGrain<IDomainGrain>(view.Settings.Host).Save(settings, call.Change(posted, StaffCall.Version(posted)));
        return result.Outcome switch
        {
            SaveOutcome.Saved => SignInRoutes.SeeOther($"/domains/{view.Settings.Host}?done={(result.Announced ? "saved" : "saved-late")}"),
            SaveOutcome.Conflict => DomainForm.Page(
                await form.Model(call, result.Value, values.Meet(DomainDocument.Domain.ToForm(result.Value!.Settings), out var theirs)) with
                {
                    Theirs = theirs,
                    By = await last.Of(call, result.Value.Settings, ["domain."], "domain/" + view.Settings.Host),
                },
                StatusCodes.Status409Conflict),
            SaveOutcome.NotFound => PanelPage.NotFound(call),
            SaveOutcome.Invalid or SaveOutcome.Exists or SaveOutcome.InUse =>
                await Again(call, form, view, values.With(result.Errors)),
        };
    }

    private static async Task<IResult> AskDelete(string host, StaffCall call, IGrainFactory grains, IDomainDirectory domains, DomainDeletion deletion) =>
        await Find(host, call, grains, domains) is not { } view ? PanelPage.NotFound(call)
        : !call.Rights.CanChange(view.Settings.Brand) ? PanelPage.Forbidden(call)
        : (await deletion.Of(call, view.Settings)).Page(call);

    private static async Task<IResult> Delete(string host, StaffCall call, IGrainFactory grains, IDomainDirectory domains, DomainDeletion deletion)
    {
        if (await Find(host, call, grains, domains) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Settings.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, view.Settings.Host) is { } refusal)
            return (await deletion.Of(call, view.Settings, refusal)).Page(call);
        var result = await grains.GetGrain<IDomainGrain>(view.Settings.Host).Delete(call.Change(posted));
        return result.IsSaved ? SignInRoutes.SeeOther("/domains") : (await deletion.Of(call, view.Settings, Deletion.Reason(result))).Page(call);
    }

    private static async Task<IResult> Again(StaffCall call, DomainForm form, DomainView? view, FormValues values) =>
        DomainForm.Page(await form.Model(call, view, values), StatusCodes.Status422UnprocessableEntity);

    private static void Rights(StaffRights rights, DomainSettings? now, DomainSettings next, List<FieldError> errors)
    {
        if (rights.IsReseller && next.Brand != now?.Brand && !rights.CanSee(next.Brand))
            errors.Add(new("brand", "Choose one of your brands."));
        if (!rights.CanSetScript && (next.JavaScript != now?.JavaScript || next.ScriptSources != now?.ScriptSources))
            errors.Add(new("javaScript", "You may not set scripts. Ask the platform's staff for permission."));
    }

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
