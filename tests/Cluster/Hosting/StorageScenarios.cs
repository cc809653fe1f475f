using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Portal.Secrets;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>What must hold of grain storage, reminders and the key ring on every database.</summary>
public abstract class StorageScenarios(ClusterFixture cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_written_is_read_after_the_activation_ended()
    {
        var grain = Notebook();
        await grain.Add("one");
        await grain.Add("two");
        await cluster.Deactivate(grain);
        Assert.Equal("one|two@DeepBlue", await grain.Read());
        await grain.Add("three");
        await cluster.Deactivate(grain);
        Assert.Equal("one|two|three@DeepBlue", await grain.Read());
    }

    [Fact]
    public async Task Documents_are_plain_camel_case_json()
    {
        var key = NewKey();
        await Notebook(key).Add("ü");
        await using var connection = await cluster.Database.Read.OpenConnectionAsync(Stop);
        var bytes = await connection.ExecuteScalarAsync<byte[]>(
            "SELECT PayloadBinary FROM OrleansStorage WHERE GrainIdExtensionString = @key AND GrainTypeString = 'notebook'", new { key });
        var text = System.Text.Encoding.UTF8.GetString(bytes!);
        Assert.StartsWith("""{"schemaVersion":1,"lines":["ü"],"color":"deepBlue","at":""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("$type", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_writers_with_one_version_the_second_is_refused()
    {
        var storage = cluster.Services.GetRequiredService<IGrainStorage>();
        var id = GrainId.Create("notebook", NewKey());
        var first = new GrainState<NotebookState>(new NotebookState { Lines = ["first"] });
        await storage.WriteStateAsync("notebook", id, first);
        var second = new GrainState<NotebookState>(new NotebookState());
        await storage.ReadStateAsync("notebook", id, second);
        await storage.WriteStateAsync("notebook", id, first);
        second.State = new NotebookState { Lines = ["second"] };
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("notebook", id, second));
        await storage.ReadStateAsync("notebook", id, second);
        Assert.Equal(["first"], second.State.Lines);
    }

    [Fact]
    public async Task Of_many_first_writers_one_wins_and_one_row_is_there()
    {
        var storage = cluster.Services.GetRequiredService<IGrainStorage>();
        var key = NewKey();
        var id = GrainId.Create("notebook", key);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            async () =>
            {
                try
                {
                    await storage.WriteStateAsync("notebook", id, new GrainState<NotebookState>(new NotebookState { Lines = [$"{i}"] }));
                    return true;
                }
                catch (InconsistentStateException)
                {
                    return false;
                }
            },
            Stop)));
        Assert.Equal(1, outcomes.Count(won => won));
        await using var connection = await cluster.Database.Read.OpenConnectionAsync(Stop);
        Assert.Equal(
            1,
            await connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM OrleansStorage WHERE GrainIdExtensionString = @key", new { key }));
    }

    [Fact]
    public async Task A_cleared_document_can_be_written_again()
    {
        var storage = cluster.Services.GetRequiredService<IGrainStorage>();
        var id = GrainId.Create("notebook", NewKey());
        var state = new GrainState<NotebookState>(new NotebookState { Lines = ["a"] });
        await storage.WriteStateAsync("notebook", id, state);
        await storage.ClearStateAsync("notebook", id, state);
        state.State = new NotebookState { Lines = ["b"] };
        await storage.WriteStateAsync("notebook", id, state);
        await storage.ReadStateAsync("notebook", id, state);
        Assert.Equal(["b"], state.State.Lines);
    }

    [Fact]
    public async Task Documents_and_reminders_outlive_a_restart_for_the_longest_host_names()
    {
        var key = string.Concat(Enumerable.Repeat(new string('a', 62) + ".", 4)) + "a";
        await Notebook(key).Add("kept");
        await Notebook(key).Wake();
        await cluster.Restart();
        Assert.Equal("kept@DeepBlue", await Notebook(key).Read());
        Assert.Equal(1, await Notebook(key).Wakes());
    }

    [Fact]
    public async Task Sealed_secrets_open_after_a_restart()
    {
        var text = cluster.Service<ISecrets>().Seal(SecretPurposes.MailPassword, "hunter2");
        await cluster.Restart();
        Assert.Equal("hunter2", cluster.Service<ISecrets>().Open(SecretPurposes.MailPassword, text));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(
            () => cluster.Service<ISecrets>().Open(SecretPurposes.CertificateKey, text));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(
            () => cluster.Service<ISecrets>().Open(SecretPurposes.MailPassword, "not sealed"));
    }

    private INotebookGrain Notebook(string? key = null) => cluster.Grains.GetGrain<INotebookGrain>(key ?? NewKey());

    // A key that reads as a GUID would be stored as one.
    private static string NewKey() => $"k-{Guid.NewGuid():n}";
}

public sealed class SqliteStorageScenarios(SqliteCluster cluster) : StorageScenarios(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgresStorageScenarios(PostgresCluster cluster) : StorageScenarios(cluster), IClassFixture<PostgresCluster>;
