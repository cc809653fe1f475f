using Npgsql;
using Portal.Tests.Cluster.Hosting;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Portal.Tests.Cluster.Hosting;

/// <summary>
/// The tests' own server: started when the first test asks, shared by the whole run; each asker gets a database of its own.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly SemaphoreSlim Starting = new(1);
    private static PostgresProcess? running;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (running is not { } server)
            return;
        await server.DisposeAsync();
        running = null;
    }

    /// <returns>The connection string of a new, empty database.</returns>
    public static async Task<string> NewDatabase()
    {
        await Starting.WaitAsync();
        try
        {
            running ??= await PostgresProcess.Start("fsync=off", "max_connections=200");
        }
        finally
        {
            Starting.Release();
        }

        var name = $"portal_{Guid.NewGuid():n}";
        await using var connection = new NpgsqlConnection(running.Text("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return running.Text(name) + ";Include Error Detail=true";
    }
}
