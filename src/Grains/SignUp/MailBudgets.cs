using System.Net;
using Portal.Hosts;
using Portal.People;

namespace Portal.SignUp;

/// <summary>How many mails sign-ups may cause. Somebody whose budget is used up reads the same answer; no mail goes out.</summary>
internal sealed class MailBudgets(IThrottle throttle)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // The narrowest first, so that one network's flood is stopped by its own budget before it eats into the domain's:
    // an office behind one address opens some dozen accounts (the form asks for less where no work is proved), nobody needs
    // a sixth link within the hour, and a mail server that tenants rent takes some hundreds.
    private const int OfNetwork = 40;
    private const int OfAddress = 5;
    private const int OfDomain = 300;

    /// <summary>Takes one mail from each budget; false: one of them is used up.</summary>
    public async Task<bool> Take(string host, string email, string? source) =>
        (Network(source) is not { } network || await throttle.Take($"sign-up/network/{network}", OfNetwork, Window))
        && await throttle.Take($"sign-up/address/{email}", OfAddress, Window)
        && await throttle.Take($"sign-up/domain/{host}", OfDomain, Window);

    /// <summary>What one subscriber holds: an IPv4 address, or the half of an IPv6 address that its network is.</summary>
    internal static string? Network(string? source) => IPAddress.TryParse(source, out var address) ? SourceNetwork.Of(address) : null;
}
