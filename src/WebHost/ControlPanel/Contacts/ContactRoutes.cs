using Portal.Customers;
using Portal.Mail;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>The people of a customer: added, changed, removed.</summary>
internal static class ContactRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var place = routes.MapGroup(CustomerRoutes.Place + "/{id}/contacts");
        place.MapGet("/new", New);
        place.MapPost("/new", Add);
        place.MapGet("/{contact}", Show);
        place.MapPost("/{contact}", Save);
        place.MapGet("/{contact}/delete", AskRemove);
        place.MapPost("/{contact}/delete", Remove);
        ContactActions.Map(place);
    }

    private static async Task<IResult> New(string segment, string id, StaffCall call, CustomerDesk desk)
    {
        if (await desk.Find(segment, id, call) is not { } view)
            return PanelPage.NotFound(call);
        return view.Settings.Name.Length > 0 && call.Rights.CanChange(view.Brand)
            ? await Page(call, desk, view, null, ContactDocument.Contact.ToForm(ContactDocument.Contact.Absent()))
            : PanelPage.Forbidden(call);
    }

    private static async Task<IResult> Add(string segment, string id, StaffCall call, CustomerDesk desk, IContactDesk contacts)
    {
        if (await desk.Find(segment, id, call) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = ContactDocument.Contact.FromForm(values, errors);
        RefusePassword(call, values, errors);
        if (errors.Count > 0)
            return await Page(call, desk, view, null, values.With(errors, ContactRules.Check(settings).Errors), StatusCodes.Status422UnprocessableEntity);
        var result = await contacts.Add(id, settings, Password(values).Value, call.Change(posted), call.Aborted);
        return result.IsSaved
            ? SignInRoutes.SeeOther(posted["_then"] == "new" ? $"/{segment}/{id}/contacts/new" : $"/{segment}/{id}/contacts/{result.Value!.Id}?done=added")
            : await Page(call, desk, view, null, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Show(string segment, string id, string contact, string? done, StaffCall call, CustomerDesk desk, IContactDesk contacts) =>
        await Find(segment, id, contact, call, desk, contacts) is var (view, found)
            ? await Page(call, desk, view, found, ContactDocument.Contact.ToForm(found.Settings), done: done)
            : PanelPage.NotFound(call);

    private static async Task<IResult> Save(string segment, string id, string contact, StaffCall call, CustomerDesk desk, IContactDesk contacts, LastChange last)
    {
        if (await Find(segment, id, contact, call, desk, contacts) is not var (view, now))
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = ContactDocument.Contact.Keep(ContactDocument.Contact.FromForm(values, errors), now.Settings) with { Email = now.Settings.Email };
        values.Set("email", now.Settings.Email);
        if (now.HasOtherPlaces)
            settings = ContactDocument.KeepOwn(settings, now.Settings);
        RefusePassword(call, values, errors);
        if (errors.Count > 0)
            return await Page(call, desk, view, now, values.With(errors, (now.HasOtherPlaces ? ContactRules.CheckPlace(settings) : ContactRules.Check(settings)).Errors), StatusCodes.Status422UnprocessableEntity);

        var result = await contacts.Save(id, contact, settings, Password(values), call.Change(posted, StaffCall.Version(posted)), call.Aborted);
        return result.Outcome switch
        {
            SaveOutcome.Saved => SignInRoutes.SeeOther(posted["_then"] == "new" ? $"/{segment}/{id}/contacts/new" : $"/{segment}/{id}/contacts/{contact}?done=saved"),
            SaveOutcome.Conflict => await Page(
                call, desk, view, result.Value!.SeenBy(call.Rights), values.Meet(ContactDocument.Contact.ToForm(result.Value!.SeenBy(call.Rights).Settings), out var theirs), StatusCodes.Status409Conflict, theirs: theirs,
                by: await last.Of(call, result.Value!.Settings, ["contact.", "person."], "contact/" + contact, "person/" + result.Value!.Person)),
            SaveOutcome.NotFound => PanelPage.NotFound(call),
            SaveOutcome.Invalid or SaveOutcome.Exists or SaveOutcome.InUse =>
                await Page(call, desk, view, now, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity),
        };
    }

    private static async Task<IResult> AskRemove(string segment, string id, string contact, StaffCall call, CustomerDesk desk, IContactDesk contacts) =>
        await Find(segment, id, contact, call, desk, contacts) is not var (view, found) ? PanelPage.NotFound(call)
        : !call.Rights.CanChange(view.Brand) ? PanelPage.Forbidden(call)
        : RemovePage(call, view, found, null);

    private static async Task<IResult> Remove(string segment, string id, string contact, StaffCall call, CustomerDesk desk, IContactDesk contacts)
    {
        if (await Find(segment, id, contact, call, desk, contacts) is not var (view, found))
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, found.Settings.Name) is { } refusal)
            return RemovePage(call, view, found, refusal);
        var result = await contacts.Remove(id, contact, call.Change(posted), call.Aborted);
        return result.IsSaved
            ? SignInRoutes.SeeOther($"/{segment}/{id}?done=removed")
            : RemovePage(call, view, found, Deletion.Reason(result));
    }

    /// <summary>The customer and contact of a route, where the signed-in person may see them.</summary>
    public static async Task<(CustomerView Customer, ContactView Contact)?> Find(
        string segment, string id, string contact, StaffCall call, CustomerDesk desk, IContactDesk contacts) =>
        contact.Length <= 64 && await desk.Find(segment, id, call) is { } view && await contacts.Get(id, contact, call.Aborted) is { } found
            ? (view, found.SeenBy(call.Rights))
            : null;

    public static async Task<IResult> Page(
        StaffCall call, CustomerDesk desk, CustomerView view, ContactView? contact, FormValues values,
        int status = StatusCodes.Status200OK, FormValues? theirs = null, string? done = null, SavedBy? by = null, string? link = null)
    {
        var open = view.Settings.Domain is null ? (await desk.OpenDomains(call)).Select(d => d.Host).ToArray() : [];
        var leaves = await call.Context.RequestServices.GetRequiredService<IMailReach>().Leaves(view.Settings.Domain ?? open.FirstOrDefault(IOutboxGrain.Platform), call.Aborted);
        var model = new ContactModel
        {
            Heading = await desk.Heading(call, view),
            Contact = contact,
            Values = values,
            Theirs = theirs,
            By = by,
            Done = Said(done, leaves),
            Hosts = contact is null ? [] : view.Settings.Domain is { } own ? [own] : open,
            MailLeaves = leaves,
            Link = link,
        };
        // A form's policy holds for where its answer leads too: the portals that can be opened from here.
        if (model.CanHelp && model.Hosts.Count > 0)
            call.Context.Response.Headers.ContentSecurityPolicy = PanelGuard.PolicyWithForms(model.Hosts.Select(call.Context.RequestServices.GetRequiredService<SiteUrl>().Of));
        return PanelPage.Of<ContactPage>(new { Model = model }, status);
    }

    private static void RefusePassword(StaffCall call, FormValues values, List<FieldError> errors)
    {
        if (call.Rights.IsReseller && values.One("password") is not null)
            errors.Add(
                new FieldError("password", "Resellers can't set passwords. Leave this empty: they get a link by e-mail to set one."));
    }

    private static SecretInput Password(FormValues values) => values.One("password") is { } typed ? SecretInput.Set(typed) : SecretInput.Keep;

    private static IResult RemovePage(StaffCall call, CustomerView view, ContactView contact, string? error)
    {
        var (customer, path) = (CustomerWords.Path(view.Settings), $"{CustomerWords.Path(view.Settings)}/contacts/{contact.Id}");
        return new Deletion
        {
            Section = CustomerWords.Segment(view.Settings.Kind),
            Name = contact.Settings.Name,
            Back = path,
            Action = path + "/delete",
            For = StaleForm.Mark(view.Settings.Id, view.Brand),
            Verb = "Remove",
            Follows = contact.IsInvited
                ? [new($"Their invitation to {view.Settings.Name} is withdrawn: the link in the e-mail stops working.", customer)]
                : contact.HasOtherPlaces
                ? [
                    new($"They lose their access to {view.Settings.Name} and are signed out of it.", customer),
                    new("Their login and their access elsewhere stay."),
                ]
                : [
                    new($"They are signed out and can't sign in any more: they have access to {view.Settings.Name} only.", customer),
                    new("Their address becomes available again."),
                ],
            Error = error,
        }.Page(call);
    }

    private static string? Said(string? done, bool leaves) => done switch
    {
        "added" when !leaves => "Invited. No mail server is set up, so the invitation can't be sent; "
            + "it is waiting in the outbox. Unless you set a password, create an invitation link below and hand it over.",
        "link" when !leaves => "An e-mail with a link is waiting in the outbox: no mail server is set up, so it can't be sent.",
        "added" => "Invited. Unless you set a password, an e-mail with a link is on its way to them.",
        "saved" => "Saved.",
        "link" => "An e-mail with a link is on its way to them.",
        "factor" => "The second factor has been removed. They were notified by e-mail and can set up a new one.",
        _ => null,
    };
}
