using System.Globalization;
using Portal.Calls;
using Portal.Customers;
using Portal.Staff;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.Cluster.Portals;

namespace Portal.Tests.Cluster.ControlPanel;

/// <summary>What tests of staff's pages of calls share: each has two customers of its own, one of them on a domain of a brand.</summary>
public abstract class StaffCallWorld(PortalHost portal)
{
    private static int count;

    private protected PortalHost Faces => portal;

    private protected int Number { get; } = Interlocked.Increment(ref count);

    private protected string Host => $"shop{Number}.staffcalls.example";

    private protected string Brand => $"shop{Number}";

    private protected DateTimeOffset Now => portal.Clock.GetUtcNow();

    private protected CallProof Proof => portal.Service<CallProof>();

    private protected ICallStore Store => portal.Service<ICallStore>();

    private protected static string Page(Call call) => "/calls/" + CallKey.Of(call);

    private protected CallQuery Week(string customer)
    {
        var day = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero);
        return new(day.AddDays(-6), day.AddDays(1)) { Customer = customer };
    }

    // One is on the reseller's domain, the other the operator's own.
    private protected async Task<(string Own, string Foreign)> Customers()
    {
        await portal.AddDomain(Host);
        return (await Customer($"Anvils {Number}", Host), await Customer($"Rockets {Number}", null));
    }

    private protected async Task<string> Customer(string name, string? domain)
    {
        var id = CustomerIds.For(CustomerKind.Customer, "staffcalls/" + name);
        var settings = new CustomerSettings { Id = id, Name = name, Currency = "USD", Domain = domain };
        var made = await portal.Grains.GetGrain<ICustomerGrain>(id).Create(settings, [], PortalHost.By("customer/" + id));
        Assert.True(made.IsSaved, string.Join(' ', made.Errors.Select(error => error.Reason)));
        await Eventually.Holds(
            () => portal.Service<ICustomerDirectory>().Exists(id, CustomerKind.Customer, CancellationToken.None),
            "the customer's row is there");
        return id;
    }

    private protected async Task<PortalVisitor> SignIn(StaffRights rights)
    {
        var email = $"{rights.Role}{Number}@operator.example".ToLowerInvariant();
        var settings = new OperatorSettings { Email = email, Name = "Ann", Rights = rights };
        var grain = portal.Grains.GetGrain<IOperatorGrain>(email);
        Assert.True((await grain.Create(settings, PortalHost.Password, PortalHost.By("staff/" + email))).IsSaved);
        var browser = portal.Visitor(PortalHost.ControlHost, $"203.0.113.{Number}");
        browser.Cookies["__Host-session"] = await portal.Service<StaffSessions>().Start(email, pending: false, null, null);
        return browser;
    }

    private protected Call Made(string customer, int minutesAgo) =>
        new("sw1", $"staff call {Number} {customer} {minutesAgo}", customer, Now.AddMinutes(-minutesAgo), "USD")
        {
            Source = "442079460000",
            Destination = "4915112345678",
            DestinationName = "Germany",
            DestinationCode = "49",
            Duration = 61.5m,
            BilledDuration = 62,
            Rate = 0.116129m,
            Charge = 0.12m,
            SipCode = 200,
            ReleaseReason = "caller",
        };

    private protected async Task Add(params Call[] calls) =>
        await Store.Append([.. calls.Select((call, i) => new CallLine(call, i + 1, null))], CancellationToken.None);

    private protected static string[] Lines(string csv) => csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private protected static decimal[] Column(string csv, string key)
    {
        var lines = Lines(csv);
        var at = Array.IndexOf(lines[0].Split(','), key);
        return [.. lines.Skip(1).Select(line => decimal.Parse(line.Split(',')[at], CultureInfo.InvariantCulture))];
    }

    private protected static string Cell(string csv, string key) => Assert.Single(Column(csv, key)).ToString(CultureInfo.InvariantCulture);
}
