using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Switches;

/// <summary>The product, two customers, and a real switch whose calls reach it by the follower and the poller that operators get.</summary>
public sealed class SwitchWorld : IAsyncLifetime
{
    internal const string Name = "sw1.test.example";
    internal const string AddressOfA = "127.0.0.2";
    internal const string AddressOfB = "127.0.0.3";
    internal const string UnknownAddress = "127.0.0.9";
    private const string Host = "acme.localhost";
    private const string Password = "correct horse battery";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("portal-switch").FullName;
    private readonly List<IAsyncDisposable> started = [];
    private TrustingHome? home;
    private Browser? browser;

    internal PortalProcess Portal { get; private set; } = null!;

    internal PortalApi Api { get; private set; } = null!;

    internal Kamailio Switch { get; private set; } = null!;

    internal Follower Follower { get; private set; } = null!;

    internal string A { get; private set; } = "";

    internal string B { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Portal = await PortalProcess.Start();
        Api = Portal.Api();
        await Api.Send(HttpMethod.Post, "domains", new JsonObject
        {
            ["host"] = Host,
            ["brandName"] = "Acme Telecom",
            ["currencies"] = new JsonArray("USD"),
            ["access"] = new JsonArray("dashboard", "cdr", "latest-calls", "breakout", "dialogs"),
        });
        A = await AddCustomer("Customer A", "a@acme.example");
        B = await AddCustomer("Customer B", "b@acme.example");
        await Api.Reaches(Host, "issued", Patience);

        Switch = Started(await Kamailio.Start(
            folder,
            Name,
            new Dictionary<string, string> { [AddressOfA] = A, [AddressOfB] = B },
            Callees()));
        Follower = Started(new Follower(folder, Switch.Spool, Portal));
        await Follower.Start();
        Started(ChildProcess.Start(
            "python3",
            [
                Path.Combine(Kamailio.Shipped, "live.py"), $"http://127.0.0.1:{Text(Switch.Rpc)}/RPC", Name, Portal.ControlPanel,
                Follower.KeyFile, "0.5",
            ]));
        home = await TrustingHome.Create(await File.ReadAllTextAsync(Path.Combine(Portal.DataDirectory, "internal-ca.pem")));
        browser = await Browser.Start(home);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        home?.Dispose();
        foreach (var one in Enumerable.Reverse(started))
            await one.DisposeAsync();
        Api?.Dispose();
        if (Portal is not null)
            await Portal.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal Sipp Call(string scenario, string from, string caller, string number, int lasts = 0, int calls = 1) =>
        Started(Sipp.Calls(folder, Switch.Sip, scenario, from, caller, number, lasts, calls));

    /// <summary>The control panel's page of what goes on, as staff see it.</summary>
    internal async Task<IPage> Wall()
    {
        var page = await browser!.NewPage();
        await StaffLogin.Enrol(page, Portal.ControlPanel);
        await page.GotoAsync(Portal.ControlPanel + "/live");
        return page;
    }

    /// <summary>A page of the portal's, signed in as a customer's contact.</summary>
    internal async Task<IPage> SignIn(string email, string path)
    {
        var page = await browser!.NewPage();
        await page.GotoAsync(Url("/sign-in"));
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", Password);
        await page.ClickAsync("main button[type=submit]");
        await page.Reaches("**/dashboard");
        await page.GotoAsync(Url(path));
        return page;
    }

    internal string Url(string path) => $"https://{Host}:{Text(Portal.Https)}{path}";

    /// <summary>Those of the API, when there are so many.</summary>
    internal async Task<JsonArray> Items(string path, Func<JsonArray, bool> until, string what)
    {
        JsonArray items = [];
        await Until.Holds(
            async () => until(items = (await Api.Get(path))["items"]!.AsArray()),
            Patience,
            () => $"{what}: {items.ToJsonString()}\n{Follower.Output}");
        return items;
    }

    /// <summary>By the first digit of the dialled number; nobody is at 9, and 8 is no host.</summary>
    private Dictionary<string, string> Callees()
    {
        var routes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["8"] = "sip:nowhere.invalid:5060",
            ["9"] = $"sip:{Sipp.Callee}:{Text(FreePort.Next())}",
        };
        foreach (var (digit, scenario) in ((string, string)[])
            [
                ("1", "callee-answers"), ("2", "callee-hangs-up"), ("3", "callee-busy"), ("4", "callee-rings"), ("5", "callee-away"),
                ("6", "callee-unavailable"),
            ])
        {
            var port = FreePort.Next();
            Started(Sipp.Callees(folder, scenario, port));
            routes[digit] = $"sip:{Sipp.Callee}:{Text(port)}";
        }

        return routes;
    }

    private async Task<string> AddCustomer(string name, string email)
    {
        var id = (string)(await Api.Send(
            HttpMethod.Post, "customers", new JsonObject { ["name"] = name, ["currency"] = "USD", ["domain"] = Host }))["id"]!;
        await Api.Send(
            HttpMethod.Post,
            $"customers/{id}/contacts",
            new JsonObject { ["name"] = name, ["email"] = email, ["password"] = Password });
        return id;
    }

    private T Started<T>(T one)
        where T : IAsyncDisposable
    {
        started.Add(one);
        return one;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
