using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>What tries of signing in are counted by.</summary>
internal static class Attempt
{
    private const int WrongOfNetwork = 30;
    private static readonly TimeSpan NetworkWindow = TimeSpan.FromMinutes(10);

    /// <param name="account">The address as typed, or the person's id.</param>
    /// <param name="device">The browser's name, where it knows the account.</param>
    public static string[] Keys(string kind, string account, IPAddress? address, string? device) =>
        device is not null ? [$"{kind}/known/{account}/{device}"] : [$"{kind}/{account}", Network(address)];

    /// <summary>
    /// Counts a wrong try. An account waits longer from the first few on; a network only once many of its tries were
    /// wrong, whatever the accounts, since an office or a carrier's subscribers share one.
    /// </summary>
    public static async Task Failed(IThrottle throttle, string[] keys)
    {
        await throttle.Fail(keys[0]);
        if (keys.Length > 1 && !await throttle.Take("wrong/" + keys[1], WrongOfNetwork, NetworkWindow))
            await throttle.Fail(keys[1]);
    }

    /// <summary>One household or server has a /64 of IPv6.</summary>
    public static string Network(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? "network/" + Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : "network/" + address;
    }

    /// <summary>How long to wait, in words.</summary>
    public static string Wait(PortalTexts texts, DateTimeOffset until, DateTimeOffset now)
    {
        var seconds = Seconds(until, now);
        return seconds < 90
            ? texts.Format("Wait.Seconds", seconds.ToString(CultureInfo.InvariantCulture))
            : texts.Format("Wait.Minutes", ((seconds + 59) / 60).ToString(CultureInfo.InvariantCulture));
    }

    public static int Seconds(DateTimeOffset until, DateTimeOffset now) => Math.Max(1, (int)Math.Ceiling((until - now).TotalSeconds));
}
