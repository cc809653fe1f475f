namespace Portal.Tests.Cluster.Api;

public sealed class OperatorTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Staff_is_invited_changed_and_removed()
    {
        using var owner = host.Client();
        await owner.AddBrand("held");
        var made = await owner.Expect(
            201, "POST", "operators", """{"name":"Rita","email":"Rita@Operator.example","role":"reseller","brands":["held"]}""");
        var path = $"operators/{made["id"]}";
        Assert.Equal(("rita@operator.example", true, false), ((string?)made["email"], (bool)made["invited"]!, (bool)made["secondFactor"]!));
        Assert.StartsWith(host.Address + $"/invitation?who={made["id"]}&token=", (string?)made["invitation"], StringComparison.Ordinal);

        var read = await owner.Send("GET", path);
        Assert.Null(read.Json["invitation"]);
        Assert.Equal(304, (await owner.Send("GET", path, null, ("If-None-Match", read.ETag!))).Status);
        var put = await owner.Expect(200, "PUT", path, read.Text);
        Assert.Equal("held", (string?)put["brands"]![0]);
        await owner.Expect(412, "PATCH", path, """{"role":"support"}""", ("If-Match", read.ETag!));
        var patched = await owner.Expect(200, "PATCH", path, """{"role":"support","status":"disabled"}""");
        Assert.Equal(("support", "disabled"), ((string?)patched["role"], (string?)patched["status"]));
        Assert.Empty(patched["brands"]!.AsArray());
        Assert.Contains(
            (await owner.Expect(200, "GET", "operators?q=rita"))["items"]!.AsArray().Select(i => (string?)i!["id"]),
            id => id == (string?)made["id"]);

        await owner.Expect(409, "POST", "operators", """{"name":"Rita","email":"rita@operator.example"}""");
        await owner.Expect(204, "DELETE", path);
        await owner.Expect(404, "GET", path);
        await owner.Expect(404, "DELETE", path);
        await owner.Expect(201, "POST", "operators", """{"name":"Rita","email":"rita@operator.example"}""");
    }

    [Theory]
    [InlineData("""{"name":"A","email":"nobody"}""", "email")]
    [InlineData("""{"email":"a@operator.example","name":" "}""", "name")]
    [InlineData("""{"name":"A","email":"a@operator.example","role":"king"}""", "role")]
    [InlineData("""{"name":"A","email":"a@operator.example","role":"reseller"}""", "brands")]
    [InlineData("""{"name":"A","email":"a@operator.example","role":"reseller","brands":["nowhere"]}""", "brands[0]")]
    [InlineData("""{"name":"A","email":"a@operator.example","status":"asleep"}""", "status")]
    public async Task A_wrong_field_is_told_at_its_place(string body, string field)
    {
        using var owner = host.Client();
        var reply = await owner.Send("POST", "operators", body);
        Assert.True(reply.Status == 422, reply.Text);
        Assert.Equal(field, Assert.Single(reply.Fields));
    }

    [Fact]
    public async Task The_address_of_a_login_cannot_change()
    {
        using var owner = host.Client();
        var made = await owner.Expect(201, "POST", "operators", """{"name":"Fix","email":"fix@operator.example"}""");
        Assert.Equal(["email"], (await owner.Send("PATCH", $"operators/{made["id"]}", """{"email":"other@operator.example"}""")).Fields);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("support")]
    [InlineData("readOnly")]
    public async Task Only_owners_manage_staff(string role)
    {
        using var owner = host.Client();
        var made = await owner.Expect(201, "POST", "api-keys", $$"""{"name":"{{role}}","scopes":["all"],"role":"{{role}}"}""");
        var member = await owner.Expect(201, "POST", "operators", $$"""{"name":"Of {{role}}","email":"of-{{role}}@operator.example"}""");
        using var client = host.Client((string)made["key"]!);
        await client.Expect(403, "GET", "operators");
        await client.Expect(403, "POST", "operators", """{"name":"Me","email":"me@operator.example","role":"owner"}""");
        await client.Expect(403, "GET", $"operators/{member["id"]}");
        await client.Expect(403, "PATCH", $"operators/{member["id"]}", """{"role":"owner"}""");
        await client.Expect(403, "PUT", $"operators/{member["id"]}", """{"name":"Me","email":"me@operator.example"}""");
        await client.Expect(403, "DELETE", $"operators/{member["id"]}");
    }
}
