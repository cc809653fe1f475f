using System.Globalization;

namespace Portal.Tests.Bench;

/// <summary>The product itself as it is deployed: the built WebHost in a process of its own, on seeded data.</summary>
internal static class PortalPeer
{
    public const string ApiKey = "bench_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static string Host(int number) => string.Create(CultureInfo.InvariantCulture, $"d{number:D6}.bench.example");

    public static async Task<(Peer Peer, int Http)> Start(string name, string data)
    {
        int https = Ports.Free(), http = Ports.Free(), ops = Ports.Free();
        var peer = await Peer.Start(
            name, https, "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "WebHost.dll"), .. Settings(data, http, https, ops)]);
        return (peer, http);
    }

    public static string[] Settings(string data, int http, int https, int ops) =>
    [
        $"--Portal:DataDirectory={data}",
        $"--Portal:Keys:File={data}.key",
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Http:Port={http}"),
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Https:Port={https}"),
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Ops:Port={ops}"),
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Cluster:SiloPort={Ports.Free()}"),
        string.Create(CultureInfo.InvariantCulture, $"--Portal:Cluster:GatewayPort={Ports.Free()}"),
        "--Portal:Certificates:Issuer=internal",
        $"--Portal:Setup:ApiKey={ApiKey}",
        "--Portal:Setup:AdminEmail=bench@bench.example",
        "--Portal:Setup:AdminPassword=bench correct horse battery",
        "--Logging:LogLevel:Default=Warning",
    ];
}
