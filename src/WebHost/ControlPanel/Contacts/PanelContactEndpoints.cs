using Portal.Customers;
using Portal.Mail;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>The people of a customer: added, changed, removed.</summary>
internal static class PanelContactEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var place = routes.MapGroup(PanelCustomerEndpoints.Place + "/{id}/contacts");
        place.MapGet("/new", New);
        place.MapPost("/new", Add);
        place.MapGet("/{contact}", Show);
        place.MapPost("/{contact}", Save);
        place.MapGet("/{contact}/delete", AskRemove);
        place.MapPost("/{contact}/delete", Remove);
        ContactActions.Map(place);
    }

    private static async Task<IResult> New(string segment, string id, StaffCall call, CustomerPages pages)
    {
        var customer = await pages.FindToChange(segment, id, call);
        return customer.IsDone
            ? await Page(call, pages, customer.Value, null, ContactDocument.Contact.ToForm(ContactDocument.Contact.Absent()))
            : PanelPage.Refused(call, customer);
    }

    private static async Task<IResult> Add(string segment, string id, StaffCall call, CustomerPages pages, CustomerContactDesk desk)
    {
        var customer = await pages.FindToChange(segment, id, call);
        if (!customer.IsDone)
            return PanelPage.Refused(call, customer);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = ContactDocument.Contact.FromForm(values, errors);
        var result = await desk.Add(
            call.Caller, customer.Value.Settings.Kind, id, settings, Password(values).Value, errors, call.Change(posted), call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther(
                posted["_then"] == "new" ? $"/{segment}/{id}/contacts/new" : $"/{segment}/{id}/contacts/{result.Value.Id}?done=added")
            : await Again(call, pages, customer.Value, null, values, result);
    }

    private static async Task<IResult> Show(
        string segment, string id, string contact, string? done, StaffCall call, CustomerPages pages, CustomerContactDesk desk)
    {
        var customer = await pages.Find(segment, id, call);
        if (!customer.IsDone)
            return PanelPage.Refused(call, customer);
        return await desk.Find(call.Caller, customer.Value.Settings.Kind, id, contact, call.Aborted) is var found && found.IsDone
            ? await Page(call, pages, customer.Value, found.Value, ContactDocument.Contact.ToForm(found.Value.Settings), done: done)
            : PanelPage.Refused(call, found);
    }

    private static async Task<IResult> Save(
        string segment, string id, string contact, StaffCall call, CustomerPages pages, CustomerContactDesk desk, LastChange last)
    {
        var customer = await pages.FindToChange(segment, id, call);
        if (!customer.IsDone)
            return PanelPage.Refused(call, customer);
        var (view, kind) = (customer.Value, customer.Value.Settings.Kind);
        var found = await desk.FindToChange(call.Caller, kind, id, contact, call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var now = found.Value;
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var typed = ContactDocument.Contact.FromForm(values, errors);
        var settings = ContactDocument.Contact.Keep(typed, now.Settings) with { Email = now.Settings.Email };
        values.Set("email", now.Settings.Email);
        if (now.HasOtherPlaces)
            settings = ContactDocument.KeepOwn(settings, now.Settings);

        var change = call.Change(posted, StaffCall.Version(posted));
        var result = await desk.Save(call.Caller, kind, id, contact, settings, Password(values), errors, change, call.Aborted);
        return result.Outcome switch
        {
            DeskOutcome.Done => SignInEndpoints.SeeOther(
                $"/{segment}/{id}/contacts/" + (posted["_then"] == "new" ? "new" : $"{contact}?done=saved")),
            DeskOutcome.Changed => await Page(
                call,
                pages,
                view,
                result.Value,
                values.Meet(ContactDocument.Contact.ToForm(result.Value!.Settings), out var theirs),
                StatusCodes.Status409Conflict,
                theirs,
                by: await last.Of(
                    call, result.Value.Settings, ["contact.", "person."], "contact/" + contact, "person/" + result.Value.Person)),
            DeskOutcome.NotFound or DeskOutcome.Forbidden or DeskOutcome.Invalid or DeskOutcome.InTheWay or DeskOutcome.Busy =>
                await Again(call, pages, view, now, values, result),
        };
    }

    private static async Task<IResult> AskRemove(
        string segment, string id, string contact, StaffCall call, CustomerPages pages, CustomerContactDesk desk)
    {
        var customer = await pages.FindToChange(segment, id, call);
        if (!customer.IsDone)
            return PanelPage.Refused(call, customer);
        return await desk.FindToChange(call.Caller, customer.Value.Settings.Kind, id, contact, call.Aborted) is var found && found.IsDone
            ? RemovePage(call, customer.Value, found.Value, null)
            : PanelPage.Refused(call, found);
    }

    private static async Task<IResult> Remove(
        string segment, string id, string contact, StaffCall call, CustomerPages pages, CustomerContactDesk desk)
    {
        var customer = await pages.FindToChange(segment, id, call);
        if (!customer.IsDone)
            return PanelPage.Refused(call, customer);
        var (view, kind) = (customer.Value, customer.Value.Settings.Kind);
        var found = await desk.FindToChange(call.Caller, kind, id, contact, call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, found.Value.Settings.Name) is { } refusal)
            return RemovePage(call, view, found.Value, refusal);
        var result = await desk.Remove(call.Caller, kind, id, contact, call.Change(posted), call.Aborted);
        return result.Outcome == DeskOutcome.Done
            ? SignInEndpoints.SeeOther($"/{segment}/{id}?done=removed")
            : RemovePage(call, view, found.Value, PanelPage.Why(result));
    }

    /// <summary>The form once more, with what is wrong at its fields; or what is said in place of it.</summary>
    private static async Task<IResult> Again(
        StaffCall call, CustomerPages pages, CustomerView view, ContactView? contact, FormValues values, DeskAnswer<ContactView> result) =>
        result.Errors.Count == 0
            ? PanelPage.Refused(call, result)
            : await Page(call, pages, view, contact, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity);

    public static async Task<IResult> Page(
        StaffCall call, CustomerPages pages, CustomerView view, ContactView? contact, FormValues values,
        int status = StatusCodes.Status200OK, FormValues? theirs = null, string? done = null, SavedBy? by = null, string? link = null)
    {
        var open = view.Settings.Domain is null ? (await pages.OpenDomains(call)).Select(d => d.Host).ToArray() : [];
        var leaves = await call.Context.RequestServices.GetRequiredService<IMailReach>().Leaves(
            view.Settings.Domain ?? open.FirstOrDefault(IOutboxGrain.Platform), call.Aborted);
        var model = new ContactModel
        {
            Heading = await pages.Heading(call, view),
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
            call.Context.Response.Headers.ContentSecurityPolicy = PanelGuard.PolicyWithForms(
                model.Hosts.Select(call.Context.RequestServices.GetRequiredService<SiteUrl>().Of));
        return PanelPage.Of<CustomerContactPage>(new { Model = model }, status);
    }

    private static SecretInput Password(FormValues values) =>
        values.One("password") is { } typed ? SecretInput.Set(typed) : SecretInput.Keep;

    private static IResult RemovePage(StaffCall call, CustomerView view, ContactView contact, string? error)
    {
        var (customer, path) = (CustomerWords.Path(view.Settings), $"{CustomerWords.Path(view.Settings)}/contacts/{contact.Id}");
        return new Deletion
        {
            Section = CustomerWords.Segment(view.Settings.Kind),
            Name = contact.Settings.Name,
            Back = path,
            Action = path + "/delete",
            For = StalePanelForm.Mark(view.Settings.Id, view.Brand),
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
