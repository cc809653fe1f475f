using Microsoft.Extensions.Options;
using Portal.Brands;

namespace Portal.Mail;

/// <summary>The platform's mail server, used where neither domain nor brand has one. Section <c>Portal:Mail</c>.</summary>
internal sealed class MailOptions
{
    public const string Section = "Portal:Mail";

    /// <summary>Host name or address. Default: none, the platform sends no mail of its own.</summary>
    public string? Server { get; set; }

    /// <summary>Default: 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary><c>none</c>, <c>startTls</c> or <c>tls</c>. Default: <c>startTls</c>.</summary>
    public string Security { get; set; } = "startTls";

    public string? UserName { get; set; }
    public string? Password { get; set; }

    /// <summary>RFC 5322 mailbox; needed when there is a server.</summary>
    public string? From { get; set; }
    public string? ReplyTo { get; set; }

    /// <summary>Lets tenants' mail servers be loopback or private addresses. Default: no.</summary>
    public bool AllowPrivateServers { get; set; }

    /// <summary>PEM file of roots that mail servers' certificates may also end at. Default: none, the system's alone.</summary>
    public string? TrustedRoots { get; set; }

    /// <summary>
    /// How often a shard looks in the store for mail that is due; what is due within a minute has a timer of its own. Default:
    /// 30 s.
    /// </summary>
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromSeconds(30);

    public SmtpSecurity ParsedSecurity => Enum.Parse<SmtpSecurity>(Security, ignoreCase: true);
}

internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var errors = new List<string>();
        if (options.Port is < 1 or > 65535)
            errors.Add($"Portal:Mail:Port is '{options.Port}'. Allowed: 1 to 65535.");
        if (!Enum.TryParse<SmtpSecurity>(options.Security, ignoreCase: true, out var security) || !Enum.IsDefined(security)
            || int.TryParse(options.Security, out _))
            errors.Add($"Portal:Mail:Security is '{options.Security}'. Allowed: none, startTls or tls.");
        if (!string.IsNullOrEmpty(options.Server) && string.IsNullOrEmpty(options.From))
            errors.Add("Portal:Mail:From is empty. With Portal:Mail:Server it must be an address such as Acme <billing@acme.example>.");
        Address("Portal:Mail:From", options.From, errors);
        Address("Portal:Mail:ReplyTo", options.ReplyTo, errors);
        if (!string.IsNullOrEmpty(options.TrustedRoots) && !File.Exists(options.TrustedRoots))
            errors.Add($"Portal:Mail:TrustedRoots is '{options.TrustedRoots}'. Allowed: a PEM file that exists.");
        if (options.ScanInterval < TimeSpan.FromSeconds(1) || options.ScanInterval > TimeSpan.FromHours(1))
            errors.Add($"Portal:Mail:ScanInterval is '{options.ScanInterval}'. Allowed: 00:00:01 to 01:00:00.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Address(string key, string? value, List<string> errors)
    {
        if (!string.IsNullOrEmpty(value) && MailAddresses.Parse(value) is null)
            errors.Add($"{key} is '{value}'. Allowed: an address such as Acme <billing@acme.example>.");
    }
}
