using Microsoft.Extensions.DependencyInjection;
using Portal.Mail;

namespace Portal.Tests.Cluster.Api;

/// <summary>The platform's settings by the API, where configuration sets the name and not the mail server.</summary>
public sealed class PlatformTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Smtp =
        """{"smtp":{"server":"smtp.operator.example","userName":"u","password":"a secret","from":"Operator <portal@operator.example>"}}""";

    [Fact]
    public async Task What_the_owner_sets_holds_for_the_platforms_mail()
    {
        using var owner = host.Client();
        var read = await owner.Send("GET", "platform");
        var set = await owner.Send("PATCH", "platform", Smtp, ("If-Match", read.ETag!));
        Assert.True(set.Status == 200, set.Text);
        Assert.DoesNotContain("a secret", set.Text, StringComparison.Ordinal);
        Assert.True((bool)set.Json["smtp"]!["hasPassword"]!);
        var relay = await host.Services.GetRequiredService<MailRelays>().ForPlatform();
        Assert.Equal(("smtp.operator.example", "a secret", true), (relay!.Server, relay.Password, relay.Trusted));

        // All that GET gives is taken again; the password stays.
        var put = await owner.Send("PUT", "platform", (await owner.Send("GET", "platform")).Text);
        Assert.True(put.Status == 200, put.Text);
        Assert.True((bool)put.Json["smtp"]!["hasPassword"]!);
        Assert.Equal(412, (await owner.Send("PATCH", "platform", "{}", ("If-Match", read.ETag!))).Status);
        Assert.Contains("platform.save", (await owner.Send("GET", "audit")).Text, StringComparison.Ordinal);

        await owner.Expect(200, "PATCH", "platform", """{"smtp":null}""");
        Assert.Null(await host.Services.GetRequiredService<MailRelays>().ForPlatform());
    }

    [Fact]
    public async Task What_configuration_sets_is_told_as_fixed_and_another_value_is_refused()
    {
        using var owner = host.Client();
        var read = await owner.Expect(200, "GET", "platform");
        Assert.Equal("portal.example", (string?)read["platformHost"]);
        Assert.Equal(["platformHost"], read["fixed"]!.AsArray().Select(f => (string?)f));
        var refused = await owner.Send("PATCH", "platform", """{"platformHost":"other.example"}""");
        Assert.Equal((422, "platformHost"), (refused.Status, Assert.Single(refused.Fields)));
        Assert.Contains("Portal:PlatformHost", refused.Text, StringComparison.Ordinal);
        await owner.Expect(200, "PATCH", "platform", """{"platformHost":"portal.example"}""");
    }

    [Fact]
    public async Task A_wrong_mail_server_is_told_at_its_field()
    {
        using var owner = host.Client();
        Assert.Equal(["smtp.from"], (await owner.Send("PATCH", "platform", """{"smtp":{"server":"smtp.operator.example"}}""")).Fields);
        Assert.Equal(
            ["smtp.server"],
            (await owner.Send("PATCH", "platform", """{"smtp":{"server":"a b","from":"x@operator.example"}}""")).Fields);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("readOnly")]
    public async Task Only_owners_reach_the_platforms_settings(string role)
    {
        using var owner = host.Client();
        var made = await owner.Expect(201, "POST", "api-keys", $$"""{"name":"platform {{role}}","scopes":["all"],"role":"{{role}}"}""");
        using var client = host.Client((string)made["key"]!);
        await client.Expect(403, "GET", "platform");
        await client.Expect(403, "PUT", "platform", "{}");
        await client.Expect(403, "PATCH", "platform", Smtp);
    }
}
