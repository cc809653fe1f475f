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
        Connection = connection;
        Settings = new Dictionary<string, string?>
        {
            ["Portal:Storage:Provider"] = connection is null ? "sqlite" : "postgres",
            ["Portal:DataDirectory"] = Data,
            ["ConnectionStrings:Portal"] = connection,
            ["Portal:Blobs:Provider"] = "folder",
            ["Portal:Blobs:Folder"] = Directory.CreateDirectory(Data + "-blobs").FullName,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddPortalStorage(configuration)
            .AddSingleton<ListReader>().AddSingleton(TimeProvider.System).AddBlobs().AddCalls().BuildServiceProvider();
    }

    /// <summary>Of PostgreSQL; null: it is SQLite.</summary>
    public string? Connection { get; }

    /// <summary>Processor time of the database so far, in seconds; of SQLite it is this process' own.</summary>
    public double ProcessorSeconds => server is null ? 0 : ProcessorTime.Of(server.Id);

    /// <summary>The data directory.</summary>
    // A database that stays has keys that stay.
    public string Data => server is null && Connection is not null
        ? Path.Combine(Path.GetTempPath(), "portal-bench-kept")
        : directory["data"];

    /// <summary>What tells another process of the same database.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public PortalDatabase Database => services.GetRequiredService<PortalDatabase>();

    public ICallStore Calls => services.GetRequiredService<ICallStore>();

    public ICallTables CallTables => services.GetRequiredService<ICallTables>();

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
        // The product's process is to run on it as well.
        store.services.GetRequiredService<DataDirectoryLock>().Dispose();
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
