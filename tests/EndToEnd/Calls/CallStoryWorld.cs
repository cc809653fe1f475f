using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Calls;

/// <summary>
/// The product that takes calls old enough for the last change of Lord Howe's clocks. Each test has a customer of its own.
/// </summary>
public sealed class CallStoryWorld : IAsyncLifetime
{
    internal const string Host = "acme.localhost";
    internal const string LordHowe = "Australia/Lord_Howe";
    private const string Password = "correct horse battery";
    private const int IntakeDays = 300;

    internal static readonly string[] Columns =
        ["callTime", "source", "destination", "destinationName", "duration", "billedDuration", "rate", "charge", "sipCode"];

    private PortalProcess? portal;
    private TrustingHome? home;
    private Browser? browser;

    internal PortalApi Api { get; private set; } = null!;

    /// <summary>The day there on which clocks were last moved.</summary>
    internal static DateOnly Change { get; } = LastChange();

    public async ValueTask InitializeAsync()
    {
        portal = await PortalProcess.Start(FormattableString.Invariant($"Portal:Calls:IntakeDays={IntakeDays}"));
        Api = portal.Api();
        await Api.Send(HttpMethod.Post, "domains", new JsonObject
        {
            ["host"] = Host,
            ["brandName"] = "Acme Telecom",
            ["currencies"] = new JsonArray("USD"),
            ["access"] = new JsonArray("dashboard", "cdr", "latest-calls", "breakout", "dialogs"),
            ["cdrColumns"] = Names(Columns),
        });
        await Api.Reaches(Host, "issued", TimeSpan.FromSeconds(60));
        home = await TrustingHome.Create(await File.ReadAllTextAsync(Path.Combine(portal.DataDirectory, "internal-ca.pem")));
        browser = await Browser.Start(home);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        home?.Dispose();
        Api?.Dispose();
        if (portal is not null)
            await portal.DisposeAsync();
    }

    internal static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);

    internal string Url(string path) => string.Create(CultureInfo.InvariantCulture, $"https://{Host}:{portal!.Https}{path}");

    /// <summary>One more, with a page of its contact's.</summary>
    internal async Task<(string Customer, IPage Page)> Join(string name)
    {
        var customer = (string)(await Api.Send(
            HttpMethod.Post,
            "customers",
            new JsonObject { ["name"] = name, ["currency"] = "USD", ["domain"] = Host, ["timeZone"] = "Asia/Kathmandu" }))["id"]!;
        var email = $"{name}@acme.example";
        await Api.Send(
            HttpMethod.Post,
            $"customers/{customer}/contacts",
            new JsonObject { ["name"] = name, ["email"] = email, ["password"] = Password });
        var page = await browser!.NewPage();
        await page.GotoAsync(Url("/sign-in"));
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", Password);
        await page.ClickAsync("main button[type=submit]");
        await page.Reaches("**/dashboard");
        return (customer, page);
    }

    /// <summary>Something of the portal's, as a script of this page gets it.</summary>
    internal static async Task<(int Status, string Text)> Fetch(IPage page, string path)
    {
        var answer = await page.EvaluateAsync<string[]>(
            "async path => { const answer = await fetch(path); return [`${answer.status}`, await answer.text()]; }", path);
        return (int.Parse(answer[0], CultureInfo.InvariantCulture), answer[1]);
    }

    // The last one that all calls about it can still come in of.
    private static DateOnly LastChange()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(LordHowe);
        for (var hour = TimeProvider.System.GetUtcNow().AddDays(-3); ; hour = hour.AddHours(-1))
            if (zone.GetUtcOffset(hour) != zone.GetUtcOffset(hour.AddHours(-1)))
                return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(hour, zone).DateTime);
    }
}
