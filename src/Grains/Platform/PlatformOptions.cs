using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Hosts;

namespace Portal.Platform;

/// <summary>Names and ports that the whole fleet agrees on. Section <c>Portal</c>.</summary>
internal sealed class PlatformOptions
{
    public const string DefaultHost = "portal.localhost";

    /// <summary>
    /// The name that tenants' CNAME records point at. Default: what the owner set in the control panel, else
    /// <see cref="DefaultHost"/>; <see cref="PlatformNames"/> knows.
    /// </summary>
    public string? PlatformHost { get; set; }

    /// <summary>Names that answer with the control panel and the API. A list that is set replaces the default.</summary>
    public string[] ControlHosts { get; set; } = ["localhost", "127.0.0.1"];

    /// <summary>The port in redirects and links; the one that visitors see. Default: the HTTPS port.</summary>
    public int HttpsPublicPort { get; set; } = 8443;
}

/// <summary>
/// Puts names into their one form, and takes the public port from <c>Portal:Https:PublicPort</c>, else
/// <c>Portal:Https:Port</c>, else the default.
/// </summary>
internal sealed class PlatformOptionsCompletion(IConfiguration configuration) : IPostConfigureOptions<PlatformOptions>
{
    public void PostConfigure(string? name, PlatformOptions options)
    {
        options.PlatformHost = options.PlatformHost is { } host ? Clean(host) : null;
        options.ControlHosts = [.. options.ControlHosts.Select(Clean).Distinct()];
        foreach (var key in new[] { "Portal:Https:PublicPort", "Portal:Https:Port" })
        {
            var text = configuration[key];
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (!int.TryParse(text, out var port) || port is < 1 or > 65535)
                throw new OptionsValidationException(
                    "Portal", typeof(PlatformOptions), [SettingsFailure.Say(key, text, "a port, 1 to 65535")]);
            options.HttpsPublicPort = port;
            return;
        }
    }

    // What is no name is told by the validator, as it was written.
    private static string Clean(string host) =>
        HostName.TryParseControl(host.Trim(), out var clean, out _) ? clean.Value : host.Trim().TrimEnd('.').ToLowerInvariant();
}

/// <summary>What <see cref="PlatformOptionsCompletion"/> reads on its own account.</summary>
internal sealed class PublicPortSetting
{
    public int? PublicPort { get; set; }
}

internal sealed class PlatformOptionsValidator : IValidateOptions<PlatformOptions>
{
    public ValidateOptionsResult Validate(string? name, PlatformOptions options)
    {
        var failures = new List<string>();
        if (options.PlatformHost is not null && !IsName(options.PlatformHost))
            failures.Add(
                SettingsFailure.Say(
                    "Portal:PlatformHost", options.PlatformHost, "a host name such as portal.example.com, without scheme, port or path"));
        foreach (var host in options.ControlHosts)
        {
            if (!IsName(host) && Uri.CheckHostName(host) is not (UriHostNameType.IPv4 or UriHostNameType.IPv6))
                failures.Add(SettingsFailure.Say("Portal:ControlHosts", host, "host names or addresses, without scheme, port or path"));
        }

        var platformHost = options.PlatformHost ?? PlatformOptions.DefaultHost;
        if (options.ControlHosts.Contains(platformHost, StringComparer.OrdinalIgnoreCase))
            failures.Add(SettingsFailure.Say(
                "Portal:ControlHosts", platformHost, "names other than Portal:PlatformHost, which tenants' records point at"));
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static bool IsName(string host) =>
        host.Length is > 0 and <= 253 && Uri.CheckHostName(host) == UriHostNameType.Dns && !host.Contains('_') && !host.Contains(' ');
}
