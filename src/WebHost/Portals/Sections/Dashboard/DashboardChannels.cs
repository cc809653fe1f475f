using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>How many channels are in use at this moment, and how many may be.</summary>
/// <param name="IsStale">A switch that told of some fell silent.</param>
internal sealed record DashboardChannels(long Now, int? Allowed, bool IsStale)
{
    /// <summary>Null: no switch reports, or this contact doesn't see calls in progress.</summary>
    public static async Task<DashboardChannels?> Read(PortalCall call, ILiveSet<LiveCall> live)
    {
        if (!call.Sees("dialogs") || call.Customer.IsCarrier)
            return null;
        var switches = await live.Switches(new LiveQuery { Customer = call.Place.Customer }, call.Aborted);
        return switches.Count == 0
            ? null
            : new(switches.Sum(one => one.Count), call.Customer.Channels, switches.Any(one => one.IsStale && one.Count > 0));
    }
}
