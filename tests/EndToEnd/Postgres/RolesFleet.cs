using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Calls;
using Portal.Hosting.Storage;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Postgres;

/// <summary>A server set up by <c>deploy/postgres</c>, a silo and a front end as programs of their own, each with its role.</summary>
public sealed class RolesFleet : IAsyncLifetime
{
    internal const string Migrate = "portal_migrate";
    internal const string Silo = "portal_silo";
    internal const string Front = "portal_web";

    // A test machine has less memory than the one that these are for, and its certificates no file.
    private static readonly string[] TooLarge = ["shared_buffers", "effective_cache_size", "max_wal_size", "min_wal_size", "fsync"];

    private readonly TempDirectory folder = new();
    private PostgresProcess? server;
    private ChildProcess? silo;
    private ChildProcess? balancer;

    internal PortalProcess Web { get; private set; } = null!;

    internal PortalProcess SecondWeb { get; private set; } = null!;

    /// <summary>Where HAProxy takes visitors' TLS.</summary>
    internal int Https { get; } = FreePort.Next();

    internal int SiloOps { get; } = FreePort.Next();

    internal string Output => string.Join(
        '\n', [.. silo?.Output ?? [], .. balancer?.Output ?? [], Web?.Output ?? "", SecondWeb?.Output ?? ""]);

    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "deploy");

    public async ValueTask InitializeAsync()
    {
        await Prepare();
        string[] settings =
        [
            .. (await File.ReadAllLinesAsync(Path.Combine(Shipped, "postgres", "portal.conf")))
                .Where(line => line.Length > 0 && line[0] != '#' && !TooLarge.Any(name => line.StartsWith(name, StringComparison.Ordinal)))
                .Select(line => line.Replace(" ", "", StringComparison.Ordinal)),
            "fsync=off",
        ];
        server = await PostgresProcess.Start(settings);
        await Ask("CREATE DATABASE portal_fleet TEMPLATE template0", "portal", "postgres");
        await Psql("portal", "roles.sql");
        await Psql("portal", "roles.sql");
        await Verb("migrate", Migrate);
        await Psql(Migrate, "rights.sql");
        await Psql(Migrate, "rights.sql");

        silo = ChildProcess.Start("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Silo.dll"), .. Common(Silo, "silo").Select(setting => "--" + setting),
            $"--Portal:Ops:Port={SiloOps}", $"--Portal:Cluster:SiloPort={FreePort.Next()}",
            $"--Portal:Cluster:GatewayPort={FreePort.Next()}",
            $"--Portal:Setup:ApiKey={PortalProcess.ApiKey}", $"--Portal:Setup:AdminEmail={PortalProcess.AdminEmail}",
            $"--Portal:Setup:AdminPassword={PortalProcess.AdminPassword}",
        ]);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        await Until.Holds(
            async () =>
            {
                Assert.False(silo.HasExited, Output);
                try
                {
                    using var answer = await client.GetAsync($"http://127.0.0.1:{SiloOps}/health/ready");
                    return answer.IsSuccessStatusCode;
                }
                catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(60),
            () => "The silo is not ready:\n" + Output);
        Web = await PortalProcess.Start([.. Common(Front, "web"), "Portal:Role=web"]);
        SecondWeb = await PortalProcess.Start([.. Common(Front, "web2"), "Portal:Role=web"]);
        await Balance();
    }

    public async ValueTask DisposeAsync()
    {
        if (balancer is not null)
            await balancer.DisposeAsync();
        if (SecondWeb is not null)
            await SecondWeb.DisposeAsync();
        if (Web is not null)
            await Web.DisposeAsync();
        if (silo is not null)
            await silo.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Runs a statement; the first column of what it returns.</summary>
    internal async Task<string[]> Ask(string sql, string role = "portal", string database = "portal_fleet")
    {
        await using var connection = new NpgsqlConnection(Text(role, database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
            found.Add(reader.GetValue(0).ToString()!);
        return [.. found];
    }

    /// <summary>What a silo does at night with the tables of days.</summary>
    internal async Task<int> DropDays(int before, string role)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            Common(role, "night").Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1])).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddPortalStorage(configuration);
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<ICallTables>().Drop(before, CancellationToken.None);
    }

    private string[] Common(string role, string name) =>
    [
        "Portal:Storage:Provider=postgres", "ConnectionStrings:Portal=" + Text(role), "Portal:DataDirectory=" + folder[name],
        "Portal:Keys:File=" + Secret("keyring.key"), "Portal:Setup:RequireSecondFactor=false", "Portal:Proxies=127.0.0.1",
        string.Create(CultureInfo.InvariantCulture, $"Portal:Https:PublicPort={Https}"),
        "Portal:Cluster:Tls:Certificate=" + Secret("node.pem"), "Portal:Cluster:Tls:Authority=" + Secret("cluster-ca.pem"),
    ];

    private string Text(string role, string database = "portal_fleet") =>
        new NpgsqlConnectionStringBuilder(server!.Text(database)) { Username = role }.ConnectionString;

    private string Secret(string name) => Path.Combine(folder["secrets"], name);

    // By the script that operators get.
    private async Task Prepare()
    {
        using var make = Process.Start(new ProcessStartInfo("sh", [Path.Combine(Shipped, "secrets.sh"), folder["secrets"]])
        { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await make.StandardError.ReadToEndAsync();
        await make.WaitForExitAsync();
        Assert.True(make.ExitCode == 0, said);
    }

    // The file as it is shipped, with this machine's ports in the place of those of a fleet.
    private async Task Balance()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Shipped, "haproxy", "haproxy.cfg"));
        foreach (var (there, here) in new[]
        {
            ("  log /dev/log local0 notice\n  user haproxy\n  group haproxy\n", ""), ("maxconn 50000", "maxconn 400"),
            ("/run/haproxy/admin.sock", folder["admin.sock"]),
            ("bind :443", $"bind 127.0.0.1:{Https}"), ("bind :80", $"bind 127.0.0.1:{FreePort.Next()}"),
            ("bind 127.0.0.1:8404", $"bind 127.0.0.1:{FreePort.Next()}"),
            ("10.0.0.11:443", $"127.0.0.1:{Web.Https} port {Web.Ops}"),
            ("10.0.0.12:443", $"127.0.0.1:{SecondWeb.Https} port {SecondWeb.Ops}"),
            ("10.0.0.11:80", $"127.0.0.1:{Web.Http} port {Web.Ops}"), ("10.0.0.12:80", $"127.0.0.1:{SecondWeb.Http} port {SecondWeb.Ops}"),
        })
        {
            Assert.Contains(there, text, StringComparison.Ordinal);
            text = text.Replace(there, here, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(folder["haproxy.cfg"], text);
        balancer = ChildProcess.Start("haproxy", ["-db", "-f", folder["haproxy.cfg"]]);
    }

    private async Task Verb(string verb, string role)
    {
        var (code, output) = await PortalProcess.Execute([verb, .. Common(role, verb).Select(setting => "--" + setting)]);
        Assert.True(code == 0, output);
    }

    private async Task Psql(string role, string file)
    {
        var place = new NpgsqlConnectionStringBuilder(Text(role));
        using var psql = Process.Start(new ProcessStartInfo("psql",
        [
            "-q", "-X", "-v", "ON_ERROR_STOP=1", "-h", place.Host!, "-p", $"{place.Port}", "-U", role, "-d", place.Database!, "-f",
            Path.Combine(Shipped, "postgres", file),
        ])
        { RedirectStandardError = true, UseShellExecute = false })!;
        var said = await psql.StandardError.ReadToEndAsync();
        await psql.WaitForExitAsync();
        Assert.True(psql.ExitCode == 0, $"{file}: {said}");
    }
}
