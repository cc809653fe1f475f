using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Certificates.Acme;

/// <summary>How a host is proved to be ours.</summary>
internal enum ChallengeType
{
    /// <summary>A file on port 80 (RFC 8555, 8.3).</summary>
    Http01,

    /// <summary>A handshake on port 443 (RFC 8737).</summary>
    TlsAlpn01,
}

/// <summary>The certificate authority. Section <c>Portal:Acme</c>.</summary>
internal sealed class AcmeOptions
{
    public const string Section = "Portal:Acme";

    /// <summary>The CA's directory URL. Needed where the issuer is <c>acme</c>.</summary>
    public Uri? Directory { get; set; }

    /// <summary>Where the CA may write to. Default: nowhere.</summary>
    public string? Email { get; set; }

    /// <summary>PEM file of the roots that the CA's own TLS is trusted by. Default: the system's.</summary>
    public string? TrustedRoots { get; set; }

    /// <summary>What the CA gave to bind a new account to one that it knows (RFC 8555, 7.3.4). Default: none.</summary>
    public ExternalAccountOptions ExternalAccount { get; set; } = new();

    /// <summary>The CA's profile to order by. Default: the CA's default.</summary>
    public string? Profile { get; set; }

    /// <summary>Default: <c>http-01</c>.</summary>
    public ChallengeType Challenge { get; set; } = ChallengeType.Http01;

    /// <summary>The names that CAA records call the CA by. Default: those of its directory.</summary>
    public string[] CaaIdentities { get; set; } = [];

    /// <summary>Of several chains, the one whose topmost issuer has this common name. Default: the CA's first.</summary>
    public string? PreferredIssuer { get; set; }

    /// <summary>What the CA allows in a time: kept to by ourselves, so that it is never asked in vain.</summary>
    public AcmeLimits Limits { get; set; } = new();

    /// <summary>How long one request may take. Shorter: a slow CA reads as silent. Default: 20 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}

/// <summary>What a CA allows. The defaults are Let's Encrypt's.</summary>
internal sealed class AcmeLimits
{
    /// <summary>Certificates for the same names within <see cref="SameSetPeriod"/>; at most 20. Default: 5; 0: no limit.</summary>
    public int SameSet { get; set; } = 5;

    /// <summary>Default: 7 days.</summary>
    public TimeSpan SameSetPeriod { get; set; } = TimeSpan.FromDays(7);
}

/// <summary>External account binding. The MAC key is a secret: it is never printed.</summary>
internal sealed class ExternalAccountOptions
{
    public string? KeyId { get; set; }

    /// <summary>Base64url, as CAs hand it out.</summary>
    public string? HmacKey { get; set; }
}

internal sealed class AcmeOptionsValidator : IValidateOptions<AcmeOptions>
{
    public ValidateOptionsResult Validate(string? name, AcmeOptions options)
    {
        var failures = new List<string>();
        if (options.Directory is { } directory && (!directory.IsAbsoluteUri || directory.Scheme != Uri.UriSchemeHttps))
            failures.Add(SettingsFailure.Say("Portal:Acme:Directory", directory, "an https URL"));
        if (options.Email is { } email && (!email.Contains('@') || email.Any(c => c <= ' ' || c is ',' or '?')))
            failures.Add(SettingsFailure.Say("Portal:Acme:Email", email, "one e-mail address"));
        if (options.TrustedRoots is { } file && !IsPem(file))
            failures.Add(SettingsFailure.Say("Portal:Acme:TrustedRoots", file, "a file with one or more certificates in PEM"));
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromMinutes(2))
            failures.Add(SettingsFailure.Say("Portal:Acme:Timeout", options.Timeout, "00:00:01 to 00:02:00"));
        if (options.Limits.SameSet is < 0 or > 20)
            failures.Add(SettingsFailure.Say("Portal:Acme:Limits:SameSet", options.Limits.SameSet, "0 to 20; 0: no limit"));
        if (options.Limits.SameSetPeriod < TimeSpan.FromMinutes(1) || options.Limits.SameSetPeriod > TimeSpan.FromDays(90))
            failures.Add(SettingsFailure.Say("Portal:Acme:Limits:SameSetPeriod", options.Limits.SameSetPeriod, "00:01:00 to 90.00:00:00"));

        var (id, key) = (options.ExternalAccount.KeyId, options.ExternalAccount.HmacKey);
        if (string.IsNullOrEmpty(id) != string.IsNullOrEmpty(key))
            failures.Add("Portal:Acme:ExternalAccount has only one of KeyId and HmacKey. Allowed: both, as the CA gave them, or neither.");
        else if (!string.IsNullOrEmpty(key) && !Base64Text.IsUrl(key))
            failures.Add("Portal:Acme:ExternalAccount:HmacKey is not valid base64url. Allowed: the key as the CA gave it.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsPem(string file)
    {
        try
        {
            return PemText.ReadFile(file).Count > 0;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
