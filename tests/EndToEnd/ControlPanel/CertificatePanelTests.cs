using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;
using Portal.Tests.Unit.Certificates;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>What the panel asks before it takes a doubtful certificate, and before it locks people out.</summary>
public sealed class CertificatePanelTests(PanelWorld world) : IClassFixture<PanelWorld>
{
    [Fact]
    public async Task A_certificate_that_visitors_may_not_trust_is_asked_about_and_its_key_is_not_pasted_twice()
    {
        const string host = "portal.doubtful.example";
        await world.AddDomain(host);
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains/" + host));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = MadeCertificate.Leaf(host, from: now.AddDays(-1), to: now.AddDays(30));
        await page.ClickAsync("#certificate summary");
        await page.FillAsync("#certificate-pem", certificate.Pem);
        await page.FillAsync("#privateKey", certificate.KeyPem);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this certificate" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "self-signed" })).ToBeVisibleAsync();
        Assert.DoesNotContain(certificate.KeyPem.Split('\n')[1], await page.ContentAsync(), StringComparison.Ordinal);
        await Look.At(page, "panel-certificate-doubt");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use it anyway" }).ClickAsync();
        await page.Reaches("**done=certificate*");
        await Assertions.Expect(page.Locator(".path")).ToContainTextAsync("uploaded by staff");
        await Assertions.Expect(page.Locator(".path")).ToContainTextAsync("self-signed");
    }

    [Fact]
    public async Task Disabling_asks_first_and_says_whom_it_locks_out()
    {
        const string host = "portal.disabled.example";
        await world.AddDomain(host);
        await world.AddCustomer("Locked Out Ltd", host);
        await world.AddCustomer("Also Locked Out Ltd", host);
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains/" + host));
        await page.FillAsync("#brandName", "Typed with it");
        await page.UncheckAsync("[name=status]");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator("#disable")).ToContainTextAsync("locks out 2 customers and carriers");
        await Assertions.Expect(page.Locator("#brandName")).ToHaveValueAsync("Typed with it");
        await Assertions.Expect(page.Locator(".state")).Not.ToContainTextAsync("Disabled");
        await Look.At(page, "panel-disable");
        await page.GetByRole(AriaRole.Button, new() { Name = "Disable it" }).ClickAsync();
        await page.Reaches("**done=saved*");
        await Assertions.Expect(page.Locator(".state")).ToContainTextAsync("Its certificate is kept");
        await Assertions.Expect(page.Locator("#brandName")).ToHaveValueAsync("Typed with it");

        // Enabling asks nothing.
        await page.CheckAsync("[name=status]");
        await page.ClickAsync("[data-save]");
        await page.Reaches("**done=saved*");
        await Assertions.Expect(page.Locator(".state")).ToContainTextAsync("Live");
    }
}
