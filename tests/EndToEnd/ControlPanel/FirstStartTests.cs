using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>A fresh installation without a word about staff in its settings.</summary>
public sealed partial class FirstStartTests
{
    [Fact]
    public async Task The_printed_link_leads_through_five_steps_to_the_first_domain()
    {
        await using var sink = new SmtpSink(new SinkManners());
        await using var portal = await PortalProcess.Start("Portal:Setup:AdminEmail=", "Portal:Setup:AdminPassword=");
        await portal.Says("/setup/account?token=", TimeSpan.FromSeconds(20));
        var link = Link().Match(portal.Output).Value;
        await using var browser = await Browser.Start();
        var page = await browser.NewPage();
        await page.GotoAsync(link);
        await Assertions.Expect(page.GetByText("Step 1 of 5")).ToBeVisibleAsync();
        await page.FillAsync("#email", "owner@operator.example");
        await page.FillAsync("#name", "Olga Owner");
        await page.FillAsync("#password", PortalProcess.AdminPassword);
        await page.ClickAsync("button.primary");

        await Assertions.Expect(page.GetByText("Step 2 of 5")).ToBeVisibleAsync();
        var codes = await StaffLogin.TypeCode(page);

        // Signing out works at once, on the page that was answered under the session before.
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(portal.ControlPanel + "/sign-in");
        await page.FillAsync("#email", "owner@operator.example");
        await page.FillAsync("#password", PortalProcess.AdminPassword);
        await page.ClickAsync("button.primary");
        await page.FillAsync("#code", codes[0]);
        await page.ClickAsync("button.primary");
        await page.Reaches("**/domains");

        // The home page says that it is not finished, and leads to where it was left.
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue where you left off" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Step 3 of 5")).ToBeVisibleAsync();
        await page.FillAsync("#platformHost", "co.uk");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator("[data-error-for=platformHost]")).ToContainTextAsync("public suffix");
        await page.FillAsync("#platformHost", "portal.operator.localhost");
        await Assertions.Expect(page.Locator("[data-look]")).ToContainTextAsync("portal.operator.localhost");
        await Look.At(page, "first-start-3-name");
        await page.ClickAsync("[data-save]");

        await Assertions.Expect(page.GetByText("Step 4 of 5")).ToBeVisibleAsync();
        await page.FillAsync("[id='smtp.server']", "127.0.0.1");
        await page.FillAsync("[id='smtp.port']", sink.Port.ToString(CultureInfo.InvariantCulture));
        await page.SelectOptionAsync("[id='smtp.security']", "none");
        await page.FillAsync("[id='smtp.from']", "Operator <portal@operator.example>");
        await Look.At(page, "first-start-4-mail");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator(".notice.good")).ToContainTextAsync("accepted the e-mail for owner@operator.example");
        Assert.Contains("Test e-mail from the control panel", Assert.Single(sink.Mails), StringComparison.Ordinal);
        await Look.At(page, "first-start-4-sent");
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue to the first domain" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Step 5 of 5")).ToBeVisibleAsync();
        await page.FillAsync("#host", "portal.first.example");
        await Assertions.Expect(page.Locator("#new-record-0-name")).ToHaveTextAsync("portal");
        await Assertions.Expect(page.Locator("#new-record-0-whole")).ToHaveTextAsync("portal.first.example");
        await Assertions.Expect(page.Locator("#new-record-0-value")).ToHaveTextAsync("portal.operator.localhost");
        await Look.At(page, "first-start-5-domain");
        await page.FillAsync("#brandName", "First");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator(".state")).ToContainTextAsync("Live. Certificate valid until");
        await Assertions.Expect(page.Locator(".path-fold")).ToBeVisibleAsync();
        await Look.At(page, "domain-all-well");
        await page.ClickAsync(".path-fold > summary");
        await Assertions.Expect(page.Locator(".path > li").Nth(2)).ToContainTextAsync("(the platform's)");
        await Look.At(page, "domain-all-well-open");

        var other = await browser.NewPage();
        await other.GotoAsync(link);
        await Assertions.Expect(other.GetByText("This link doesn't work or has already been used.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_configuration_sets_is_shown_as_fixed()
    {
        await using var portal = await PortalProcess.Start(
            "Portal:PlatformHost=portal.set.example",
            "Portal:Mail:Server=127.0.0.1",
            "Portal:Mail:Port=1",
            "Portal:Mail:Security=none",
            "Portal:Mail:From=Set <set@operator.example>");
        await using var browser = await Browser.Start();
        var page = await browser.NewPage();
        await StaffLogin.Enrol(page, portal.ControlPanel);
        await page.GotoAsync(portal.ControlPanel + "/platform");
        await Assertions.Expect(page.Locator("#platformHost")).ToHaveValueAsync("portal.set.example");
        Assert.True(await page.Locator("#platformHost").EvaluateAsync<bool>("field => field.readOnly"));
        await Assertions.Expect(page.Locator("#platformHost-help")).ToContainTextAsync("Portal:PlatformHost");
        await Assertions.Expect(page.Locator("[id='smtp.from']")).ToBeDisabledAsync();
        await Assertions.Expect(page.Locator("[data-save]")).ToHaveCountAsync(0);
        await Look.At(page, "platform-fixed");
        await page.ClickAsync("#test-mail button");
        await Assertions.Expect(page.Locator("#test-mail .notice.bad")).ToContainTextAsync("refuses connections");
    }

    [GeneratedRegex(@"http://\S+/setup/account\?token=[0-9a-f]+")]
    private static partial Regex Link();
}
