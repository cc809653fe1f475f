using System.Security.Cryptography;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>
/// The main job, by clicks alone: a domain is added in the control panel, goes live by itself, and shows its look to a visitor.
/// </summary>
public sealed class ByClickingTests
{
    private const string Host = "portal.acme.example";
    private static readonly string Logo = Path.Combine(AppContext.BaseDirectory, "Pictures", "acme.png");

    [Theory]
    [InlineData("http-01")]
    [InlineData("tls-alpn-01")]
    [InlineData("external account")]
    [InlineData("postgres")]
    public async Task A_domain_is_added_goes_live_and_shows_its_look(string kind)
    {
        await using var world = await Make(kind);
        await using var desk = await Browser.Start();
        var staff = await desk.NewPage(bypassPolicy: false);
        await StaffLogin.Enrol(staff, world.Portal.ControlPanel);
        await Add(staff, world.Portal.ControlPanel);

        // Nothing points here yet: it says so, and which record to make.
        await Assertions.Expect(staff.Locator(".state")).ToHaveTextAsync("Not live yet: waiting for its DNS record.");
        await Assertions.Expect(staff.Locator("#expected-0-value")).ToHaveTextAsync(World.Platform);
        await staff.EvaluateAsync("window.never = 'loaded anew'");
        await world.PointHere(Host);
        await staff.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Assertions.Expect(staff.Locator(".state")).ToContainTextAsync(
            "Live. Certificate valid until", new() { Timeout = (float)World.Patience.TotalMilliseconds });
        await Assertions.Expect(staff.Locator(".path li.good")).ToHaveCountAsync(3);
        await Assertions.Expect(staff.Locator(".path li.warn"))
            .ToContainTextAsync("Neither this domain, nor its brand, nor the platform has a mail server.");
        Assert.Equal("loaded anew", await staff.EvaluateAsync<string>("window.never"));

        using var home = await TrustingHome.Create(await world.Ca.IssuingRoot());
        await using var outside = await Browser.Start(home, $"--host-resolver-rules=MAP {Host}:443 127.0.0.1:{world.Portal.Https}");
        var visitor = await outside.NewPage(bypassPolicy: false);
        await visitor.GotoAsync($"https://{Host}/sign-in");
        await Assertions.Expect(visitor.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Acme Telecom");
        await Assertions.Expect(visitor.Locator(".portal-logo img")).Not.ToHaveJSPropertyAsync("naturalWidth", 0);
        await Assertions.Expect(visitor.Locator(".portal-button")).ToHaveCSSAsync("background-color", "rgb(31, 94, 255)");
        await Assertions.Expect(visitor.Locator(".portal-button")).ToHaveCSSAsync("letter-spacing", "3px");
        await Assertions.Expect(visitor.Locator("html")).ToHaveAttributeAsync("data-ours", "ran");
        await Assertions.Expect(visitor.Locator(".portal-footer")).ToContainTextAsync("Acme Telecom Inc.");
        await Assertions.Expect(visitor.GetByRole(AriaRole.Link, new() { Name = "Become a customer" })).ToBeVisibleAsync();

        await staff.ClickAsync(".tabs a[href='#look']");
        await staff.FillAsync("[id='look.primaryColor']", "#aa1155");
        await staff.ClickAsync("[data-save]");
        await staff.Reaches("**done=saved*");
        await visitor.ReloadAsync();
        await Assertions.Expect(visitor.Locator(".portal-button")).ToHaveCSSAsync("background-color", "rgb(170, 17, 85)");
    }

    [Fact]
    public async Task A_refused_certificate_shows_why_and_when_it_goes_on_until_it_is_issued()
    {
        await using var world = await World.Create(ca => ca with { Blocked = [Host] });
        await world.PointHere(Host);
        await world.Api.AddDomain(Host);
        await world.Api.Reaches(Host, "failed", World.Patience);
        await using var desk = await Browser.Start();
        var staff = await desk.NewPage();
        await StaffLogin.Enrol(staff, world.Portal.ControlPanel);
        await staff.GotoAsync($"{world.Portal.ControlPanel}/domains/{Host}");
        var step = staff.Locator(".path li").Nth(1);
        await Assertions.Expect(staff.Locator(".state"))
            .ToContainTextAsync("Not live yet: a certificate for this name isn't allowed; the next attempt is on");
        await Assertions.Expect(step.GetByText("policy").First).ToBeVisibleAsync();
        await Assertions.Expect(step.GetByText("Next attempt", new() { Exact = true })).ToBeVisibleAsync();

        await world.Ca.Restart(world.Ca.Settings with { Blocked = [] });
        await Assertions.Expect(staff.Locator(".state")).ToContainTextAsync(
            "Live. Certificate valid until", new() { Timeout = 3 * (float)World.Patience.TotalMilliseconds });
    }

    private static async Task Add(IPage staff, string panel)
    {
        await staff.GotoAsync(panel + "/domains");
        await staff.GetByRole(AriaRole.Link, new() { Name = "Add the first domain" }).ClickAsync();
        await staff.FillAsync("#host", Host);
        await staff.FillAsync("#brandName", "Acme Telecom");
        // By its key: the record that the name needs appears above meanwhile, and a click would land beside it.
        await staff.GetByLabel("Customers may sign up").PressAsync("Space");
        await Assertions.Expect(staff.GetByLabel("Customers may sign up")).ToBeCheckedAsync();

        await staff.ClickAsync(".tabs a[href='#look']");
        await staff.SetInputFilesAsync("#upload", Logo);
        await Assertions.Expect(staff.Locator("#logo")).ToHaveValueAsync("acme.png");
        await staff.FillAsync("[id='look.primaryColor']", "#1f5eff");

        await staff.ClickAsync(".tabs a[href='#advanced']");
        await staff.FillAsync("#css", ".portal-button { letter-spacing: 3px }");
        await staff.FillAsync("#javaScript", "document.documentElement.dataset.ours = 'ran';");
        await staff.FillAsync("#footer", "Acme Telecom Inc.");
        await staff.ClickAsync("[data-save]");
        await staff.Reaches($"**/domains/{Host}?done=added");
    }

    private static async Task<World> Make(string kind)
    {
        if (kind == "postgres")
            return await World.Create(null, await PostgresStore.New());
        if (kind != "external account")
            return await World.Create(null, $"Portal:Acme:Challenge={kind}");
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return await World.Create(
            ca => ca with { ExternalAccount = ("kid-1", key) },
            "Portal:Acme:ExternalAccount:KeyId=kid-1", $"Portal:Acme:ExternalAccount:HmacKey={key}");
    }
}
