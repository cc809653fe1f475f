using System.Globalization;
using System.Net;
using Portal.Hosts;
using Portal.Load;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>What tries of signing in are counted by.</summary>
internal static class Attempt
{
    /// <param name="account">The address as typed, or the person's id.</param>
    /// <param name="device">The browser's name, where it knows the account: it waits for its own mistakes alone.</param>
    public static Task<Try> Begin(Tries tries, string kind, string account, IPAddress? address, string? device) => device is null
        ? tries.Begin($"{kind}/{account}", Network(address))
        : tries.Begin($"{kind}/known/{account}/{device}", null);

    public static string Network(IPAddress? address) => "network/" + SourceNetwork.Of(address);

    /// <summary>How long to wait, in words.</summary>
    public static string Wait(PortalTexts texts, DateTimeOffset until, DateTimeOffset now)
    {
        var seconds = WholeSeconds.Of(until - now);
        return seconds < 90
            ? texts.Format("Wait.Seconds", seconds.ToString(CultureInfo.InvariantCulture))
            : texts.Format("Wait.Minutes", ((seconds + 59) / 60).ToString(CultureInfo.InvariantCulture));
    }
}
