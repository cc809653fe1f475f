using Portal.Feed;
using Portal.People;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Lets a session work for another place of its person.</summary>
internal sealed class PlaceSwitch(ISiteRefresh refresh, IGrainFactory grains)
{
    /// <summary>Whether it works for that place from now on, here too.</summary>
    public async Task<bool> To(PortalCall call, string contact, IFormCollection form)
    {
        if (contact == call.Place.Contact)
            return true;
        if (!call.Places.Any(p => p.Place.Contact == contact)
            || !await grains.GetGrain<IPersonGrain>(call.Person.Id).SwitchPlace(
                call.Session.Id, contact, call.Context.Connection.RemoteIpAddress?.ToString(), call.Change(form)))
            return false;
        await refresh.Revalidate(FeedKeys.Person(call.Person.Id), call.Person.Version + 1);
        return true;
    }

    /// <summary>As <see cref="To"/>, to the place at that customer.</summary>
    public async Task<bool> ToCustomer(PortalCall call, string customer, IFormCollection form) =>
        call.Places.FirstOrDefault(p => p.Place.Customer == customer).Place is { } place && await To(call, place.Contact, form);
}
