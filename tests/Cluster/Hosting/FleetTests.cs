using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Feed;
using Portal.Hosting;
using Portal.Secrets;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>Two silos and a front end without one, on PostgreSQL, speaking mutual TLS.</summary>
public sealed class FleetTests : IDisposable
{
    private readonly TempDirectory directory = new();

    [Fact]
    public async Task Two_silos_and_a_front_end_share_grains_and_secrets_over_mutual_tls()
    {
        var settings = await Settings();
        await using var first = await SiloUnderTest.Start(settings);
        await using var second = await SiloUnderTest.Start(settings);

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["Portal:Role"] = "web";
        builder.AddPortalRole();
        using var web = builder.Build();
        await web.Prepare();
        await web.StartAsync(TestContext.Current.CancellationToken);

        var grains = web.Services.GetRequiredService<IGrainFactory>();
        for (var i = 0; i < 20; i++)
            await grains.GetGrain<INotebookGrain>($"fleet-{i}").Add("line");
        Assert.Equal("line@DeepBlue", await second.Grains.GetGrain<INotebookGrain>("fleet-7").Read());
        var hosts = await first.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        Assert.Equal(2, hosts.Count);

        var text = first.Services.GetRequiredService<ISecrets>().Seal(SecretPurposes.MailPassword, "shared");
        Assert.Equal("shared", web.Services.GetRequiredService<ISecrets>().Open(SecretPurposes.MailPassword, text));
        await web.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Feeds_and_shards_are_shared_with_a_member_that_joins_and_notes_are_kept()
    {
        var settings = await Settings();
        await using var first = await SiloUnderTest.Start(settings);
        var feeds = Enumerable.Range(0, FeedKeys.Shards).Select(shard => first.Grains.GetGrain<IFeedGrain>(shard)).ToArray();
        var epochs = new List<FeedPage>();
        foreach (var feed in feeds)
        {
            await feed.Publish(new FeedNote("domain/kept.example", 1));
            epochs.Add(await feed.Poll(Guid.Empty, 0, CancellationToken.None));
        }

        await using var second = await SiloUnderTest.Start(settings);
        var management = first.Grains.GetGrain<IManagementGrain>(0);
        await Eventually.Holds(
            async () =>
            {
                var places = await Task.WhenAll(feeds.Select(feed => management.GetActivationAddress(feed).AsTask()));
                return places.All(place => place is not null)
                    && places.GroupBy(place => place).Select(group => group.Count()).All(count => count == FeedKeys.Shards / 2);
            },
            "each member has half of the feeds",
            TimeSpan.FromSeconds(60));
        // A feed that moved goes on where it was: nobody is told to look at everything again.
        for (var shard = 0; shard < feeds.Length; shard++)
        {
            var page = await feeds[shard].Poll(epochs[shard].Epoch, epochs[shard].Sequence - 1, CancellationToken.None);
            Assert.False(page.Reset);
            Assert.Contains(page.Notes, note => note.Key == "domain/kept.example");
        }
    }

    public void Dispose() => directory.Dispose();

    private async Task<Dictionary<string, string?>> Settings()
    {
        var database = await PostgresCluster.NewDatabase();
        var certificates = new ClusterCertificates(directory, "Cluster");
        return new Dictionary<string, string?>(SiloUnderTest.Settings(directory, database))
        {
            ["Portal:Cluster:Tls:Certificate"] = certificates.Node("node"),
            ["Portal:Cluster:Tls:Authority"] = certificates.Authority,
        };
    }
}
