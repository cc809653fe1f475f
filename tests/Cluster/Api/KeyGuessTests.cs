namespace Portal.Tests.Cluster.Api;

/// <summary>With a host of its own: after it, the network of all tests has to wait there.</summary>
public sealed class KeyGuessTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Keys_that_do_not_exist_make_their_network_wait_and_no_key_that_is_known()
    {
        using var owner = host.Client();
        await owner.Expect(200, "GET", "domains");
        var replies = await Task.WhenAll(Enumerable.Range(0, 80).Select(async i =>
        {
            using var guess = host.Client($"test_{i:D4}56789abcdefghijklmnopqrstuvwxyz0123");
            return (await guess.Send("GET", "domains")).Status;
        }));
        Assert.InRange(replies.Count(status => status == 401), 20, 40);
        Assert.All(replies, status => Assert.Contains(status, new[] { 401, 429 }));
        await owner.Expect(200, "GET", "domains");
    }
}
