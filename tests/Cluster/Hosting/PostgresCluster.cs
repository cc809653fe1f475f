using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Hosting.Storage;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>
/// One silo on a database of its own in <see cref="PostgresServer"/>, its tables made as the verb <c>migrate</c> makes them.
/// </summary>
public class PostgresCluster : ClusterFixture
{
    internal string ConnectionText { get; private set; } = "";

    protected override async Task Provide() => ConnectionText = await NewDatabase();

    /// <summary>A database with its tables.</summary>
    internal static async Task<string> NewDatabase()
    {
        var connectionText = await PostgresServer.NewDatabase();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:Storage:Provider"] = "postgres",
            ["ConnectionStrings:Portal"] = connectionText,
        }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddPortalStorage(configuration);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<ISchema>().Migrate(CancellationToken.None);
        return connectionText;
    }

    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Portal:Storage:Provider"] = "postgres";
        settings["ConnectionStrings:Portal"] = ConnectionText;
    }
}
