using System.Net;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.WebHost.Front;

/// <summary>Where the front end listens, whom it believes, and how much it keeps. Section <c>Portal</c>.</summary>
internal sealed class FrontOptions
{
    /// <summary>Default: port 8080 on every address.</summary>
    public EndpointSection Http { get; set; } = new() { Port = 8080 };

    /// <summary>Default: port 8443 on every address.</summary>
    public EndpointSection Https { get; set; } = new() { Port = 8443 };

    /// <summary>Addresses (CIDR) of proxies whose forwarding headers are believed. Default: none.</summary>
    public string[] Proxies { get; set; } = [];

    public CacheSection Cache { get; set; } = new();

    public CertificateSection Certificates { get; set; } = new();

    public bool Demo { get; set; }

    public IReadOnlyList<IPNetwork> ProxyNetworks => [.. Proxies.Select(Network)];

    /// <summary>TLS ends at a proxy: this process makes and shows no certificates.</summary>
    public bool IsBehindProxy => Certificates.Issuer.Equals("none", StringComparison.OrdinalIgnoreCase);

    internal static IPNetwork Network(string text) =>
        text.Contains('/') ? IPNetwork.Parse(text) : new IPNetwork(IPAddress.Parse(text), text.Contains(':') ? 128 : 32);
}

/// <summary>One of the listeners.</summary>
internal sealed class EndpointSection
{
    public int Port { get; set; }

    /// <summary>Null: every address.</summary>
    public string? Address { get; set; }
}

/// <summary>Section <c>Portal:Cache</c>.</summary>
internal sealed class CacheSection
{
    /// <summary>Bytes of rendered pages in memory. More: fewer renderings where many brands are visited. Default: 256 MiB.</summary>
    public long PageBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Certificates in memory, ready for handshakes. Default: 20,000.</summary>
    public int Certificates { get; set; } = 20_000;

    /// <summary>Domains (and brands, and files) in memory. Default: 200,000.</summary>
    public int Sites { get; set; } = 200_000;

    /// <summary>Persons, and customers, in memory: those whose people are signed in. Default: 100,000.</summary>
    public int Persons { get; set; } = 100_000;
}

/// <summary>What the front end needs to know of section <c>Portal:Certificates</c>; its owner validates it.</summary>
internal sealed class CertificateSection
{
    public string Issuer { get; set; } = "internal";
}

internal sealed class FrontOptionsValidator : IValidateOptions<FrontOptions>
{
    public ValidateOptionsResult Validate(string? name, FrontOptions options)
    {
        var failures = new List<string>();
        Check("Portal:Http", options.Http, failures);
        Check("Portal:Https", options.Https, failures);
        if (options.Http.Port == options.Https.Port && options.Http.Port != 0)
            failures.Add(SettingsFailure.Say("Portal:Https:Port", options.Https.Port, "a different port from Portal:Http:Port"));
        for (var i = 0; i < options.Proxies.Length; i++)
        {
            var text = options.Proxies[i];
            if (!(text.Contains('/') ? IPNetwork.TryParse(text, out _) : IPAddress.TryParse(text, out _)))
                failures.Add(SettingsFailure.Say($"Portal:Proxies:{i}", text, "an address or a network such as 10.0.0.0/8"));
        }

        if (options.Cache.PageBytes is < 1024 * 1024 or > 1L << 40)
            failures.Add(SettingsFailure.Say("Portal:Cache:PageBytes", options.Cache.PageBytes, "1048576 (1 MiB) or more"));
        if (options.Cache.Certificates is < 16 or > 10_000_000)
            failures.Add(SettingsFailure.Say("Portal:Cache:Certificates", options.Cache.Certificates, "16 to 10000000"));
        if (options.Cache.Sites is < 16 or > 10_000_000)
            failures.Add(SettingsFailure.Say("Portal:Cache:Sites", options.Cache.Sites, "16 to 10000000"));
        if (options.Cache.Persons is < 16 or > 10_000_000)
            failures.Add(SettingsFailure.Say("Portal:Cache:Persons", options.Cache.Persons, "16 to 10000000"));
        if (options.IsBehindProxy && options.Proxies.Length == 0)
            failures.Add(
                SettingsFailure.Say(
                    "Portal:Certificates:Issuer",
                    "none",
                    "acme or internal, or none together with Portal:Proxies (TLS must be terminated somewhere that is trusted)"));
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static void Check(string key, EndpointSection endpoint, List<string> failures)
    {
        if (endpoint.Port is < 0 or > 65535)
            failures.Add(SettingsFailure.Say(key + ":Port", endpoint.Port, "a port, 0 (any free one) to 65535"));
        if (endpoint.Address is not null && !IPAddress.TryParse(endpoint.Address, out _))
            failures.Add(SettingsFailure.Say(key + ":Address", endpoint.Address, "an IP address of this machine"));
    }
}
