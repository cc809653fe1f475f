using System.Diagnostics;
using System.Globalization;

namespace Portal.Tests.Bench.Fleet;

/// <summary>A PostgreSQL server of the bench's own in a temporary directory on a free loopback port, as an unprivileged user.</summary>
internal sealed class PostgresPeer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-bench-pg").FullName;
    private readonly int port = Ports.Free();

    public string ConnectionText => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=portal;Database=postgres");

    public static async Task<PostgresPeer> Start()
    {
        var peer = new PostgresPeer();
        if (Environment.IsPrivilegedProcess)
            await Execute("chown", "postgres", peer.folder);
        await peer.Run("initdb", "-D", peer.folder + "/db", "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await peer.Run("pg_ctl", "start", "-D", peer.folder + "/db", "-w", "-l", peer.folder + "/log",
            "-o", string.Create(CultureInfo.InvariantCulture, $"-p {peer.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300"));
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        await Run("pg_ctl", "stop", "-D", folder + "/db", "-m", "immediate", "-w");
        Directory.Delete(folder, recursive: true);
    }

    private Task Run(string tool, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin", tool)).Last(File.Exists);
        return Environment.IsPrivilegedProcess
            ? Execute("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : Execute(path, arguments);
    }

    private static async Task Execute(string program, params string[] arguments)
    {
        // No pipe for the output: the server would inherit and keep it.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > /dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
