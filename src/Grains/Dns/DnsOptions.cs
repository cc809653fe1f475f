using System.Net;
using Microsoft.Extensions.Options;

namespace Portal.Dns;

/// <summary>How names are looked up. Section <c>Portal:Dns</c>.</summary>
internal sealed class DnsOptions
{
    public const string Section = "Portal:Dns";

    /// <summary>Servers to ask, each <c>ip:port</c> (<c>[v6]:port</c>); without a port: 53. Default: none, the system's.</summary>
    public string[] Servers { get; set; } = [];

    /// <summary>
    /// How long one server may take for one question; it is asked twice. Shorter: slow servers read as silent. Default: 2 s.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often a shard looks in the store for hosts that are due. Waiting hosts have a timer of their own; this is what
    /// survives a restart. Default: 1 min.
    /// </summary>
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Null when the text is no address.</summary>
    public static IPEndPoint? Parse(string server)
    {
        if (!IPEndPoint.TryParse(server, out var endPoint))
            return null;
        return endPoint.Port == 0 ? new IPEndPoint(endPoint.Address, 53) : endPoint;
    }
}

internal sealed class DnsOptionsValidator : IValidateOptions<DnsOptions>
{
    public ValidateOptionsResult Validate(string? name, DnsOptions options)
    {
        var errors = new List<string>();
        for (var i = 0; i < options.Servers.Length; i++)
        {
            if (DnsOptions.Parse(options.Servers[i]) is null)
                errors.Add(
                    $"Portal:Dns:Servers:{i} is '{options.Servers[i]}'. "
                        + "Allowed: an address with a port, such as 192.0.2.53:53 or [2001:db8::53]:53.");
        }

        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > TimeSpan.FromSeconds(10))
            errors.Add($"Portal:Dns:Timeout is '{options.Timeout}'. Allowed: 00:00:00.1 to 00:00:10.");
        if (options.ScanInterval < TimeSpan.FromSeconds(1) || options.ScanInterval > TimeSpan.FromHours(1))
            errors.Add($"Portal:Dns:ScanInterval is '{options.ScanInterval}'. Allowed: 00:00:01 to 01:00:00.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
