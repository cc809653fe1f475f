namespace Portal.Tests.Cluster.Api;

public sealed class ListTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Pages_through_all_domains_once_each_in_order_and_searches()
    {
        using var client = host.Client();
        await client.AddBrand("pages");
        var names = Enumerable.Range(0, 200).Select(i => $"p{i:D3}.acme.example").ToArray();
        await Parallel.ForEachAsync(
            names, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (name, _) => await client.AddDomain(name, "pages"));

        Assert.Equal(names, await All(client, "domains?limit=33"));
        Assert.Equal(names.Where(name => name.Contains("p1", StringComparison.Ordinal)), await All(client, "domains?limit=33&q=P1"));
        Assert.Equal(names, await All(client, "domains?limit=500&q=brand%20pages"));
        Assert.Empty(await All(client, "domains?q=%25"));
    }

    [Fact]
    public async Task Tells_who_did_what()
    {
        using var client = host.Client();
        await client.AddBrand("told");
        await client.Expect(
            200,
            "PATCH",
            "brands/told",
            """{"footer":"New","smtp":{"server":"smtp.acme.example","userName":"acme","from":"a@acme.example","password":"geheim"}}""");
        var entries = (await client.Expect(200, "GET", "audit?target=brand/told"))["items"]!.AsArray();
        Assert.Equal(["brand.save", "brand.create"], entries.Select(entry => (string)entry!["action"]!));
        Assert.Equal("New", (string?)entries[0]!["after"]!["footer"]);
        Assert.Equal("First key", (string?)entries[0]!["who"]);
        Assert.Equal("127.0.0.1", (string?)entries[0]!["from"]);
        Assert.DoesNotContain("geheim", entries.ToJsonString(), StringComparison.Ordinal);
    }

    internal static async Task<List<string>> All(ApiClient client, string path)
    {
        var all = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.Expect(200, "GET", cursor is null ? path : $"{path}&cursor={cursor}");
            all.AddRange(page["items"]!.AsArray().Select(item => (string)item!["host"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
        return all;
    }
}
