using Dapper;
using Portal.Customers;
using Portal.Lists;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Lists;

public sealed class ListPatienceTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_does_not_come_in_time_says_what_to_narrow_and_leaves_the_database_alone()
    {
        var directory = cluster.Service<ICustomerDirectory>();
        var query = new ListQuery("muller") { Patience = TimeSpan.FromMilliseconds(200), CountTo = 10_000 };
        await using (var other = await cluster.Database.Write.OpenConnectionAsync(Stop))
        {
            await using var transaction = await other.BeginTransactionAsync(Stop);
            await other.ExecuteAsync("LOCK TABLE portal_customers IN ACCESS EXCLUSIVE MODE", transaction: transaction);
            var page = await directory.List(new CustomerQuery(query), Stop);
            Assert.Equal(("q", 0), (Assert.Single(page.Problems).Field, page.Items.Count));
            Assert.Equal(0, await other.QuerySingleAsync<int>(
                "SELECT COUNT(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                transaction: transaction));
        }

        Assert.Empty((await directory.List(new CustomerQuery(query with { Patience = ListPatience.Usual }), Stop)).Problems);
    }
}
