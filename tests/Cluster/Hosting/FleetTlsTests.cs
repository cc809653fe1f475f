using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Hosting;
using Portal.Storage;
using Portal.Tests.Unit.Certificates;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>A node whose TLS is not that of the others: a line says so before the cluster hears of it.</summary>
public sealed class FleetTlsTests : IAsyncLifetime
{
    private readonly TempDirectory directory = new();
    private string database = "";
    private ClusterCertificates ours = null!;
    private ClusterCertificates theirs = null!;

    public async ValueTask InitializeAsync()
    {
        database = await PostgresCluster.NewDatabase();
        ours = new ClusterCertificates(directory, "Ours");
        theirs = new ClusterCertificates(directory, "Theirs");
    }

    public ValueTask DisposeAsync()
    {
        directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_node_that_does_not_fit_a_cluster_with_tls_is_refused_in_a_line_and_leaves_no_row()
    {
        var good = Settings(ours.Node("good"), ours.Authority);
        await using var first = await SiloUnderTest.Start(good);

        Assert.Contains("is not set, but the member at 127.0.0.1", await Refusal(Settings(null, null)), StringComparison.Ordinal);
        Assert.Contains(
            "shows a certificate (CN=good) that this CA did not issue",
            await Refusal(Settings(theirs.Node("stranger"), theirs.Authority)),
            StringComparison.Ordinal);
        // Alone it can tell what is wrong with its own files, whoever else is there.
        Assert.Contains("did not issue", await Refusal(Settings(theirs.Node("stranger"), ours.Authority)), StringComparison.Ordinal);
        Assert.Contains(
            "which is valid only from",
            await Refusal(Settings(ours.Node("old", TimeSpan.FromHours(-1)), ours.Authority)),
            StringComparison.Ordinal);
        Assert.Contains(
            "not for use as client",
            await Refusal(Settings(ours.Node("half", null, MadeCertificate.ForServers), ours.Authority)),
            StringComparison.Ordinal);
        await File.WriteAllTextAsync(directory["empty.pem"], "", TestContext.Current.CancellationToken);
        Assert.Contains(
            "contains no certificate",
            await Refusal(Settings(ours.Node("good"), directory["empty.pem"])),
            StringComparison.Ordinal);

        // A front end without a silo knocks at the gateways.
        Assert.Contains("is not set, but the member at 127.0.0.1", await Refusal(Settings(null, null, "web")), StringComparison.Ordinal);

        await using var connection = await first.Services.GetRequiredService<PortalDatabase>().Read.OpenConnectionAsync(
            TestContext.Current.CancellationToken);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM OrleansMembershipTable"));

        var seen = await DoctorReport.Of(good);
        Assert.Contains(
            seen,
            line =>
                line.StartsWith("ok     cluster TLS: ", StringComparison.Ordinal) && line.Contains("CN=good", StringComparison.Ordinal)
                    && line.Contains(" until ", StringComparison.Ordinal));
        Assert.Contains("ok     members: 1 active of 1 in the table", seen);
        Assert.Contains(
            seen,
            line =>
                line.StartsWith("ok     member: 127.0.0.1:", StringComparison.Ordinal)
                    && line.Contains(", active, seen ", StringComparison.Ordinal));
        Assert.Contains(
            await DoctorReport.Of(Settings(null, null)),
            line => line.StartsWith("wrong  member: Portal:Cluster:Tls is not set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_with_tls_is_refused_by_a_cluster_without()
    {
        await using var first = await SiloUnderTest.Start(Settings(null, null));
        Assert.Contains("doesn't use TLS", await Refusal(Settings(ours.Node("good"), ours.Authority)), StringComparison.Ordinal);
        await using var second = await SiloUnderTest.Start(Settings(null, null));
        Assert.Equal(2, (await second.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count);
    }

    private static async Task<string> Refusal(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(async () =>
        {
            builder.AddPortalRole();
            using var host = builder.Build();
            await host.Prepare();
        });
        Assert.DoesNotContain('\n', refused.Message);
        return refused.Message;
    }

    private Dictionary<string, string?> Settings(string? certificate, string? authority, string role = "all") =>
        new(SiloUnderTest.Settings(directory, database))
        {
            ["Portal:Role"] = role,
            ["Portal:Cluster:Tls:Certificate"] = certificate,
            ["Portal:Cluster:Tls:Authority"] = authority,
        };
}
