using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.Unit.Certificates;

namespace Portal.Tests.Cluster.Api;

/// <summary>Certificates and DNS records as programs see them.</summary>
public sealed class CertificateTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_uploaded_one_of_ones_own_is_taken_with_a_warning_and_a_wrong_one_leaves_it_served()
    {
        using var client = host.Client();
        await client.AddBrand("upload");
        await client.AddDomain("upload.acme.example", "upload");
        await Served(client, "upload.acme.example", true);
        var taken = await client.Expect(
            200, "PUT", "domains/upload.acme.example/certificate", Upload("upload.acme.example", ECCurve.NamedCurves.nistP256));
        var warning = Assert.Single(taken["warnings"]!.AsArray())!;
        Assert.Equal("selfSigned", (string?)warning["code"]);
        Assert.Contains((string)warning["text"]!, (string?)taken["history"]![0]!["text"], StringComparison.Ordinal);
        Assert.True((bool)taken["served"]!);

        foreach (var (curve, use) in new[] { (ECCurve.NamedCurves.nistP521, true), (ECCurve.CreateFromValue("1.3.132.0.10"), true), (ECCurve.NamedCurves.nistP256, false) })
        {
            var refused = await client.Send("PUT", "domains/upload.acme.example/certificate", Upload("upload.acme.example", curve, use));
            Assert.Equal(422, refused.Status);
            Assert.Equal(["certificate"], refused.Fields);
            Assert.Equal(
                (string?)taken["serial"],
                (string?)(await client.Expect(200, "GET", "domains/upload.acme.example/certificate"))["serial"]);
        }
    }

    [Fact]
    public async Task A_disabled_domain_keeps_its_own_unserved_and_will_not_renew_it()
    {
        using var client = host.Client();
        await client.AddBrand("rests");
        await client.AddDomain("rests.acme.example", "rests");
        await Served(client, "rests.acme.example", true);
        var before = await client.Expect(200, "GET", "domains/rests.acme.example/certificate");
        await client.Expect(200, "PATCH", "domains/rests.acme.example", """{"status":"disabled"}""");
        await Served(client, "rests.acme.example", false);
        var kept = await client.Expect(200, "GET", "domains/rests.acme.example/certificate");
        Assert.Equal(
            ("issued", false, (string?)before["serial"]),
            ((string?)kept["state"], (bool)kept["served"]!, (string?)kept["serial"]));
        Assert.False((bool)(await client.Expect(200, "GET", "domains?q=rests.acme"))["items"]![0]!["certificate"]!["served"]!);
        Assert.Contains(
            "Enable the domain first",
            (string?)(await client.Expect(409, "POST", "domains/rests.acme.example/certificate/renew"))["detail"],
            StringComparison.Ordinal);
        await client.Expect(200, "PATCH", "domains/rests.acme.example", """{"status":"enabled"}""");
        await Served(client, "rests.acme.example", true);
        var back = await client.Expect(200, "GET", "domains/rests.acme.example/certificate");
        Assert.Equal((true, (string?)before["serial"]), ((bool)back["served"]!, (string?)back["serial"]));
    }

    [Theory]
    [InlineData("records.acme.co.uk", "records.acme.co.uk", "records")]
    [InlineData("a.b.records.example", "a.b.records.example", "a.b")]
    [InlineData("bücher-records.example", "xn--bcher-records-wob.example", "@")]
    public async Task The_record_to_create_comes_in_the_parts_that_a_form_asks_for(string written, string name, string relative)
    {
        using var client = host.Client();
        await client.AddBrand("records-" + relative.Length);
        await client.AddDomain(written, "records-" + relative.Length);
        var dns = await client.Expect(200, "GET", $"domains/{name}/dns");
        Assert.True(JsonNode.DeepEquals(
            new JsonArray(new JsonObject
            {
                ["purpose"] = "cname",
                ["type"] = "CNAME",
                ["name"] = name,
                ["relativeName"] = relative,
                ["value"] = "portal.example",
                ["ttl"] = 300,
                ["seen"] = null,
            }),
            dns["records"]), dns.ToJsonString());
    }

    [Fact]
    public async Task A_name_of_this_machine_says_why_there_is_nothing_to_check()
    {
        using var client = host.Client();
        await client.AddBrand("machine");
        await client.AddDomain("machine.localhost", "machine");
        var dns = await client.Expect(200, "GET", "domains/machine.localhost/dns");
        Assert.Contains("There is nothing to check", (string?)dns["advice"], StringComparison.Ordinal);
        Assert.Empty(dns["records"]!.AsArray());
    }

    // What follows a save may take longer than the save.
    private static Task Served(ApiClient client, string host, bool served) => Eventually.Holds(
        async () =>
            (bool)(await client.Expect(200, "GET", $"domains/{host}/certificate"))["served"]! == served, $"{host} is served: {served}");

    private static string Upload(string host, ECCurve curve, bool forServers = true)
    {
        using var key = ECDsa.Create(curve);
        var use = forServers ? MadeCertificate.ForServers : MadeCertificate.ForClients;
        var now = TimeProvider.System.GetUtcNow();
        using var own = MadeCertificate.Leaf(host, key: key, use: use, from: now.AddDays(-1), to: now.AddDays(30));
        return new JsonObject { ["certificate"] = own.Pem, ["privateKey"] = own.KeyPem }.ToJsonString();
    }
}
