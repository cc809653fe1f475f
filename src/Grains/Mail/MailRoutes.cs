using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Portal.Brands;
using Portal.Domains;
using Portal.Secrets;

namespace Portal.Mail;

/// <summary>Picks the mail server for a domain: its own, else its brand's, else the platform's.</summary>
internal sealed class MailRoutes(IGrainFactory grains, ISecrets secrets, IOptionsMonitor<MailOptions> options)
{
    /// <returns>Null: nobody has set one.</returns>
    /// <exception cref="CryptographicException">The stored password can't be opened with this fleet's keys.</exception>
    public async Task<MailRoute?> For(string host, string? brand)
    {
        if (await grains.GetGrain<IDomainGrain>(host).GetMailServer() is { } own)
            return Open(own, "the domain's");
        if (brand is not null && await grains.GetGrain<IBrandGrain>(brand).GetMailServer() is { } shared)
            return Open(shared, "the brand's");
        return ForPlatform();
    }

    /// <returns>Null: ops have set none.</returns>
    public MailRoute? ForPlatform()
    {
        var platform = options.CurrentValue;
        return string.IsNullOrEmpty(platform.Server)
            ? null
            : new(platform.Server, platform.Port, platform.ParsedSecurity, platform.UserName, platform.Password, platform.From!, platform.ReplyTo, Trusted: true, "the platform's");
    }

    private MailRoute Open(MailServer server, string source) => new(
        server.Server, server.Port, server.Security, server.UserName,
        server.SealedPassword is null ? null : secrets.Open(SecretPurposes.MailPassword, server.SealedPassword),
        server.From, server.ReplyTo, Trusted: false, source);
}
