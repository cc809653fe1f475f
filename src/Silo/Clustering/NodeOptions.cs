using System.Net;
using Microsoft.Extensions.Options;
using Portal.Hosting.Storage;
using Portal.Platform;

namespace Portal.Hosting.Clustering;

/// <summary>What this process does.</summary>
internal enum PortalRole
{
    /// <summary>A front end with a silo inside.</summary>
    All,

    /// <summary>A front end that calls silos elsewhere.</summary>
    Web,

    /// <summary>Grains alone.</summary>
    Silo,
}

/// <summary>This process in its cluster. Section <c>Portal</c>.</summary>
internal sealed class NodeOptions
{
    public PortalRole Role { get; set; }

    public ClusterSection Cluster { get; set; } = new();

    public StorageSection Storage { get; set; } = new();
}

/// <summary>Section <c>Portal:Cluster</c>.</summary>
internal sealed class ClusterSection
{
    /// <summary>Separates fleets that share a database. Default: <c>portal</c>.</summary>
    public string Id { get; set; } = "portal";

    /// <summary>The address at which other nodes reach this one; never a wildcard. Default: loopback.</summary>
    public string? Address { get; set; }

    /// <summary>Silo to silo. 0: any free one. Default: any free one on SQLite, else 11111.</summary>
    public int? SiloPort { get; set; }

    /// <summary>Front ends to silo. 0: any free one. Default: any free one on SQLite, else 30000.</summary>
    public int? GatewayPort { get; set; }

    public TlsSection Tls { get; set; } = new();

    public IPAddress Ip => Address is null ? IPAddress.Loopback : IPAddress.Parse(Address);
}

/// <summary>Section <c>Portal:Cluster:Tls</c>: both or neither.</summary>
internal sealed class TlsSection
{
    /// <summary>PEM (certificate and key) or PFX that this node shows, to call and to be called.</summary>
    public string? Certificate { get; set; }

    /// <summary>PEM file of the one CA (or, while it is being replaced, two) whose certificates are let in.</summary>
    public string? Authority { get; set; }

    public bool IsSet => Certificate is not null;
}

internal sealed class NodeOptionsValidator : IValidateOptions<NodeOptions>
{
    public ValidateOptionsResult Validate(string? name, NodeOptions options)
    {
        var failures = new List<string>();
        var cluster = options.Cluster;
        var badAddress = cluster.Address is not null
            && (!IPAddress.TryParse(cluster.Address, out var ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        if (badAddress)
            failures.Add(
                SettingsFailure.Say(
                    "Portal:Cluster:Address",
                    cluster.Address,
                    "the address at which other nodes reach this one, such as 10.0.0.5 (no name, no wildcard)"));
        foreach (var (key, port) in new[] { ("SiloPort", cluster.SiloPort), ("GatewayPort", cluster.GatewayPort) })
        {
            if (port is < 0 or > 65535)
                failures.Add(SettingsFailure.Say("Portal:Cluster:" + key, port, "a port, 0 (any free one) to 65535"));
        }

        foreach (var (key, file) in new[] { ("Certificate", cluster.Tls.Certificate), ("Authority", cluster.Tls.Authority) })
        {
            if (file is not null && !File.Exists(file))
                failures.Add(SettingsFailure.Say("Portal:Cluster:Tls:" + key, file, "a file that exists"));
        }

        if (cluster.Tls.Certificate is null != cluster.Tls.Authority is null)
            failures.Add("Portal:Cluster:Tls:Certificate and Portal:Cluster:Tls:Authority belong together: set both or neither.");
        if (options.Storage.Provider == StorageProvider.Sqlite)
        {
            if (cluster.Address is not null)
                failures.Add(SettingsFailure.Say(
                    "Portal:Cluster:Address",
                    cluster.Address,
                    "nothing with SQLite, which supports a single process; "
                        + "for more than one node set Portal:Storage:Provider=postgres"));
            if (options.Role != PortalRole.All)
                failures.Add(SettingsFailure.Say(
                    "Portal:Role",
                    options.Role.ToString().ToLowerInvariant(),
                    "all with SQLite, which supports a single process; "
                        + "for more than one set Portal:Storage:Provider=postgres"));
        }
        else if (!badAddress && !IPAddress.IsLoopback(cluster.Ip) && !cluster.Tls.IsSet)
        {
            failures.Add(SettingsFailure.Say(
                "Portal:Cluster:Address",
                cluster.Address,
                "a loopback address, or any together with Portal:Cluster:Tls:Certificate and :Authority "
                    + "(anyone who can reach these ports unprotected controls every grain)"));
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
