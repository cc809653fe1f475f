using System.Security.Cryptography;

namespace Portal.Tests.EndToEnd.GoesLive;

public sealed class GoesLiveTests
{
    private const string Host = "portal.acme.example";

    [Theory]
    [InlineData("http-01", Host, Host)]
    [InlineData("tls-alpn-01", Host, Host)]
    [InlineData("http-01", "Bücher.example", "xn--bcher-kva.example")]
    [InlineData("tls-alpn-01", "portal.straße.example", "portal.xn--strae-oqa.example")]
    public async Task A_domain_added_before_its_record_is_right_goes_live_by_itself(string challenge, string written, string host)
    {
        await using var world = await World.Create(null, $"Portal:Acme:Challenge={challenge}");
        await world.Api.AddDomain(written);
        await world.Api.Reaches(host, "waitingForDns", World.Patience);

        await world.PointHere(host);
        await world.Api.Reaches(host, "issued", World.Patience);

        Assert.Contains("Acme Telecom", await world.Visit(host), StringComparison.Ordinal);
        Assert.Equal(1, world.Ca.Finalised);
    }

    [Fact]
    public async Task A_ca_that_wants_an_external_account_gets_it()
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        await using var world = await World.Create(
            ca => ca with { ExternalAccount = ("kid-1", key) },
            "Portal:Acme:ExternalAccount:KeyId=kid-1", $"Portal:Acme:ExternalAccount:HmacKey={key}");
        await world.GoLive(Host);
        Assert.Contains("Acme Telecom", await world.Visit(Host), StringComparison.Ordinal);
        Assert.DoesNotContain(key, world.Portal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_shows_on_the_next_request()
    {
        await using var world = await World.Create();
        await world.GoLive(Host);
        using var visitor = world.Portal.Visitor(await world.Ca.IssuingRoot());
        await world.Api.Send(HttpMethod.Patch, $"domains/{Host}", new System.Text.Json.Nodes.JsonObject
        {
            ["brandName"] = "Acme Renamed",
            ["footer"] = "A footer of ours",
            ["css"] = ".portal-button { letter-spacing: 3px }",
            ["javaScript"] = "window.ours = 1;",
            ["look"] = new System.Text.Json.Nodes.JsonObject { ["primaryColor"] = "#aa1155" },
        });

        var page = await visitor.GetStringAsync($"https://{Host}/sign-in");
        Assert.Contains("Acme Renamed", page, StringComparison.Ordinal);
        Assert.Contains("A footer of ours", page, StringComparison.Ordinal);
        Assert.Contains("#aa1155", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Visitors_never_get_the_certificate_of_an_open_challenge()
    {
        await using var world = await World.Create(
            ca => ca with { ValidationDelay = TimeSpan.FromSeconds(4) }, "Portal:Acme:Challenge=tls-alpn-01");
        await world.GoLive(Host);

        await world.Api.Send(HttpMethod.Post, $"domains/{Host}/certificate/renew");
        // Each visit trusts the CA alone: a self-signed answer would end it.
        var visits = 0;
        for (var finalised = world.Ca.Finalised; world.Ca.Finalised == finalised; visits++)
            Assert.Contains("Acme Telecom", await world.Visit(Host), StringComparison.Ordinal);
        Assert.True(visits > 5, $"Only {visits} visits fell into the time of the challenge.");
    }
}
