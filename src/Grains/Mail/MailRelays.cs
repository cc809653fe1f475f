using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Portal.Brands;
using Portal.Domains;
using Portal.Platform;
using Portal.Secrets;

namespace Portal.Mail;

/// <summary>Picks the mail server for a domain: its own, else its brand's, else the platform's.</summary>
internal sealed class MailRelays(IGrainFactory grains, ISecrets secrets, IOptionsMonitor<MailOptions> options)
{
    private const string Platforms = "the platform's";

    /// <returns>Null: nobody has set one.</returns>
    /// <exception cref="CryptographicException">The stored password can't be opened with this fleet's keys.</exception>
    public async Task<MailRelay?> For(string host, string? brand) =>
        await Tenants(host, brand) is var (server, source) ? Open(server, source) : await ForPlatform();

    /// <summary>The same for whoever only wants to know: no password is opened.</summary>
    /// <param name="host">A domain that exists; null: one that is still to be.</param>
    /// <returns>Null: nobody has set one, and no mail leaves.</returns>
    public async Task<MailOffer?> Find(string? host, string? brand) =>
        await Tenants(host, brand) is var (server, source) ? new(server.ToString(), server.From, source)
        : options.CurrentValue is { Server.Length: > 0 } set ? new($"{set.Server}:{set.Port}", set.From!, Platforms)
        : await grains.GetGrain<IPlatformGrain>(0).GetMailServer() is { } stored ? new(stored.ToString(), stored.From, Platforms)
        : null;

    private async Task<(MailServer Server, string Source)?> Tenants(string? host, string? brand) =>
        host is not null && await grains.GetGrain<IDomainGrain>(host).GetMailServer() is { } own ? (own, "the domain's")
        : brand is { Length: > 0 } && await grains.GetGrain<IBrandGrain>(brand).GetMailServer() is { } shared ? (shared, "the brand's")
        : null;

    /// <returns>Null: neither configuration nor the platform's owner has set one.</returns>
    /// <exception cref="CryptographicException">The stored password can't be opened with this fleet's keys.</exception>
    public async Task<MailRelay?> ForPlatform()
    {
        var platform = options.CurrentValue;
        return string.IsNullOrEmpty(platform.Server)
            ? await grains.GetGrain<IPlatformGrain>(0).GetMailServer() is { } stored ? Open(stored, Platforms, trusted: true) : null
            : new(
                platform.Server,
                platform.Port,
                platform.ParsedSecurity,
                platform.UserName,
                platform.Password,
                platform.From!,
                platform.ReplyTo,
                Trusted: true,
                Platforms);
    }

    private MailRelay Open(MailServer server, string source, bool trusted = false) => new(
        server.Server, server.Port, server.Security, server.UserName,
        server.SealedPassword is null ? null : secrets.Open(SecretPurposes.MailPassword, server.SealedPassword),
        server.From, server.ReplyTo, trusted, source);
}
