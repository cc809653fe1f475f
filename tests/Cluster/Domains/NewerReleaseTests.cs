using System.Text;
using System.Text.Json.Nodes;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Domains;

/// <summary>A document that a newer release stored, in the hands of this one (ADR 0016).</summary>
public abstract class NewerReleaseTests(ClusterFixture cluster) : DomainScenarios(cluster)
{
    private const string Row = "FROM OrleansStorage WHERE GrainTypeString = 'domain' AND GrainIdExtensionString = @Host";

    [Fact]
    public async Task What_a_newer_release_stored_is_read_saved_and_still_there()
    {
        await Add();
        await Stored(document =>
        {
            document["settings"]!["status"] = "parked";
            document["settings"]!["flags"] = new JsonArray("noIndex", "glow");
            document["settings"]!["access"] = new JsonArray("dashboard", "holograms");
            document["settings"]!["hologram"] = new JsonObject { ["depth"] = 3 };
            document["settings"]!["look"]!["shadow"] = "soft";
            document["proofs"] = new JsonArray(1, 2);
        });

        var read = (await Domain.Get())!;
        Saved(await Domain.Save(read.Settings with { Footer = "Saved by an older release" }, By(Operation("older"), read.Version)));
        await Cluster.Deactivate(Domain);

        var stored = await Stored();
        Assert.Equal("Saved by an older release", (string?)stored["settings"]!["footer"]);
        Assert.Equal("parked", (string?)stored["settings"]!["status"]);
        Assert.Equal("""["noIndex","glow"]""", stored["settings"]!["flags"]!.ToJsonString());
        Assert.Equal("""["dashboard","holograms"]""", stored["settings"]!["access"]!.ToJsonString());
        Assert.Equal("""{"depth":3}""", stored["settings"]!["hologram"]!.ToJsonString());
        Assert.Equal("soft", (string?)stored["settings"]!["look"]!["shadow"]);
        Assert.Equal("[1,2]", stored["proofs"]!.ToJsonString());
    }

    [Fact]
    public async Task A_document_of_a_schema_that_only_a_newer_release_understands_is_read_and_not_written()
    {
        var made = await Add();
        await Stored(document => document["schemaVersion"] = Portal.Saving.Stored.Newest + 1);

        var read = (await Domain.Get())!;
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Domain.Save(read.Settings with { Footer = "No" }, By(Operation("older"), read.Version)));
        Assert.Equal(StoreFault.Newer, refused.Fault);
        Assert.Equal(made.Version, (await Domain.Get())!.Version);
        await Stored(document => document["schemaVersion"] = Portal.Saving.Stored.Newest);
    }

    private async Task<JsonNode> Stored()
    {
        var payload = await Ask<byte[]>("SELECT PayloadBinary " + Row, new { Host });
        return JsonNode.Parse(Encoding.UTF8.GetString(payload!))!;
    }

    private async Task Stored(Action<JsonNode> change)
    {
        await Cluster.Deactivate(Domain);
        var document = await Stored();
        change(document);
        await Tell(
            "UPDATE OrleansStorage SET PayloadBinary = @payload WHERE GrainTypeString = 'domain' AND GrainIdExtensionString = @Host",
            new { Host, payload = Encoding.UTF8.GetBytes(document.ToJsonString()) });
    }
}

public sealed class NewerReleasesOnSqlite(SqliteCluster cluster) : NewerReleaseTests(cluster), IClassFixture<SqliteCluster>;

public sealed class NewerReleasesOnPostgres(PostgresCluster cluster) : NewerReleaseTests(cluster), IClassFixture<PostgresCluster>;
