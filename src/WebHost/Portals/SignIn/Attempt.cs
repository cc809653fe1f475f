using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portal.WebHost.Portals;

/// <summary>What tries of signing in are counted by. Pure.</summary>
internal static class Attempt
{
    /// <param name="account">The address as typed, or the person's id.</param>
    /// <param name="device">The browser's name, where it knows the account.</param>
    public static string[] Keys(string kind, string account, IPAddress? address, string? device) =>
        device is not null ? [$"{kind}/known/{account}/{device}"] : [$"{kind}/{account}", Network(address)];

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
