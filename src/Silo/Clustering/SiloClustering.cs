using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Portal.Hosting.Storage;

namespace Portal.Hosting.Clustering;

/// <summary>How silos and front ends find each other and which addresses they use.</summary>
internal static class SiloClustering
{
    /// <summary>Part of every row that grains and reminders have: never change.</summary>
    public const string ServiceId = "portal";

    public const string PostgresInvariant = "Npgsql";

    // Users' requests never wait longer for a dead silo.
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(7);

    // A gateway that stands still keeps its connections: the list alone tells that it was put out.
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(3);

    public static ISiloBuilder UsePortalClustering(this ISiloBuilder silo, NodeOptions options)
    {
        var cluster = options.Cluster;
        var (siloPort, gatewayPort) = Ports(options);
        if (options.Storage.Provider == StorageProvider.Sqlite)
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, null, ServiceId, cluster.Id);
        }
        else
        {
            silo.UseAdoNetClustering(clustering => clustering.Configure<NpgsqlDataSource>((target, source) =>
            {
                target.Invariant = PostgresInvariant;
                target.DataSource = source;
            }));
            silo.UsePortalMembership();
            silo.ConfigureEndpoints(cluster.Ip, siloPort, gatewayPort);
            silo.Configure<EndpointOptions>(endpoints =>
            {
                endpoints.SiloListeningEndpoint = new IPEndPoint(cluster.Ip, siloPort);
                endpoints.GatewayListeningEndpoint = new IPEndPoint(cluster.Ip, gatewayPort);
            });
        }

        silo.Configure<ClusterOptions>(target => Name(target, cluster));
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = ResponseTimeout;
            messaging.CancelRequestOnTimeout = true;
        });
        silo.Configure<ClientMessagingOptions>(Hurry);
        if (cluster.Tls.IsSet)
            silo.UsePortalTls(cluster.Tls);
        return silo;
    }

    public static IClientBuilder UsePortalClustering(this IClientBuilder client, NodeOptions options)
    {
        client.UseAdoNetClustering(clustering => clustering.Configure<NpgsqlDataSource>((target, source) =>
        {
            target.Invariant = PostgresInvariant;
            target.DataSource = source;
        }));
        client.Configure<ClusterOptions>(target => Name(target, options.Cluster));
        client.Configure<ClientMessagingOptions>(Hurry);
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = GatewayRefresh);
        if (options.Cluster.Tls.IsSet)
            client.UsePortalTls(options.Cluster.Tls);
        return client;
    }

    private static void Name(ClusterOptions target, ClusterSection cluster)
    {
        target.ServiceId = ServiceId;
        target.ClusterId = cluster.Id;
    }

    private static void Hurry(ClientMessagingOptions messaging)
    {
        messaging.ResponseTimeout = ResponseTimeout;
        messaging.CancelRequestOnTimeout = true;
    }

    private static (int Silo, int Gateway) Ports(NodeOptions options)
    {
        var (silo, gateway) = SiloPorts.Wanted(options);
        var free = FreePort.Find(options.Cluster.Ip, 2);
        return (silo == 0 ? free[0] : silo, gateway == 0 ? free[1] : gateway);
    }
}
