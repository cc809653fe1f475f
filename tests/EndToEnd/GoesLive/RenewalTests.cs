using System.Text.Json.Nodes;

namespace Portal.Tests.EndToEnd.GoesLive;

public sealed class RenewalTests
{
    private const string Host = "portal.acme.example";

    [Fact]
    public async Task A_certificate_is_renewed_under_the_visitors_without_one_failed_handshake()
    {
        await using var world = await World.Create(
            ca => ca with { CertificateLife = TimeSpan.FromSeconds(90) }, "Portal:Certificates:ScanInterval=00:00:01");
        await world.GoLive(Host);
        var first = (string)(await world.Api.Get($"domains/{Host}/certificate"))["serial"]!;

        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        JsonObject now;
        var visits = 0;
        do
        {
            // A client of its own each time: each visit is a handshake.
            Assert.Contains("Acme Telecom", await world.Visit(Host), StringComparison.Ordinal);
            visits++;
            await pace.WaitForNextTickAsync();
            now = await world.Api.Get($"domains/{Host}/certificate");
            Assert.True(visits < 3_000, "It was never renewed.");
        }
        while ((string)now["serial"]! == first);

        for (var i = 0; i < 20; i++)
            Assert.Contains("Acme Telecom", await world.Visit(Host), StringComparison.Ordinal);
        Assert.Equal("issued", (string)now["state"]!);
    }
}
