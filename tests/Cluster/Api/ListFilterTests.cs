namespace Portal.Tests.Cluster.Api;

public sealed class ListFilterTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Sorts_and_filters_and_says_what_it_does_not_know()
    {
        using var client = host.Client();
        await client.AddBrand("sorted");
        foreach (var name in (string[])["s1.acme.example", "s2.acme.example", "s3.acme.example"])
            await client.AddDomain(name, "sorted");
        await client.Expect(200, "PATCH", "domains/s2.acme.example", """{"status":"disabled"}""");
        Assert.Equal(
            ["s3.acme.example", "s2.acme.example", "s1.acme.example"],
            await ListTests.All(client, "domains?brand=sorted&sort=-host&limit=2"));
        Assert.Equal(
            ["s2.acme.example", "s1.acme.example", "s3.acme.example"],
            await ListTests.All(client, "domains?brand=sorted&sort=status&limit=1"));
        Assert.Equal(["s2.acme.example"], await ListTests.All(client, "domains?brand=sorted&status=disabled"));
        Assert.Empty(await ListTests.All(client, "domains?brand=sorted&changedBefore=2020-01-01"));

        var byHost = (string)(await client.Expect(200, "GET", "domains?brand=sorted&limit=1"))["next"]!;
        foreach (var (query, field) in ((string, string)[])
            [
                ("status=Disabled", "status"), ("certificate=gone", "certificate"), ("brand=nobody", "brand"), ("sort=colour", "sort"),
                ("expiresBefore=soon", "expiresBefore"), ("cursor=Zmlyc3Q", "cursor"), ($"sort=-host&cursor={byHost}", "cursor"),
            ])
        {
            var errors = (await client.Expect(422, "GET", "domains?" + query))["errors"]!.AsObject();
            Assert.Equal([field], errors.Select(error => error.Key));
        }
    }
}
