using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>
/// A silo with its store, shared by the tests of a class. A feature's scenarios are an abstract class over this fixture
/// with one subclass a store: <see cref="SqliteCluster"/> and <see cref="PostgresCluster"/>. Derive from either to add
/// settings or to replace a seam (a clock, a CA).
/// </summary>
public abstract class ClusterFixture : IAsyncLifetime
{
    private readonly TempDirectory directory = new();

    private SiloUnderTest? silo;

    public IGrainFactory Grains => Silo.Grains;

    public IServiceProvider Services => Silo.Services;

    internal PortalDatabase Database => Services.GetRequiredService<PortalDatabase>();

    internal string DataDirectory => directory["data"];

    internal string KeyFile => directory["keys/keyring.key"];

    internal SiloUnderTest Silo => silo ?? throw new InvalidOperationException("The silo is not started.");

    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await Provide();
        await Start();
    }

    /// <summary>Stops the silo as a signal would, and starts it again on the same store.</summary>
    public async Task Restart()
    {
        await Silo.DisposeAsync();
        await Start();
    }

    /// <summary>Ends the activation of a grain, so that the next call reads what is stored.</summary>
    public Task Deactivate(IAddressable grain) => Silo.Deactivate(grain);

    /// <summary>Has done what follows from a document; on a busy machine the first try may not get to the end of it.</summary>
    internal static Task Repaired(Func<Task> repair) => Eventually.Holds(
        async () =>
        {
            try
            {
                await repair();
                return true;
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        },
        "what follows is done");

    /// <summary>Acts while a table can neither be read nor written.</summary>
    internal async Task Without(string table, Func<Task> act)
    {
        await Rename(table, table + "_away");
        try
        {
            await act();
        }
        finally
        {
            await Rename(table + "_away", table);
        }

        async Task Rename(string from, string to)
        {
            await using var connection = await Database.Write.OpenConnectionAsync();
            await connection.ExecuteAsync($"ALTER TABLE {from} RENAME TO {to}");
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (silo is not null)
            await silo.DisposeAsync();
        directory.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the store.</summary>
    protected virtual Task Provide() => Task.CompletedTask;

    /// <summary>Settings of the product: <c>Portal:…</c>.</summary>
    protected virtual void Configure(IDictionary<string, string?> settings)
    {
    }

    /// <summary>Registrations after the product's own: the last one wins.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    private async Task Start() => silo = await SiloUnderTest.Start(Settings(), Configure);

    private Dictionary<string, string?> Settings()
    {
        var settings = SiloUnderTest.Settings(directory);
        Configure(settings);
        return settings;
    }
}

/// <summary>One silo on SQLite in a temporary directory.</summary>
public class SqliteCluster : ClusterFixture;
