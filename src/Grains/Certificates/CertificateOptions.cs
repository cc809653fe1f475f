using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Certificates;

/// <summary>Who issues certificates.</summary>
internal enum CertificateIssuer
{
    /// <summary>Our own development CA.</summary>
    Internal,

    /// <summary>The CA of <c>Portal:Acme</c>.</summary>
    Acme,

    /// <summary>Nobody: TLS ends at a proxy.</summary>
    None,
}

/// <summary>Section <c>Portal:Certificates</c>.</summary>
internal sealed class CertificateOptions
{
    public const string Section = "Portal:Certificates";

    /// <summary>Default: <c>internal</c>.</summary>
    public CertificateIssuer Issuer { get; set; } = CertificateIssuer.Internal;

    /// <summary>How often a renewal shard looks for what is due. Longer: a renewal starts later. Default: 15 min.</summary>
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The wait before the second attempt of an order; later ones grow from it (×5, ×15, ×60, ×360, ×1440). Default: 1 min.
    /// </summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The issuer for a host: no CA outside signs for addresses and <c>localhost</c>, so those are always ours.</summary>
    public CertificateIssuer For(string host, bool checkDns) => !checkDns && LocalNames.Has(host) ? CertificateIssuer.Internal : Issuer;
}

internal sealed class CertificateOptionsValidator(IConfiguration configuration) : IValidateOptions<CertificateOptions>
{
    public ValidateOptionsResult Validate(string? name, CertificateOptions options)
    {
        var failures = new List<string>();
        if (options.ScanInterval < TimeSpan.FromSeconds(1) || options.ScanInterval > TimeSpan.FromHours(24))
            failures.Add(SettingsFailure.Say("Portal:Certificates:ScanInterval", options.ScanInterval, "00:00:01 to 1.00:00:00"));
        if (options.FirstRetry < TimeSpan.FromSeconds(1) || options.FirstRetry > TimeSpan.FromMinutes(10))
            failures.Add(SettingsFailure.Say("Portal:Certificates:FirstRetry", options.FirstRetry, "00:00:01 to 00:10:00"));
        if (options.Issuer == CertificateIssuer.Acme && string.IsNullOrWhiteSpace(configuration["Portal:Acme:Directory"]))
            failures.Add(
                SettingsFailure.Say("Portal:Acme:Directory", "", "the CA's directory URL, since Portal:Certificates:Issuer is acme"));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
