using Portal.Tests.Cluster.Hosting;
using Portal.Views;

namespace Portal.Tests.Cluster.Views;

/// <summary>Saved views as both databases keep them.</summary>
public abstract class SavedViewStoreTests(ClusterFixture cluster)
{
    private readonly string contact = "ct_" + Guid.NewGuid().ToString("N");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ISavedViews Views => cluster.Service<ISavedViews>();

    [Fact]
    public async Task A_view_of_the_same_name_takes_the_place_of_the_one_before()
    {
        Assert.Equal(ViewOutcome.Made, await Put("Mine", "range=today"));
        Assert.Equal(ViewOutcome.Made, await Put("Mine", "range=today", "breakout"));
        Assert.Equal(ViewOutcome.Replaced, await Put("Mine", "range=yesterday"));
        Assert.Equal(
            [new SavedView("breakout", "Mine", "range=today", false), new("cdr", "Mine", "range=yesterday", false)],
            await Views.All(contact, Stop));
        Assert.Empty(await Views.All(contact + "x", Stop));
    }

    [Fact]
    public async Task A_section_opens_with_one_view_at_most()
    {
        await Put("A", "range=today", isDefault: true);
        await Put("B", "range=today", isDefault: true);
        await Put("C", "range=today", "breakout", isDefault: true);
        Assert.Equal(["cdr B", "breakout C"], await Defaults());
        Assert.True(await Views.OpenWith(contact, "cdr", "A", Stop));
        Assert.False(await Views.OpenWith(contact, "cdr", "Z", Stop));
        Assert.Equal(["cdr A", "breakout C"], await Defaults());
        // Saved again without the mark it is none.
        await Put("A", "range=today");
        Assert.Equal(["breakout C"], await Defaults());
        Assert.True(await Views.OpenWith(contact, "breakout", null, Stop));
        Assert.Empty(await Defaults());
    }

    [Fact]
    public async Task What_is_deleted_is_no_default_of_a_later_one()
    {
        await Put("A", "range=today", isDefault: true);
        Assert.True(await Views.Delete(contact, "cdr", "A", Stop));
        Assert.False(await Views.Delete(contact, "cdr", "A", Stop));
        await Put("A", "range=today");
        Assert.Empty(await Defaults());
    }

    [Fact]
    public async Task There_are_twenty_at_most()
    {
        for (var i = 0; i < SavedView.Most; i++)
            Assert.Equal(ViewOutcome.Made, await Put($"View {i}", "range=today", i % 2 == 0 ? "cdr" : "breakout"));
        Assert.Equal(ViewOutcome.TooMany, await Put("One more", "range=today", isDefault: true));
        Assert.Equal(ViewOutcome.Replaced, await Put("View 0", "range=yesterday"));
        Assert.Equal(SavedView.Most, (await Views.All(contact, Stop)).Count);
        Assert.Empty(await Defaults());
    }

    [Fact]
    public async Task Views_of_a_contact_that_is_gone_are_removed_at_night()
    {
        await Put("Mine", "range=today", isDefault: true);
        await new ViewCleaning(cluster.Database).Run();
        Assert.Empty(await Views.All(contact, Stop));
    }

    [Fact]
    public async Task Chosen_columns_are_kept_for_each_contact_and_section_until_it_is_gone()
    {
        var columns = cluster.Service<IChosenColumns>();
        Assert.Null(await columns.Of(contact, "cdr", Stop));
        await columns.Keep(contact, "cdr", "charge,source", Stop);
        await columns.Keep(contact, "cdr", "source", Stop);
        await columns.Keep(contact, "breakout", "asr", Stop);
        Assert.Equal(("source", "asr"), (await columns.Of(contact, "cdr", Stop), await columns.Of(contact, "breakout", Stop)));
        Assert.Null(await columns.Of(contact + "x", "cdr", Stop));
        await columns.Keep(contact, "cdr", null, Stop);
        Assert.Null(await columns.Of(contact, "cdr", Stop));
        await new ViewCleaning(cluster.Database).Run();
        Assert.Null(await columns.Of(contact, "breakout", Stop));
    }

    private async Task<string[]> Defaults() => [.. (await Views.All(contact, Stop)).Where(view => view.IsDefault)
        .Select(view => $"{view.Section} {view.Name}").OrderDescending(StringComparer.Ordinal)];

    private Task<ViewOutcome> Put(string name, string query, string section = "cdr", bool isDefault = false) =>
        Views.Put(contact, new(section, name, query, isDefault), Stop);
}

public sealed class SavedViewsOnSqlite(SqliteCluster cluster) : SavedViewStoreTests(cluster), IClassFixture<SqliteCluster>;

public sealed class SavedViewsOnPostgres(PostgresCluster cluster) : SavedViewStoreTests(cluster), IClassFixture<PostgresCluster>;
