using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>A fresh installation without a word about staff in its settings.</summary>
public sealed partial class FirstStartTests
{
    [Fact]
    public async Task The_printed_link_leads_through_three_steps_to_the_first_domain()
    {
        await using var portal = await PortalProcess.Start("Portal:Setup:AdminEmail=", "Portal:Setup:AdminPassword=");
        await portal.Says("/setup/account?token=", TimeSpan.FromSeconds(20));
        var link = Link().Match(portal.Output).Value;
        await using var browser = await Browser.Start();
        var page = await browser.NewPage();
        await page.GotoAsync(link);
        await page.FillAsync("#email", "owner@operator.example");
        await page.FillAsync("#name", "Olga Owner");
        await page.FillAsync("#password", PortalProcess.AdminPassword);
        await page.ClickAsync("button.primary");

        await Assertions.Expect(page.GetByText("Step 2 of 3")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on to the first domain" }).ClickAsync();
        await page.WaitForURLAsync("**/profile/second-factor*");
        var codes = await StaffLogin.TypeCode(page);

        // Signing out works at once, on the page that was answered under the session before.
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(portal.ControlPanel + "/sign-in");
        await page.FillAsync("#email", "owner@operator.example");
        await page.FillAsync("#password", PortalProcess.AdminPassword);
        await page.ClickAsync("button.primary");
        await page.FillAsync("#code", codes[0]);
        await page.ClickAsync("button.primary");
        await page.WaitForURLAsync("**/domains");

        await page.GotoAsync(portal.ControlPanel + "/setup/domain");
        await page.FillAsync("#host", "portal.first.example");
        await page.FillAsync("#brandName", "First");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator(".state")).ToContainTextAsync("Live. Certificate valid until");

        var other = await browser.NewPage();
        await other.GotoAsync(link);
        await Assertions.Expect(other.GetByText("This link does not work, or was used already.")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"http://\S+/setup/account\?token=[0-9a-f]+")]
    private static partial Regex Link();
}
