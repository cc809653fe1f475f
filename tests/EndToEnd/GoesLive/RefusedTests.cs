using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>Each says why in words and when it goes on, and goes live without a hand once the cause is gone.</summary>
public sealed class RefusedTests
{
    private const string Host = "portal.acme.example";

    [Fact]
    public async Task A_name_that_the_ca_refuses_by_policy()
    {
        await using var world = await World.Create(ca => ca with { Blocked = [Host] });
        await world.PointHere(Host);
        await world.Api.AddDomain(Host);
        var failed = await world.Api.Reaches(Host, "failed", World.Patience);
        Assert.Contains("policy", (string)failed["failure"]!["reason"]!, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(failed["nextAttempt"]);

        await world.Ca.Restart(world.Ca.Settings with { Blocked = [] });
        await world.Api.Reaches(Host, "issued", World.Patience * 3);
    }

    [Fact]
    public async Task Somebody_else_answers_the_challenge()
    {
        await using var world = await World.Create();
        using var stop = new CancellationTokenSource();
        var liar = Lie(world.Portal.Http, stop.Token);
        await world.Dns.ClearA(World.Platform);
        await world.Dns.AddA(World.Platform, "127.0.0.2");
        await world.PointHere(Host);
        await world.Api.AddDomain(Host);
        var failed = await world.Api.Reaches(Host, "failed", World.Patience);
        Assert.NotEqual("", (string)failed["failure"]!["reason"]!);
        Assert.NotNull(failed["failure"]!["problem"]);
        Assert.NotNull(failed["nextAttempt"]);

        await world.Dns.ClearA(World.Platform);
        await world.Dns.AddA(World.Platform, "127.0.0.1");
        await world.Api.Reaches(Host, "issued", World.Patience * 3);
        await stop.CancelAsync();
        await liar;
    }

    [Fact]
    public async Task A_ca_that_hangs_for_a_while()
    {
        await using var world = await World.Create(null, "Portal:Acme:Timeout=00:00:03");
        await world.Ca.Pause();
        await world.PointHere(Host);
        await world.Api.AddDomain(Host);
        var failed = await world.Api.Reaches(Host, "failed", World.Patience);
        Assert.NotEqual("", (string)failed["failure"]!["reason"]!);

        await world.Ca.Continue();
        await world.Api.Reaches(Host, "issued", World.Patience * 3);
    }

    [Fact]
    public async Task A_ca_that_lost_its_accounts_and_orders()
    {
        await using var world = await World.Create();
        await world.GoLive("first.acme.example");

        await world.Ca.Restart();
        await world.GoLive(Host);
        Assert.Contains("Acme Telecom", await world.Visit(Host), StringComparison.Ordinal);
    }

    /// <summary>A web server on the portal's port of another address, whose answer to every challenge is wrong.</summary>
    private static async Task Lie(int port, CancellationToken stop)
    {
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.2"), port);
        listener.Start();
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                await Answer(client, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static async Task Answer(TcpClient client, CancellationToken stop)
    {
        try
        {
            await using var stream = client.GetStream();
            _ = await stream.ReadAtLeastAsync(new byte[4096], 16, throwOnEndOfStream: false, stop);
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nwrong"), stop);
        }
        catch (IOException)
        {
            // The client left.
        }
    }
}
