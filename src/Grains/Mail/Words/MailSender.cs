using Portal.Brands;
using Portal.Domains;
using Portal.Files;
using Portal.Platform;

namespace Portal.Mail;

/// <summary>A picture in a mail: an absolute address on the recipient's own domain.</summary>
internal sealed record MailPicture(string Url, int Width, int Height);

/// <summary>In whose name a mail is written.</summary>
/// <param name="BrandId">Null: none.</param>
/// <param name="Site">Scheme, host and port that paths are put behind.</param>
internal sealed record MailSender(string Site, string? BrandId, EffectiveBrand Look, MailPicture? Logo);

/// <summary>Everything that the mails of one conversation share.</summary>
/// <param name="From">The relay's from-address.</param>
internal sealed record MailFrame(MailSender Sender, MailRelay Relay, MimeKit.MailboxAddress From);

/// <summary>Finds out in whose name a box's mail is written, by what its documents say now.</summary>
internal sealed class MailSenders(
    IGrainFactory grains, IFileDirectory files, Microsoft.Extensions.Options.IOptions<PlatformOptions> platform)
{
    /// <summary>What staff's mail calls the platform: no brand's name.</summary>
    private const string Neutral = "Control panel";

    private const int MaxWidth = 280;
    private const int MaxHeight = 72;

    /// <returns>Null: there is no such domain.</returns>
    public async Task<MailSender?> For(string box)
    {
        if (box == IOutboxGrain.Platform)
            return new(Site(ControlHost(platform.Value.ControlHosts)), null, new EffectiveBrand { Name = Neutral }, null);
        if (await grains.GetGrain<IDomainGrain>(box).Get() is not { Settings: var domain })
            return null;
        var brand = domain.Brand is { } id ? (await grains.GetGrain<IBrandGrain>(id).Get())?.Settings : null;
        var look = EffectiveBrand.Of(domain, brand);
        var file = look.Logo is null ? null : await files.Resolve(look.Logo, domain.Brand, CancellationToken.None);
        var site = Site(box);
        return new(site, domain.Brand, look, file is null ? null : Picture(site, file));
    }

    /// <summary>The first that others can reach; else this machine's.</summary>
    internal static string ControlHost(IReadOnlyList<string> hosts) =>
        hosts.FirstOrDefault(host => host != "localhost" && !host.EndsWith(".localhost", StringComparison.Ordinal)
            && !(System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address)
                && System.Net.IPAddress.IsLoopback(address))) ?? "localhost";

    /// <summary>Where a host is, for a link: <c>https://panel.example:8443</c>.</summary>
    internal string Site(string host)
    {
        var name = host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;
        return platform.Value.HttpsPublicPort == 443
            ? $"https://{name}"
            : FormattableString.Invariant($"https://{name}:{platform.Value.HttpsPublicPort}");
    }

    private static MailPicture Picture(string site, FileView file)
    {
        var scale = Math.Min(1, Math.Min((double)MaxWidth / Math.Max(1, file.Width), (double)MaxHeight / Math.Max(1, file.Height)));
        return new(
            site + PicturePath.Of(file.Hash, file.Type),
            Math.Max(1, (int)Math.Round(file.Width * scale)),
            Math.Max(1, (int)Math.Round(file.Height * scale)));
    }
}
