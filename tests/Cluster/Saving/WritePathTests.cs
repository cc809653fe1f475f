using Dapper;
using Portal.Domains;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Saving;

/// <summary>What holds of every kind of document: one change is one change, whatever fails between its steps.</summary>
public abstract class WritePathTests(ClusterFixture cluster)
{
    private const string Audit = "portal_audit";

    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    public static TheoryData<string> Kinds => [.. SavedDocuments.Kinds];

    [Fact]
    public void Every_kind_is_tried_here() => Assert.Equal(
        SavedDocuments.Kinds.Order(StringComparer.Ordinal),
        // A certificate's audit row is written before its change, and what an order does has no operation.
        cluster.Service<IEnumerable<IFollowUp>>().Select(one => one.Subject.Kind).Except(["certificate"]).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Kinds))]
    public async Task Two_changes_are_answered_alike_while_rows_cannot_be_written_and_both_are_audited_in_order(string kind)
    {
        var document = await Make(kind);
        await cluster.Without(Audit, async () =>
        {
            Assert.Equal(SavedAnswer.Yes, await document.Save(1, By("one")));
            Assert.Equal(SavedAnswer.Yes, await document.Save(2, By("two")));
        });
        await ClusterFixture.Repaired(document.Repair);
        Assert.Equal("1, 2", await Audited(document));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_crash_between_document_and_rows_loses_no_change(string kind)
    {
        var document = await Make(kind);
        await cluster.Without(Audit, async () =>
        {
            Assert.Equal(SavedAnswer.Yes, await document.Save(1, By("one")));
            await cluster.Deactivate(document.Grain);
            Assert.Equal(SavedAnswer.Yes, await document.Save(2, By("two")));
        });
        await cluster.Deactivate(document.Grain);
        await document.Version();
        Assert.Equal("1, 2", await Audited(document));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_activation_makes_up_for_rows_that_are_not_there(string kind)
    {
        var document = await Make(kind);
        Assert.Equal(SavedAnswer.Yes, await document.Save(1, By("one")));
        await cluster.Deactivate(document.Grain);
        await LoseRows(document);
        await document.Version();
        Assert.True(await HasLine(document));
        Assert.Equal("1", await Audited(document));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_daily_comparison_makes_up_for_rows_that_are_not_there(string kind)
    {
        var document = await Make(kind);
        Assert.Equal(SavedAnswer.Yes, await document.Save(1, By("one")));
        await LoseRows(document);
        await cluster.Grains.GetGrain<IReconcilerGrain>(0).Run();
        Assert.True(await HasLine(document));
        Assert.Equal("1", await Audited(document));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_repeated_operation_is_one_change_also_after_a_crash(string kind)
    {
        var document = await Make(kind);
        Assert.Equal(SavedAnswer.Yes, await document.Save(1, By("one")));
        var version = await document.Version();
        Assert.Equal(SaveOutcome.Saved, (await document.Save(1, By("one"))).Outcome);
        await cluster.Deactivate(document.Grain);
        Assert.Equal(SaveOutcome.Saved, (await document.Save(1, By("one"))).Outcome);
        Assert.Equal(version, await document.Version());
        Assert.Equal("1", await Audited(document));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_change_of_an_old_version_is_a_conflict(string kind)
    {
        var document = await Make(kind);
        var seen = await document.Version();
        Assert.Equal(SavedAnswer.Yes, await document.Save(1, By("one", seen)));
        Assert.True(await document.Version() > seen);
        Assert.Equal(SaveOutcome.Conflict, (await document.Save(2, By("two", seen))).Outcome);
        Assert.Equal("1", await Audited(document));
    }

    private Task<SavedDocument> Make(string kind) => new SavedDocuments(cluster, number).Make(kind);

    private Change By(string operation, long? expected = null) =>
        new($"path{number}/{operation}", new Actor("operator", "op_1", "Ada", "192.0.2.1"), expected);

    /// <summary>The changes that the audit has, by their numbers, as they happened.</summary>
    private async Task<string> Audited(SavedDocument document)
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        var rows = await connection.QueryAsync<string>(
            "SELECT after FROM portal_audit WHERE target = @Target AND action = @Action AND id LIKE @own ORDER BY time",
            new { document.Target, document.Action, own = $"path{number}/%" });
        return string.Join(", ", rows
            .Select(after => Enumerable.Range(1, 2).FirstOrDefault(n => after.Contains(document.Words(n), StringComparison.Ordinal)))
            .Where(n => n > 0));
    }

    private ReadModel? Lines(SavedDocument document) =>
        cluster.Service<IEnumerable<IFollowUp>>().Single(one => one.Subject.Kind == document.Kind).Subject.Lines;

    private async Task LoseRows(SavedDocument document)
    {
        await using var connection = await cluster.Database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("DELETE FROM portal_audit WHERE target = @Target", new { document.Target });
        if (Lines(document) is { } lines)
            await connection.ExecuteAsync($"DELETE FROM {lines.Table} WHERE {lines.Key} = @Key", new { document.Key });
    }

    private async Task<bool> HasLine(SavedDocument document)
    {
        if (Lines(document) is not { } lines)
            return true;
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<int?>(
            $"SELECT 1 FROM {lines.Table} WHERE {lines.Key} = @Key", new { document.Key }) is not null;
    }
}

public sealed class WritePathOnSqlite(SqliteCluster cluster) : WritePathTests(cluster), IClassFixture<SqliteCluster>;

public sealed class WritePathOnPostgres(PostgresCluster cluster) : WritePathTests(cluster), IClassFixture<PostgresCluster>;
