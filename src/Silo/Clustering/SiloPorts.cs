using Orleans.Configuration;
using Portal.Hosting.Storage;

namespace Portal.Hosting.Clustering;

/// <summary>The ports that a silo opens, where they are fixed: looked at before anything starts.</summary>
internal sealed class SiloPorts(NodeOptions options) : IListens
{
    /// <summary>0: any free one.</summary>
    public static (int Silo, int Gateway) Wanted(NodeOptions options)
    {
        var alone = options.Storage.Provider == StorageProvider.Sqlite;
        return (options.Cluster.SiloPort ?? (alone ? 0 : EndpointOptions.DEFAULT_SILO_PORT),
            options.Cluster.GatewayPort ?? (alone ? 0 : EndpointOptions.DEFAULT_GATEWAY_PORT));
    }

    public IEnumerable<Listening> Listens()
    {
        var (silo, gateway) = Wanted(options);
        yield return new("Portal:Cluster:SiloPort", options.Cluster.Ip, silo);
        yield return new("Portal:Cluster:GatewayPort", options.Cluster.Ip, gateway);
    }
}
