using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Portal.Tests.Cluster.Hosting;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Portal.Tests.Cluster.Hosting;

/// <summary>
/// A PostgreSQL server of the tests' own: a private cluster in a temporary directory on a free loopback port, run by an
/// unprivileged user. Started when the first test asks, shared by the whole run; each asker gets a database of its own.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly SemaphoreSlim Starting = new(1);
    private static PostgresServer? running;

    private readonly TempDirectory directory = new();
    private int port;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (running is not { } server)
            return;
        await server.Run("pg_ctl", "stop", "-D", server.directory["db"], "-m", "immediate", "-w");
        server.directory.Dispose();
        running = null;
    }

    /// <returns>The connection string of a new, empty database.</returns>
    public static async Task<string> NewDatabase()
    {
        await Starting.WaitAsync();
        try
        {
            if (running is null)
            {
                var server = new PostgresServer();
                await server.Start();
                running = server;
            }
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
        return running.Text(name);
    }

    private string Text(string database) => $"Host=127.0.0.1;Port={port};Username=portal;Database={database};Include Error Detail=true";

    private async Task Start()
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        // The server refuses to run as root: then the directory is the package's own user's.
        if (Environment.IsPrivilegedProcess)
            await Execute("chown", "postgres", directory.Path);
        await Run("initdb", "-D", directory["db"], "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await Run("pg_ctl", "start", "-D", directory["db"], "-w", "-l", directory["log"],
            "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200");
    }

    private Task Run(string tool, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin", tool)).Last(File.Exists);
        return Environment.IsPrivilegedProcess
            ? Execute("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : Execute(path, arguments);
    }

    private async Task Execute(string program, params string[] arguments)
    {
        // A file for the output: the server inherits it, and a pipe would stay open as long as the server runs.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > /dev/null 2>\"$0\"", directory["errors"] + Guid.NewGuid().ToString("n"), program, .. arguments])
        {
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await File.ReadAllTextAsync(start.ArgumentList[2])}");
    }
}
