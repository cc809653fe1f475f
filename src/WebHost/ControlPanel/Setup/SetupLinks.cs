using System.Security.Cryptography;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>The link of the first start: 256 random bits, stored hashed, works once. There is no default password.</summary>
internal sealed class SetupLinks(IGrainFactory grains)
{
    public static string HashOf(string token) => StaffSessions.HashOf("setup/" + token);

    /// <summary>The path of a new link; null: there is staff already.</summary>
    public async Task<string?> Offer()
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return await grains.GetGrain<IStaffSetupGrain>(0).Offer(HashOf(token)) ? "/setup/account?token=" + token : null;
    }
}
