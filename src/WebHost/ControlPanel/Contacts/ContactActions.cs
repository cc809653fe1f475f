using Portal.Customers;
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

    private static async Task<IResult> SendLink(
        string segment, string id, string contact, StaffCall call, CustomerPages pages, CustomerContactDesk desk)
    {
        if (await pages.Find(segment, id, call) is { IsDone: false } refused)
            return PanelPage.Refused(call, refused);
        var result = await desk.SendLink(call.Caller, CustomerWords.Kind(segment), id, contact, await Change(call), call.Aborted);
        return result.IsDone ? SignInEndpoints.SeeOther($"/{segment}/{id}/contacts/{contact}?done=link") : PanelPage.Refused(call, result);
    }

    private static async Task<IResult> Withdraw(
        string segment, string id, string contact, StaffCall call, CustomerPages pages, CustomerContactDesk desk)
    {
        if (await pages.Find(segment, id, call) is { IsDone: false } refused)
            return PanelPage.Refused(call, refused);
        var result = await desk.Withdraw(call.Caller, CustomerWords.Kind(segment), id, contact, await Change(call), call.Aborted);
        return result.Outcome == DeskOutcome.Done
            ? SignInEndpoints.SeeOther($"/{segment}/{id}?done=withdrawn")
            : PanelPage.Refused(call, result);
    }

    /// <summary>A link for staff to hand over, where no mail can leave or none arrives. Shown once.</summary>
    private static async Task<IResult> OfferInvitation(
        string segment, string id, string contact, StaffCall call, CustomerPages pages, CustomerContactDesk desk, SiteUrl sites)
    {
        var customer = await pages.Find(segment, id, call);
        if (!customer.IsDone)
            return PanelPage.Refused(call, customer);
        var kind = customer.Value.Settings.Kind;
        var link = await desk.OfferInvitation(call.Caller, kind, id, contact, await Change(call), call.Aborted);
        if (!link.IsDone)
            return PanelPage.Refused(call, link);
        var found = await desk.Find(call.Caller, kind, id, contact, call.Aborted);
        return found.IsDone
            ? await PanelContactEndpoints.Page(
                call,
                pages,
                customer.Value,
                found.Value,
                ContactDocument.Contact.ToForm(found.Value.Settings),
                link: sites.Of(link.Value.Host) + link.Value.Path[1..])
            : PanelPage.Refused(call, found);
    }

    private static async Task<IResult> ResetSecondFactor(
        string segment, string id, string contact, StaffCall call, CustomerPages pages, CustomerContactDesk desk)
    {
        if (await pages.Find(segment, id, call) is { IsDone: false } refused)
            return PanelPage.Refused(call, refused);
        var result = await desk.ResetSecondFactor(call.Caller, CustomerWords.Kind(segment), id, contact, await Change(call), call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther($"/{segment}/{id}/contacts/{contact}?done=factor")
            : PanelPage.Refused(call, result);
    }

    /// <summary>Opens the portal as this contact sees it, in a tab of its own. The token lives a minute and is good once.</summary>
    private static async Task<IResult> OpenPortal(
        string segment, string id, string contact, StaffCall call, CustomerPages pages, CustomerContactDesk desk, SiteUrl sites)
    {
        var customer = await pages.Find(segment, id, call);
        if (!customer.IsDone)
            return PanelPage.Refused(call, customer);
        var kind = customer.Value.Settings.Kind;
        if (await desk.FindToHelp(call.Caller, kind, id, contact, call.Aborted) is { IsDone: false } refused)
            return PanelPage.Refused(call, refused);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var host = customer.Value.Settings.Domain
            ?? (await pages.OpenDomains(call)).Select(d => d.Host).FirstOrDefault(h => h == posted["host"].ToString());
        if (host is null)
            return PanelPage.Refused(call, "Choose a domain where this contact may sign in.", StatusCodes.Status422UnprocessableEntity);
        var token = await desk.OpenPortal(call.Caller, kind, id, contact, host, call.Change(posted), call.Aborted);
        return token.IsDone
            ? SignInEndpoints.SeeOther($"{sites.Of(host)}portal-login?token={Uri.EscapeDataString(token.Value)}")
            : PanelPage.Refused(call, token);
    }

    private static async Task<Change> Change(StaffCall call) => call.Change(await call.Context.Request.ReadFormAsync(call.Aborted));
}
