using System.Collections.Frozen;
using Portal.Calls;
using Portal.Customers;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls;

/// <summary>However calls arrive, what is kept of them is what they say.</summary>
public abstract class CallArrivalTests(ClusterFixture cluster) : CallWorld(cluster)
{
    private static readonly string[] Written =
    [
        "portal_call_keys", "portal_calls", "portal_call_days", "portal_call_quarters", "portal_call_charges", "portal_call_hours",
        "portal_call_dates", "portal_call_proofs",
    ];

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public async Task Sums_and_balances_are_those_of_all_calls_in_whatever_order_and_however_often_they_come(int seed)
    {
        var random = new Random(seed);
        var calls = Enumerable.Range(0, 300).Select(i => Any(random, i)).ToArray();
        var accepted = 0;
        for (var turn = 0; turn < 12; turn++)
        {
            var part = calls.Where(_ => random.Next(4) == 0).ToArray();
            random.Shuffle(part);
            var lines = part.Concat(part.Take(random.Next(20))).Select((call, i) => new CallLine(call, i + 1, Zone(call))).ToArray();
            // Each of the statements fails in turn, as it would when the process died there.
            if (turn < Written.Length)
            {
                await Assert.ThrowsAnyAsync<Exception>(
                    () => Cluster.Without(Written[(turn + seed) % Written.Length], () => Store.Append(lines, Stop)));
            }

            if (turn % 3 != 2)
                accepted += (await Store.Append(lines, Stop)).Accepted;
        }

        // Whoever doesn't know what arrived sends all of it once more.
        CallLine[] all = [.. calls.Select((call, i) => new CallLine(call, i + 1, Zone(call)))];
        accepted += (await Store.Append(all, Stop)).Accepted;
        Assert.Equal(calls.Length, accepted);
        Assert.Equal(
            new CallsAppended(0, calls.Length, []),
            await Store.Append(all, Stop) with { Differing = [], Known = FrozenSet<long>.Empty });

        Assert.Equal(0, await Proof.Prove(Stop));
        foreach (var customer in calls.GroupBy(call => call.Customer))
        {
            var query = new CallQuery(Noon.AddDays(-8), Noon.AddDays(8)) { Customer = customer.Key };
            var sums = await Store.Totals(query, Stop);
            foreach (var currency in customer.GroupBy(call => call.Currency))
            {
                var charged = currency.Sum(call => call.Charge);
                Assert.Equal(charged, sums!.Single(one => one.Currency == currency.Key).Charge.Amount);
                Assert.Equal(
                    new Money(-charged, currency.Key), await Cluster.Service<ICustomerItems>().Balance(customer.Key, currency.Key, Stop));
            }

            Assert.Equal(customer.Count(), sums!.Sum(one => one.Attempts));
        }
    }

    private Call Any(Random random, int i) => Made(
        $"any {i} ", random.Next(-9000, 9000) + random.NextDouble(), random.Next(5_000_000) / 1_000_000m) with
    {
        Customer = $"{Customer}{random.Next(4)}",
        Currency = random.Next(9) == 0 ? "KWD" : "USD",
        DestinationName = random.Next(3) == 0 ? null : $"Place {random.Next(5)}",
        DestinationCode = random.Next(3) == 0 ? null : $"{random.Next(5)}",
        SipCode = random.Next(3) switch { 0 => null, 1 => 480, _ => 200 },
        Duration = random.Next(100_000) / 1000m,
        BilledDuration = random.Next(2) == 0 ? null : random.Next(100),
        Pdd = random.Next(2) == 0 ? null : random.Next(9000),
        Dtmf = random.Next(3),
    };

    private static string? Zone(Call call) => (call.Customer[^1] - '0') switch
    {
        0 => null,
        1 => "Asia/Kathmandu",
        2 => "Australia/Lord_Howe",
        _ => "America/St_Johns",
    };
}

public sealed class CallArrivalOnSqlite(SqliteCluster cluster) : CallArrivalTests(cluster), IClassFixture<SqliteCluster>;

public sealed class CallArrivalOnPostgres(PostgresCluster cluster) : CallArrivalTests(cluster), IClassFixture<PostgresCluster>;
