using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>What staff do for a contact beside changing it.</summary>
internal static class ContactActions
{
    public static void Map(IEndpointRouteBuilder contacts)
    {
        contacts.MapPost("/{contact}/link", SendLink);
        contacts.MapPost("/{contact}/withdraw", Withdraw);
        contacts.MapPost("/{contact}/invitation-link", OfferInvitation);
        contacts.MapPost("/{contact}/second-factor", ResetSecondFactor);
        contacts.MapPost("/{contact}/portal", OpenPortal);
    }

    private static async Task<IResult> SendLink(string segment, string id, string contact, StaffCall call, CustomerDesk desk, IContactDesk contacts)
    {
        if (await ContactRoutes.Find(segment, id, contact, call, desk, contacts) is not var (view, _))
            return PanelPage.NotFound(call);
        if (!call.Rights.CanHelp(view.Brand))
            return PanelPage.Forbidden(call);
        return await contacts.SendPasswordLink(id, contact, call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)), call.Aborted)
            ? SignInRoutes.SeeOther($"/{segment}/{id}/contacts/{contact}?done=link")
            : PanelPage.NotFound(call);
    }

    private static async Task<IResult> Withdraw(string segment, string id, string contact, StaffCall call, CustomerDesk desk, IContactDesk contacts)
    {
        if (await ContactRoutes.Find(segment, id, contact, call, desk, contacts) is not var (view, _))
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var result = await contacts.Withdraw(id, contact, call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)), call.Aborted);
        return result.IsSaved ? SignInRoutes.SeeOther($"/{segment}/{id}?done=withdrawn")
            : result.Outcome == SaveOutcome.NotFound ? PanelPage.NotFound(call)
            : PanelPage.Refused(call, result.Errors[0].Reason, StatusCodes.Status409Conflict);
    }

    /// <summary>A link for staff to hand over, where no mail can leave or none arrives. Shown once.</summary>
    private static async Task<IResult> OfferInvitation(
        string segment, string id, string contact, StaffCall call, CustomerDesk desk, IContactDesk contacts, IGrainFactory grains, SiteUrl sites)
    {
        if (await ContactRoutes.Find(segment, id, contact, call, desk, contacts) is not var (view, found))
            return PanelPage.NotFound(call);
        if (!call.Rights.CanHelp(view.Brand) || call.Rights.IsReseller)
            return PanelPage.Forbidden(call);
        var link = await grains.GetGrain<IPersonGrain>(found.Person).OfferInvitation(contact, call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return link is null
            ? PanelPage.Refused(
                call,
                "There is no invitation to hand over: this person has a password, is also a contact elsewhere, or may not sign "
                    + "in. They can get a link only by e-mail.",
                StatusCodes.Status422UnprocessableEntity)
            : await ContactRoutes.Page(call, desk, view, found, ContactDocument.Contact.ToForm(found.Settings), link: sites.Of(link.Host) + link.Path[1..]);
    }

    private static async Task<IResult> ResetSecondFactor(string segment, string id, string contact, StaffCall call, CustomerDesk desk, IContactDesk contacts, IGrainFactory grains)
    {
        if (await ContactRoutes.Find(segment, id, contact, call, desk, contacts) is not var (view, found))
            return PanelPage.NotFound(call);
        if (!call.Rights.CanHelp(view.Brand))
            return PanelPage.Forbidden(call);
        // Nothing of the person is known before it accepts, its second factor least of all.
        if (found.IsInvited)
            return PanelPage.Refused(call, "This contact has not accepted the invitation yet.", StatusCodes.Status409Conflict);
        if (found.HasOtherPlaces && call.Rights.IsReseller)
            return PanelPage.Refused(
                call, "This person is also a contact of customers that aren't yours. Ask the platform's staff to reset the second factor.");
        await grains.GetGrain<IPersonGrain>(found.Person).ResetSecondFactor(call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return SignInRoutes.SeeOther($"/{segment}/{id}/contacts/{contact}?done=factor");
    }

    /// <summary>Opens the portal as this contact sees it, in a tab of its own. The token lives a minute and is good once.</summary>
    private static async Task<IResult> OpenPortal(
        string segment, string id, string contact, StaffCall call, CustomerDesk desk, IContactDesk contacts, IGrainFactory grains, SiteUrl sites)
    {
        if (await ContactRoutes.Find(segment, id, contact, call, desk, contacts) is not var (view, found))
            return PanelPage.NotFound(call);
        if (!call.Rights.CanHelp(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var host = view.Settings.Domain ?? (await desk.OpenDomains(call)).Select(d => d.Host).FirstOrDefault(h => h == posted["host"].ToString());
        if (host is null)
            return PanelPage.Refused(call, "Choose a domain where this contact may sign in.", StatusCodes.Status422UnprocessableEntity);
        var staff = new StaffVisit(call.Staff!.Id, call.Staff.Settings.Name);
        return await grains.GetGrain<IPersonGrain>(found.Person).OpenPortal(contact, host, staff, call.Change(posted)) is { } token
            ? SignInRoutes.SeeOther($"{sites.Of(host)}portal-login?token={Uri.EscapeDataString(token)}")
            : PanelPage.Refused(call, $"This contact can't sign in on {host} now: the contact or the customer is not active.", StatusCodes.Status422UnprocessableEntity);
    }
}
