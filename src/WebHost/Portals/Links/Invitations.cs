using Portal.Customers;
using Portal.Feed;
using Portal.People;
using Portal.Saving;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>
/// Asks somebody who has an account whether another company's invitation is welcome: by the mailed link, and after signing in
/// for each that waits. Nobody becomes a contact of anybody by somebody else's word.
/// </summary>
internal sealed class Invitations(
    PageAnswers answers,
    PortalGate gate,
    ISiteRefresh refresh,
    IContactDirectory contacts,
    SnapshotTable<CustomerSnapshot> customers,
    IGrainFactory grains) : IOpenPage
{
    public const string Path = "/invitation";

    public IReadOnlyList<string> Paths { get; } = [Path];

    /// <summary>Whether something may wait for an answer here.</summary>
    public static bool Wait(PersonSnapshot? person) =>
        person?.Places.Any(place => place is { InvitedBy: not null, Status: ContactStatus.Active }) ?? false;

    public async Task Show(HttpContext context, SitePages site)
    {
        if (LinkToken.Of(context.Request) is not null)
            await ShowLink(context, site);
        else if (await Found(context, site) is { Call: { } call } found)
            await ShowNext(context, site, found, call);
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        if (LinkToken.Of(context.Request) is not null)
            await TakeLink(context, site, form["answer"] == "accept");
        else if (await Found(context, site) is { Call: { } call } found)
            await TakeAnswer(context, found, call, form);
    }

    private async Task ShowLink(HttpContext context, SitePages site)
    {
        if (await LinkToken.OfPerson(context, contacts) is not { } token
            || await grains.GetGrain<IPersonGrain>(token.Id).LookAtInvitation(token.Hash, site.Look.Host) is not { } invitation)
            await Dead(context, site);
        else if (invitation.NeedsPassword)
            SeeOther.To(context, "/reset-password" + context.Request.QueryString);
        else
            await Page(
                context,
                site,
                site.TextsFor(context.Request),
                new(invitation.Contact, invitation.Inviter, invitation.CustomerName, invitation.Email),
                null);
    }

    private async Task TakeLink(HttpContext context, SitePages site, bool accepts)
    {
        if (await LinkToken.OfPerson(context, contacts) is not { } token
            || !(await grains.GetGrain<IPersonGrain>(token.Id).UseInvitation(
                token.Hash, site.Look.Host, accepts, token.Change(context, accepts ? "accept" : "decline"))).IsSaved)
        {
            await Dead(context, site);
            return;
        }

        var texts = site.TextsFor(context.Request);
        if (accepts)
            SeeOther.To(context, "/sign-in?word=invitation");
        else
            await answers.Fresh(
                context, site, PageKind.Notice, new PageFill { Heading = texts["Offer.DeclinedTitle"], Text = texts["Offer.Declined"] });
    }

    private async Task ShowNext(HttpContext context, SitePages site, GateAnswer found, PortalCall call)
    {
        foreach (var place in call.IsStaff ? [] : call.Person.Places.Where(place => place.InvitedBy is not null))
        {
            // One that couldn't be used from here is not asked about here.
            if (await customers.Get(place.Customer) is not { Current.Settings: { } customer }
                || !PersonPlaces.IsOpen(place.Status, customer, site.Look.Host)
                || !PersonPlaces.Allows(place.AllowedIps, context.Connection.RemoteIpAddress))
                continue;
            await Page(context, site, call.Texts, new(place.Contact, place.InvitedBy!, customer.Name, call.Person.Email), found.FormToken);
            return;
        }

        SeeOther.To(context, ReturnPath.Clean(context.Request.Query["return"]));
    }

    private async Task TakeAnswer(HttpContext context, GateAnswer found, PortalCall call, IFormCollection form)
    {
        var back = context.Request.Query["return"];
        // The answer is the person's, for whichever company this browser works meanwhile.
        if (!call.Person.Places.Any(place => found.Key!.IsFormToken(form[PortalCall.TokenField], place.Contact)))
        {
            SeeOther.To(context, ReturnPath.With(Path, back));
            return;
        }

        var contact = form["contact"].ToString();
        if (call.IsStaff || form["answer"] == "later"
            || !call.Person.Places.Any(place => place.Contact == contact && place.InvitedBy is not null))
        {
            SeeOther.To(context, ReturnPath.Clean(back));
            return;
        }

        // One word on one invitation, however often the form is sent.
        var accepts = form["answer"] == "accept";
        var change = new Change($"{contact}/{(accepts ? "accept" : "decline")}", call.Actor);
        var result = await grains.GetGrain<IPersonGrain>(call.Person.Id).AnswerInvitation(contact, accepts, change);
        if (result.Value is { } now)
            await refresh.Revalidate(FeedKeys.Person(call.Person.Id), now.Version);
        SeeOther.To(context, ReturnPath.With(Path, back));
    }

    private async Task<GateAnswer?> Found(HttpContext context, SitePages site)
    {
        var found = await gate.Check(context, site);
        if (found.Call is not null)
            return found;
        StepOrder.Elsewhere(context, found.Standing);
        return null;
    }

    private Task Page(HttpContext context, SitePages site, PortalTexts texts, Offer offer, string? formToken) => answers.Fresh(
        context, site, PageKind.Invitation, new PageFill
        {
            Text = texts.Format("Offer.Text", offer.Inviter, offer.Customer, offer.Email),
            FormToken = formToken,
            Typed = new Dictionary<string, string>(StringComparer.Ordinal) { ["contact"] = offer.Contact },
        });

    private Task Dead(HttpContext context, SitePages site) =>
        DeadLink.Show(answers, context, site, "Link.Invitation", ("/sign-in", "Back.SignIn"));

    private sealed record Offer(string Contact, string Inviter, string Customer, string Email);
}
