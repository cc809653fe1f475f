using Portal.Customers;
using Portal.Domains;
using Portal.Lists;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Lists;

/// <summary>Each list in each of its orders, by each of its filters.</summary>
public abstract class ListTests(ClusterFixture cluster, ListRowsFixture rows)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ListReader Reader => cluster.Service<ListReader>();

    [Fact]
    public async Task Each_order_shows_each_row_once_forwards_and_back()
    {
        await rows.Fill(cluster);
        foreach (var (plan, scope) in ListRows.Plans)
        {
            foreach (var sort in plan.Sorts.SelectMany(sort => new[] { sort.Key, "-" + sort.Key }))
            {
                var all = (await Page(plan, scope, new ListQuery(Limit: 500) { Sort = sort })).Items;
                var there = new List<Page<string>> { await Page(plan, scope, new ListQuery(Limit: 7) { Sort = sort, CountTo = 1000 }) };
                while (there[^1].Next is { } next)
                    there.Add(await Page(plan, scope, new ListQuery(Limit: 7, Cursor: next) { Sort = sort }));
                Assert.Equal(all, there.SelectMany(page => page.Items));
                Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
                Assert.Equal((long)all.Count, there[0].Count);
                Assert.Equal(there.Select((_, i) => (i * 7) + 1L), there.Select(page => page.First));

                var back = new List<Page<string>> { there[^1] };
                while (back[^1].Previous is { } previous)
                    back.Add(await Page(plan, scope, new ListQuery(Limit: 7, Cursor: previous) { Sort = sort }));
                back.Reverse();
                Assert.Equal(
                    there.Select(page => (page.First, string.Join(' ', page.Items))),
                    back.Select(page => (page.First, string.Join(' ', page.Items))));
                Assert.Equal(
                    all,
                    await Reader.All<NamedRow, string>(Bare(plan), new ListQuery { Sort = sort }, scope, row => row.Id, Stop)
                        .ToArrayAsync(Stop));

                var other = (await Page(plan, scope, new ListQuery(Limit: 500) { Sort = sort[0] == '-' ? sort[1..] : "-" + sort })).Items;
                Assert.Equal(all.Reverse(), other);
            }
        }
    }

    [Theory]
    [InlineData("domains", "brand", "b1", 20)]
    [InlineData("domains", "status", "disabled", 15)]
    [InlineData("domains", "certificate", "waitingForDns", 20)]
    [InlineData("domains", "expiresFrom", "1970-01-13", 12)]
    [InlineData("domains", "expiresBefore", "1970-01-13", 8)]
    [InlineData("domains", "changedFrom", "1970-01-01T01:00:00Z", 28)]
    [InlineData("domains", "changedBefore", "1970-01-01T01:00:00Z", 32)]
    [InlineData("customers", "status", "penalty", 12)]
    [InlineData("customers", "status", "pending-approval", 0)]
    [InlineData("customers", "brand", "b2", 19)]
    [InlineData("customers", "reseller", "b0", 10)]
    [InlineData("customers", "domain", "R03.acme.example.", 10)]
    [InlineData("customers", "tag", "t1", 29)]
    [InlineData("customers", "currency", "EUR", 29)]
    [InlineData("customers", "changedFrom", "1970-01-01T01:00:00Z", 28)]
    [InlineData("customers", "changedBefore", "1970-01-01T01:00:00Z", 31)]
    public async Task Each_filter_lets_pass_what_it_says(string list, string filter, string value, int count)
    {
        await rows.Fill(cluster);
        var (plan, scope) = ListRows.Plans[list == "domains" ? 0 : 1];
        var page = await Page(plan, scope, new ListQuery(Limit: 500) { CountTo = 10 }.With(filter, value));
        Assert.Empty(page.Problems);
        Assert.Equal((count, count > 10 ? null : (long?)count), (page.Items.Count, page.Count));
        Assert.Equal(count > 10 ? 10L : null, page.MoreThan);
        Assert.Equal(count, await Reader.Count(plan, new ListQuery().With(filter, value), scope, Stop));
    }

    [Theory, InlineData("name"), InlineData("-name"), InlineData("changed"), InlineData("-brand")]
    public async Task Those_of_a_tag_are_shown_once_each_forwards_and_back(string sort)
    {
        await rows.Fill(cluster);
        var (plan, scope) = ListRows.Plans[1];
        var query = new ListQuery(Limit: 7) { Sort = sort }.With("tag", "t1");
        var all = (await Page(plan, scope, query with { Limit = 500 })).Items;
        Assert.Equal((await Page(plan, scope, new ListQuery(Limit: 500) { Sort = sort })).Items.Where(all.Contains), all);
        var there = new List<Page<string>> { await Page(plan, scope, query) };
        while (there[^1].Next is { } next)
            there.Add(await Page(plan, scope, query with { Cursor = next }));
        Assert.Equal(all, there.SelectMany(page => page.Items));
        Assert.Equal(there[^2].Items, (await Page(plan, scope, query with { Cursor = there[^1].Previous })).Items);
    }

    [Fact]
    public async Task Each_filter_of_a_closed_set_says_what_it_does_not_know_and_lists_nothing()
    {
        await rows.Fill(cluster);
        foreach (var (plan, scope) in ListRows.Plans)
        {
            foreach (var filter in plan.Filters.Where(filter => filter.Values is not null || filter.IsTime || filter.IsBrand))
            {
                var page = await Page(plan, scope, new ListQuery().With(filter.Name, "nobody-knows"));
                Assert.Equal((filter.Name, 0), (Assert.Single(page.Problems).Field, page.Items.Count));
            }

            Assert.Equal("sort", Assert.Single((await Page(plan, scope, new ListQuery { Sort = "colour" })).Problems).Field);
            Assert.Equal("cursor", Assert.Single((await Page(plan, scope, new ListQuery(Cursor: "r10.acme.example"))).Problems).Field);
        }
    }

    [Fact]
    public async Task A_brand_of_others_is_as_unknown_to_a_reseller_as_one_that_is_not_there()
    {
        await rows.Fill(cluster);
        var (others, none) = (
            await Page(DomainList.Plan, null, new ListQuery(Brands: ["b1"]).With("brand", "b2")),
            await Page(DomainList.Plan, null, new ListQuery(Brands: ["b1"]).With("brand", "b9")));
        Assert.Equal(
            Assert.Single(none.Problems).Reason.Replace("b9", "b2", StringComparison.Ordinal),
            Assert.Single(others.Problems).Reason);
        Assert.Equal(20, (await Page(DomainList.Plan, null, new ListQuery(Brands: ["b1"]).With("brand", "b1"))).Items.Count);
        Assert.Empty((await Page(DomainList.Plan, null, new ListQuery(Brands: []))).Items);
    }

    [Theory]
    [InlineData("lodz", 6)]
    [InlineData("LÓDŹ r10", 1)]
    [InlineData("r10", 1)]
    [InlineData("10", 0)]
    [InlineData("cu 3", 7)]
    [InlineData("us", 0)]
    [InlineData("ustom", 53)]
    [InlineData("noel.12@post", 1)]
    [InlineData("+49 (0)30 12 56", 1)]
    [InlineData("r04.acme", 10)]
    [InlineData("100%", 0)]
    public async Task Words_are_found_by_how_they_begin_and_longer_ones_inside_of_others_too(string text, int count)
    {
        await rows.Fill(cluster);
        var page = await Page(CustomerList.Plan, ListRows.Plans[1].Scope, new ListQuery(text, Limit: 500) { CountTo = 100 });
        Assert.Equal((count, (long?)count), (page.Items.Count, page.Count));
    }

    [Fact]
    public async Task A_page_of_before_that_went_shows_the_beginning()
    {
        await rows.Fill(cluster);
        var order = DomainList.Plan.Order(null)!;
        var page = await Page(
            DomainList.Plan, null, new ListQuery(Limit: 7, Cursor: new Cursor(true, 50, ["r03.acme.example"]).Write(order)));
        Assert.Equal(((long)1, 7, "r00.acme.example", (string?)null), (page.First, page.Items.Count, page.Items[0], page.Previous));
        var past = await Page(DomainList.Plan, null, new ListQuery(Limit: 7, Cursor: new Cursor(false, 50, ["z"]).Write(order)));
        Assert.Equal((0, (string?)null), (past.Items.Count, past.Next));
    }

    [Fact]
    public async Task A_later_page_that_has_nothing_left_shows_the_beginning_to_who_reads_pages()
    {
        await rows.Fill(cluster);
        var order = DomainList.Plan.Order(null)!;
        var past = await Page(
            DomainList.Plan, null, new ListQuery(Limit: 7, Cursor: new Cursor(false, 50, ["z"]).Write(order)) { CountTo = 100 });
        Assert.Equal(((long)1, 7, "r00.acme.example"), (past.First, past.Items.Count, past.Items[0]));
    }

    private Task<Page<string>> Page(ListPlan plan, object? scope, ListQuery query) =>
        Reader.Page<NamedRow, string>(Bare(plan), query, scope, row => row.Id, Stop);

    private static ListPlan Bare(ListPlan plan) => plan with { Fields = plan.Id + " AS id", Joins = "" };
}

/// <summary>The rows are there once for a class.</summary>
public sealed class ListRowsFixture
{
    private Task? filled;

    public Task Fill(ClusterFixture cluster) => filled ??= ListRows.Fill(cluster);
}

public sealed class ListsOnSqlite(SqliteCluster cluster, ListRowsFixture rows)
    : ListTests(cluster, rows), IClassFixture<SqliteCluster>, IClassFixture<ListRowsFixture>;

public sealed class ListsOnPostgres(PostgresCluster cluster, ListRowsFixture rows)
    : ListTests(cluster, rows), IClassFixture<PostgresCluster>, IClassFixture<ListRowsFixture>;
