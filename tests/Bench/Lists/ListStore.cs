using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Blobs;
using Portal.Calls;
using Portal.Hosting.Storage;
using Portal.Lists;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Bench.Lists;

/// <summary>A database with the product's tables: a server of our own, SQLite's file, or one that is there.</summary>
internal sealed class ListStore : IAsyncDisposable
{
    private readonly TempDirectory directory = new();
    private readonly PostgresProcess? server;
    private readonly ServiceProvider services;

    private ListStore(PostgresProcess? server, string? connection)
    {
        this.server = server;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:Storage:Provider"] = connection is null ? "sqlite" : "postgres",
            ["Portal:DataDirectory"] = directory["data"],
            ["ConnectionStrings:Portal"] = connection,
            ["Portal:Blobs:Provider"] = "folder",
            ["Portal:Blobs:Folder"] = Directory.CreateDirectory(directory["blobs"]).FullName,
        }).Build();
        services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddPortalStorage(configuration)
            .AddSingleton<ListReader>().AddSingleton(TimeProvider.System).AddBlobs().AddCalls().BuildServiceProvider();
    }

    public PortalDatabase Database => services.GetRequiredService<PortalDatabase>();

    public ICallStore Calls => services.GetRequiredService<ICallStore>();

    public CallProof Proof => services.GetRequiredService<CallProof>();

    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ListReader Reader => services.GetRequiredService<ListReader>();

    /// <param name="connection">Of an empty database, or of one that an earlier run filled; null: one of our own.</param>
    public static async Task<ListStore> Open(bool isSqlite, string? connection)
    {
        PostgresProcess? started = null;
        if (!isSqlite && connection is null)
        {
            started = await PostgresProcess.Start("shared_buffers=2GB", "max_wal_size=8GB", "fsync=off");
            connection = started.Text("postgres");
        }

        var store = new ListStore(started, connection);
        store.services.GetRequiredService<DataDirectoryLock>().Create();
        await store.services.GetRequiredService<ISchema>().Migrate(CancellationToken.None);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        directory.Dispose();
    }
}
