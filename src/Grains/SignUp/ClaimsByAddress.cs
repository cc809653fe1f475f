using Portal.People;

namespace Portal.SignUp;

internal static class ClaimsByAddress
{
    /// <summary>The claim on an address that is in its one form.</summary>
    public static async Task<IEmailClaimGrain> Claim(this EmailKeys keys, IGrainFactory grains, string email) =>
        EmailAddress.TryParse(email, out var address)
            ? grains.GetGrain<IEmailClaimGrain>(await keys.Of(address))
            : throw new ArgumentException("This is not an address in its one form.", nameof(email));
}
