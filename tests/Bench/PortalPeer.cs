using System.Globalization;

namespace Portal.Tests.Bench;

/// <summary>The product itself as it is deployed: the built WebHost in a process of its own, on seeded data.</summary>
internal static class PortalPeer
{
    public const string ApiKey = "bench_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static string Host(int number) => string.Create(CultureInfo.InvariantCulture, $"d{number:D6}.bench.example");

    public static Task<(Peer Peer, int Http)> Start(string name, string data) => Start(name, data, Ports.Free());

    /// <param name="ops">The port on which it tells its health.</param>
    /// <param name="launcher">A program with its arguments that becomes the one that it is given; none: nothing comes before it.</param>
    public static Task<(Peer Peer, int Http)> Start(string name, string data, int ops, params string[] launcher) =>
        Start(name, data, ops, Ports.Free(), [], launcher);

    /// <param name="more">Settings beside the usual ones.</param>
    public static async Task<(Peer Peer, int Http)> Start(
        string name, string data, int ops, int http, string[] more, params string[] launcher)
    {
        var https = Ports.Free();
        string[] command =
        [
            .. launcher, "dotnet", Path.Combine(AppContext.BaseDirectory, "WebHost.dll"),
            .. Settings(data, http, https, ops, Ports.Free(), Ports.Free()),
            .. more,
        ];
        return (await Peer.Start(name, https, command[0], command[1..]), http);
    }

    /// <summary>Does something with the product on an empty store of its own, which is gone afterwards.</summary>
    public static async Task OnEmptyStore(Func<Peer, Api, Task> work)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench").FullName;
        try
        {
            var (peer, http) = await Start("portal", Path.Combine(folder, "data"));
            await using (peer)
            {
                using var api = new Api(http);
                await api.TakesKey();
                await work(peer, api);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static string[] Settings(string data, int http, int https, int ops, int silo, int gateway) =>
    [
        $"--Portal:DataDirectory={data}",
        $"--Portal:Keys:File={data}.key",
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Http:Port={http}"),
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Https:Port={https}"),
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Ops:Port={ops}"),
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Cluster:SiloPort={silo}"),
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Cluster:GatewayPort={gateway}"),
        "--Portal:Certificates:Issuer=internal",
        $"--Portal:Setup:ApiKey={ApiKey}",
        "--Portal:Setup:AdminEmail=bench@bench.example",
        "--Portal:Setup:AdminPassword=bench correct horse battery",
        "--Logging:LogLevel:Default=Warning",
    ];
}
