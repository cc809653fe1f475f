namespace Portal.Tests.Cluster.Api;

public sealed class RightsFirstTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("PUT", "domains/portal.foreign.example")]
    [InlineData("PATCH", "domains/portal.foreign.example")]
    [InlineData("PUT", "domains/portal.foreign.example/certificate")]
    [InlineData("POST", "domains/portal.foreign.example/test-mail")]
    [InlineData("PUT", "brands/foreign")]
    [InlineData("PATCH", "brands/foreign")]
    [InlineData("PUT", "customers/c_00000000000000000000000000")]
    [InlineData("POST", "customers/c_00000000000000000000000000/contacts")]
    [InlineData("POST", "customers/c_00000000000000000000000000/payments")]
    public async Task What_belongs_to_others_is_not_there_whatever_is_sent(string verb, string path)
    {
        using var owner = host.Client();
        foreach (var brand in new[] { "foreign", "own" })
            await owner.Send("POST", "brands", $$"""{"id":"{{brand}}","name":"{{brand}}"}""");
        await owner.Send("POST", "domains", """{"host":"portal.foreign.example","brand":"foreign","currencies":["USD"]}""");
        var made = await owner.Expect(201, "POST", "api-keys", """{"name":"Own","scopes":["all"],"role":"reseller","brands":["own"]}""");
        using var reseller = host.Client((string)made["key"]!);
        foreach (var body in new[] { "{", """{"nothing":1}""", """{"host":"portal.foreign.example"}""", "[]" })
            Assert.Equal(404, (await reseller.Send(verb, path, body)).Status);
    }

    [Fact]
    public async Task A_resellers_key_is_for_brands_that_are_there()
    {
        using var owner = host.Client();
        await owner.Send("POST", "brands", """{"id":"there","name":"There"}""");
        var refused = await owner.Send(
            "POST", "api-keys", """{"name":"Early","scopes":["all"],"role":"reseller","brands":["there","to-come"]}""");
        Assert.Equal(422, refused.Status);
        Assert.Equal(["brands[1]"], refused.Fields);
        await owner.Expect(201, "POST", "api-keys", """{"name":"In time","scopes":["all"],"role":"reseller","brands":["there"]}""");
    }
}
