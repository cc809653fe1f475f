using Portal.Feed;
using Portal.People;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Goes on as another place of the same person: another customer, perhaps another role.</summary>
internal sealed class SwitchPlace(PortalGate gate, ISiteRefresh refresh, IGrainFactory grains) : IOpenPage
{
    public IReadOnlyList<string> Paths { get; } = ["/switch"];

    public Task Show(HttpContext context, SitePages site)
    {
        SeeOther.To(context, ReturnPath.Home);
        return Task.CompletedTask;
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        if (await PostedForm.Read(context) is not { } form)
            return;
        var found = await gate.Look(context, site);
        if (found.Call is not { } call || !found.Key!.IsFormToken(form[PortalCall.TokenField]))
        {
            StepOrder.Elsewhere(context, found.Standing);
            return;
        }

        var contact = form["contact"].ToString();
        if (contact != call.Place.Contact && call.Places.Any(p => p.Place.Contact == contact)
            && await grains.GetGrain<IPersonGrain>(call.Person.Id).SwitchPlace(call.Session.Id, contact, context.Connection.RemoteIpAddress?.ToString(), call.Change(form)))
        {
            await refresh.Revalidate(FeedKeys.Person(call.Person.Id), call.Person.Version + 1);
        }

        SeeOther.To(context, ReturnPath.Home);
    }
}
