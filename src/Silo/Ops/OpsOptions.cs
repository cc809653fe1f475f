using System.Net;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Hosting.Ops;

/// <summary>Where health and metrics answer. Section <c>Portal:Ops</c>.</summary>
internal sealed class OpsOptions
{
    public const string Section = "Portal:Ops";

    /// <summary>Default: 8081.</summary>
    public int Port { get; set; } = 8081;

    /// <summary>Default: loopback. Whoever reaches it reads metrics: keep it off public networks.</summary>
    public string Address { get; set; } = "127.0.0.1";
}

internal sealed class OpsOptionsValidator : IValidateOptions<OpsOptions>
{
    public ValidateOptionsResult Validate(string? name, OpsOptions options)
    {
        var failures = new List<string>();
        if (options.Port is < 0 or > 65535)
            failures.Add(SettingsFailure.Say("Portal:Ops:Port", options.Port, "a port, 0 (any free one) to 65535"));
        if (!IPAddress.TryParse(options.Address, out _))
            failures.Add(
                SettingsFailure.Say("Portal:Ops:Address", options.Address, "an address of this machine, such as 127.0.0.1 or 10.0.0.5"));
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
