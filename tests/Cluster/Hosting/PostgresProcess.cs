using System.Diagnostics;
using System.Globalization;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>A PostgreSQL server in a temporary directory on a free loopback port, run by an unprivileged user.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    private readonly TempDirectory directory = new();
    private int port;

    /// <param name="settings">Of the server, such as <c>fsync=off</c>.</param>
    public static async Task<PostgresProcess> Start(params string[] settings)
    {
        var server = new PostgresProcess { port = FreePort.Next() };
        var home = server.directory;
        // The server refuses to run as root: then the directory is the package's own user's.
        if (Environment.IsPrivilegedProcess)
            await server.Execute("chown", "postgres", home.Path);
        // Letters beyond ASCII are letters here, as in a database for people: its own functions and those of pg_trgm ask the locale.
        await server.Run("initdb", "-D", home["db"], "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        string[] all = ["listen_addresses=127.0.0.1", "unix_socket_directories=''", .. settings];
        await server.Run("pg_ctl", "start", "-D", home["db"], "-w", "-l", home["log"],
            "-o", $"-p {server.port} {string.Join(' ', all.Select(setting => "-c " + setting))}");
        return server;
    }

    /// <summary>Of the server's first process.</summary>
    public int Id => int.Parse(File.ReadLines(Path.Combine(directory["db"], "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>The connection string of a database.</summary>
    public string Text(string database) => $"Host=127.0.0.1;Port={port};Username=portal;Database={database}";

    public async ValueTask DisposeAsync()
    {
        await Run("pg_ctl", "stop", "-D", directory["db"], "-m", "immediate", "-w");
        directory.Dispose();
    }

    private Task Run(string tool, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql")
            .Order()
            .Select(version => Path.Combine(version, "bin", tool))
            .Last(File.Exists);
        return Environment.IsPrivilegedProcess
            ? Execute("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : Execute(path, arguments);
    }

    private async Task Execute(string program, params string[] arguments)
    {
        // A file for the output: the server inherits it, and a pipe would stay open as long as the server runs.
        var errors = directory["errors"] + Guid.NewGuid().ToString("n");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > /dev/null 2>\"$0\"", errors, program, .. arguments])
        {
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await File.ReadAllTextAsync(errors)}");
    }
}
