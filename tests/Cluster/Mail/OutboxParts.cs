using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Mail;

/// <summary>Outboxes with a clock to push on, and shards that scan each second.</summary>
internal static class OutboxParts
{
    public static void Configure(IDictionary<string, string?> settings)
    {
        settings["Portal:Mail:AllowPrivateServers"] = "true";
        settings["Portal:Mail:ScanInterval"] = "00:00:01";
        settings["Portal:Https:PublicPort"] = "443";
        settings["Portal:ControlHosts:0"] = "localhost";
        settings["Portal:ControlHosts:1"] = "panel.operator.example";
    }
}

public sealed class OutboxOnSqlite : SqliteCluster
{
    internal PushedClock Clock { get; } = new();

    protected override void Configure(IDictionary<string, string?> settings) => OutboxParts.Configure(settings);

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
}

public sealed class OutboxOnPostgres : PostgresCluster
{
    internal PushedClock Clock { get; } = new();

    protected override void Configure(IDictionary<string, string?> settings)
    {
        base.Configure(settings);
        OutboxParts.Configure(settings);
    }

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
}
