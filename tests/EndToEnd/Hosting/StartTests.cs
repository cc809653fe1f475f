using System.Net;
using System.Net.Sockets;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Hosting;

/// <summary>What somebody reads in the terminal.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Portal:Http:Port")]
    [InlineData("Portal:Https:Port")]
    [InlineData("Portal:Ops:Port")]
    [InlineData("Portal:Cluster:SiloPort")]
    [InlineData("Portal:Cluster:GatewayPort")]
    public async Task A_taken_port_ends_it_with_one_line(string setting)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var directory = new TempDirectory();
        var ports =
            new Dictionary<string, int>
            {
                ["Portal:Http:Port"] = FreePort.Next(),
                ["Portal:Https:Port"] = FreePort.Next(),
                ["Portal:Ops:Port"] = FreePort.Next(),
                [setting] = port,
            };
        var (code, output) = await PortalProcess.Execute(
            [
                "--Portal:DataDirectory=" + directory["data"],
                "--Portal:Keys:File=" + directory["keys/key"],
                .. ports.Select(p => $"--{p.Key}={p.Value}"),
            ]);
        Assert.Equal(
            (2, $"Port {port} is in use by another program. Stop it, or choose another port with {setting}."),
            (code, output.Trim()));
        Assert.False(Directory.Exists(directory["data"]));
    }

    [Fact]
    public async Task A_first_start_says_where_to_go_and_nothing_else()
    {
        await using var portal = await PortalProcess.Start("Portal:Acme:Fallback:Directory=https://ca.example");
        await portal.Says("Control panel: ", TimeSpan.FromSeconds(20));
        var lines = portal.Output.Split('\n');
        Assert.Contains("Portal:Acme:Fallback is set, but this version has no such setting: it has no effect.", lines);
        Assert.DoesNotContain(
            lines,
            line =>
                line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal)
                    || line.StartsWith("crit:", StringComparison.Ordinal));
    }
}
