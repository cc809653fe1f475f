using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Portal.Hosting.Clustering;

/// <summary>
/// Who this silo is. Orleans tells two lives of a process at one address and port apart by the second at which they began,
/// and calls the one that seems older dead: after the clock was set back that would be the new one. So a life is always
/// younger than those that the table knows at its place.
/// </summary>
internal sealed class SiloDetails : ILocalSiloDetails
{
    private readonly Lazy<SiloAddress> self;
    private readonly Lazy<SiloAddress?> gateway;
    private int known;

    public SiloDetails(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints)
    {
        (Name, ClusterId) = (silo.Value.SiloName, cluster.Value.ClusterId);
        var at = endpoints.Value;
        self = new(() => SiloAddress.New(at.AdvertisedIPAddress, at.SiloPort, Math.Max(SiloAddress.AllocateNewGeneration(), known + 1)));
        gateway = new(() => at.GatewayPort == 0 ? null : SiloAddress.New(at.AdvertisedIPAddress, at.GatewayPort, 0));
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; } = System.Net.Dns.GetHostName();

    public SiloAddress SiloAddress => self.Value;

    public SiloAddress GatewayAddress => gateway.Value!;

    /// <summary>Before the silo starts: the youngest life that the table knows here.</summary>
    public void Follow(int generation)
    {
        if (self.IsValueCreated && self.Value.Generation <= generation)
            throw new InvalidOperationException("The silo already has its address.");
        known = generation;
    }
}
