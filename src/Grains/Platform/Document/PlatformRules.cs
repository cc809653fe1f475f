using Portal.Brands;
using Portal.Domains;
using Portal.Hosts;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Platform;

/// <summary>What the platform's settings must keep to.</summary>
internal sealed class PlatformRules(PlatformNames names, IDomainDirectory domains)
{
    private const int MostLooked = 50;

    public async Task<(PlatformSettings Settings, IReadOnlyList<FieldError> Errors)> Check(PlatformSettings settings, PlatformView now)
    {
        var errors = new FieldErrors();
        var clean = new PlatformSettings
        {
            PlatformHost = await Host(settings.PlatformHost, now, errors),
            Smtp = SmtpRules.Check(settings.Smtp, errors),
        };
        if (now.SmtpKey is { } key && !Same(clean.Smtp, now.Settings.Smtp))
            errors.Add("smtp.server", $"The mail server is set in the configuration ({key}). Change it there.");
        return (clean, errors.All);
    }

    private async Task<string?> Host(string? written, PlatformView now, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        if (!HostName.TryParse(written.Trim(), out var host, out var reason))
        {
            errors.Add("platformHost", reason);
            return written;
        }

        var name = host.Value;
        if (name == now.Settings.PlatformHost)
            return name;
        if (now.HostKey is { } key)
            errors.Add("platformHost", $"The name is set in the configuration ({key}). Change it there.");
        else if (PublicSuffixes.IsSuffix(name))
            errors.Add(
                "platformHost",
                $"{host.Display} is a public suffix: others register their names under it. "
                + $"Enter a name in your own domain, such as portal.acme.{host.Display}.");
        else if (names.ControlHosts.Contains(name, StringComparer.OrdinalIgnoreCase))
            errors.Add(
                "platformHost",
                $"{host.Display} is the name of this control panel. Customers' records need another one to point at.");
        else if (await Tenant(name) is { } tenant)
            errors.Add(
                "platformHost",
                $"{tenant} is a customer's domain. Customers' records need a name that belongs to the platform to point at.");
        return name;
    }

    /// <summary>A domain that is this name or below it: names there are the platform's.</summary>
    private async Task<string?> Tenant(string name)
    {
        if (await domains.Exists(name, CancellationToken.None))
            return name;
        var alike = await domains.List(new ListQuery("." + name, MostLooked), CancellationToken.None);
        return alike.Items.Select(row => row.Host).FirstOrDefault(host => host.EndsWith("." + name, StringComparison.Ordinal));
    }

    private static bool Same(SmtpSettings? sent, SmtpSettings? now) =>
        sent is not null && now is not null && sent.Password.Keeps
        && sent with { Password = SecretInput.Keep } == now with { Password = SecretInput.Keep };
}
