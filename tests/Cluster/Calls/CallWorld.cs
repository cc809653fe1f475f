using Dapper;
using Portal.Calls;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls;

/// <summary>What tests of calls share: each has customers of its own, and days that no other test writes in.</summary>
public abstract class CallWorld(ClusterFixture cluster)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected ClusterFixture Cluster => cluster;

    private protected ICallStore Store => cluster.Service<ICallStore>();

    private protected CallProof Proof => cluster.Service<CallProof>();

    /// <summary>Noon of a day of this test's own; others are a fortnight away.</summary>
    private protected DateTimeOffset Noon => new DateTimeOffset(2020, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(14 * number);

    private protected string Customer => $"c_calls{number}";

    private protected Call Made(string id, double minutes = 0, decimal charge = 0.12m) =>
        new("fs1", id + number, Customer, Noon.AddMinutes(minutes), "USD")
        {
            Source = "442079460000",
            Destination = "4915112345678",
            DestinationName = "Germany Mobile",
            DestinationCode = "4915",
            Duration = 61.5m,
            BilledDuration = 62m,
            Rate = 0.116129m,
            Charge = charge,
            SipCode = 200,
            Pdd = 1250,
            Direction = "outbound",
        };

    private protected async Task<CallsAppended> Add(params Call[] calls) => await Store.Append(Lines(calls), Stop);

    private protected static CallLine[] Lines(IEnumerable<Call> calls, string? zone = null) =>
        [.. calls.Select((call, i) => new CallLine(call, i + 1, zone))];

    private protected CallQuery Query => new(Noon.AddDays(-3), Noon.AddDays(3)) { Customer = Customer };

    private protected async Task<string[]> Rows(string sql, object? arguments = null)
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        return [.. (await connection.QueryAsync(sql, arguments)).Select(row => string.Join(
            '|', ((IDictionary<string, object?>)row).Values.Select(value => string.Create(null, $"{value}"))))];
    }

    private protected async Task Tell(string sql, object? arguments = null)
    {
        await using var connection = await cluster.Database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, arguments);
    }
}
