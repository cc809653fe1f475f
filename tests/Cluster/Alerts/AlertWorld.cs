using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Alerts;
using Portal.Calls;
using Portal.Customers;
using Portal.Tests.Cluster.Customers;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Alerts;

/// <summary>A silo whose clock is pushed: its own rounds judge by the same one, and must change nothing.</summary>
public sealed class AlertsOnSqlite : SqliteCluster
{
    internal PushedClock Clock { get; } = new();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
}

public sealed class AlertsOnPostgres : PostgresCluster
{
    internal PushedClock Clock { get; } = new();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
}

/// <summary>What scenarios of alerts share: a customer with alerts and calls of its own.</summary>
public abstract class AlertWorld(ClusterFixture cluster) : CustomerScenarios(cluster)
{
    private int calls;

    private protected PushedClock Clock => (PushedClock)Cluster.Service<TimeProvider>();

    private protected DateTimeOffset Now => Clock.GetUtcNow();

    private protected ICallStore Store => Cluster.Service<ICallStore>();

    private protected IAlertBoard Board => Cluster.Service<IAlertBoard>();

    private protected static CustomerAlert LowAsr => new()
    {
        Title = "Few are answered",
        Area = AlertArea.Asr,
        Operator = AlertOperator.Lt,
        Threshold = 50,
        ResetThreshold = 60,
        SamplePeriod = 30,
        MinimumCalls = 1,
        Level = "critical",
        Email = "noc@blue.example, boss@blue.example",
    };

    private protected Call Made(double minutesAgo, bool connected = true) => new(
        "sw1",
        $"a{Number}-{calls++}",
        Id,
        DateTimeOffset.FromUnixTimeMilliseconds(Now.AddMinutes(-minutesAgo).ToUnixTimeMilliseconds()),
        "USD")
    {
        Duration = connected ? 60 : 0,
        Charge = 0.01m,
        SipCode = connected ? 200 : 486,
        Pdd = 900,
        DestinationName = "Germany",
    };

    private protected Task Happen(IEnumerable<Call> made) =>
        Store.Append([.. made.Select((call, i) => new CallLine(call, i + 1, null))], Stop);

    /// <summary>As each minute: what was left, all alerts, and what follows.</summary>
    private protected async Task Round()
    {
        await Cluster.Service<AlertSettling>().Run(Now, Stop);
        await Cluster.Service<AlertRound>().Run(Now, Stop);
        await Cluster.Service<AlertSettling>().Run(Now, Stop);
    }

    private protected async Task<string> Alert(CustomerAlert alert, string operation = "alert") =>
        Saved(await Grain.AddItem(alert, By(Operation(operation)))).Id;

    private protected async Task<string[]> Happened(string alert) =>
        [.. (await Board.History(Id, alert, Stop)).Reverse().Select(one => $"{one.Firing} {one.Kind}")];

    /// <summary>Kind and address of each mail that is on its way for an alert.</summary>
    private protected async Task<string[]> Mails(string alert)
    {
        await using var connection = await Cluster.Database.Read.OpenConnectionAsync(Stop);
        return [.. await connection.QueryAsync<string>(
            "SELECT kind || ' ' || address FROM portal_mail WHERE id LIKE @beginning ORDER BY seq", new { beginning = alert + "-%" })];
    }

    /// <summary>A customer with a domain that mail leaves for.</summary>
    private protected async Task AddWithDomain()
    {
        var host = await AddDomain();
        Saved(await Grain.Create(Settings with { Domain = host }, [], By(Operation("add"))));
    }
}
