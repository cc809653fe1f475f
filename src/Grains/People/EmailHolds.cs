using Portal.Secrets;

namespace Portal.People;

/// <summary>The claim of an address, found by the address.</summary>
internal sealed class EmailHolds(IGrainFactory grains, EmailKeys keys)
{
    /// <param name="email">As <see cref="EmailAddress"/> writes it.</param>
    public async Task<IEmailClaimGrain> Of(string email) => EmailAddress.TryParse(email, out var address)
        ? await Of(address)
        : throw new ArgumentException("This is no address.", nameof(email));

    public async Task<IEmailClaimGrain> Of(EmailAddress address) => grains.GetGrain<IEmailClaimGrain>(await keys.Of(address));
}
