using Portal.Access;

namespace Portal.WebHost.Portals;

/// <summary>What a customer sees that asked for sums of calls alone.</summary>
internal static class NonItemised
{
    /// <summary>It has sections less for it.</summary>
    public static bool IsSaid(PortalCall call) => call.Access.Any(one => one.Reason == SectionReason.NonItemised);

    /// <summary>Where a section leads whose single calls aren't shown; null: it isn't one.</summary>
    public static string? Leads(PortalCall call, string section) =>
        call.Access.Any(one => one.Section == section && one.Reason == SectionReason.NonItemised)
            ? call.Sees("breakout") ? "/breakout" : ReturnPath.Home
            : null;

    /// <summary>Whether this contact decides it.</summary>
    public static bool MayChange(PortalCall call) => call.Place.Role == ContactRole.All && !call.Customer.IsCarrier;
}
