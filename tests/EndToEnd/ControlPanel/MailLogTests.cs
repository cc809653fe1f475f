using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>The mail log as staff use it.</summary>
public sealed class MailLogTests(PanelWorld world) : IClassFixture<PanelWorld>
{
    private const string Host = "portal.mail.example";

    [Fact]
    public async Task A_refused_mail_is_found_says_why_and_is_sent_again()
    {
        var page = await Filled();
        await page.GotoAsync(world.Url($"/domains/{Host}#smtp"));
        await page.GetByRole(AriaRole.Link, new() { Name = "This domain's mail" }).ClickAsync();
        await page.SelectOptionAsync("[name=state]", "refused");
        await page.Reaches("**state=refused*");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await page.FillAsync("[type=search]", "nobody@");
        await page.PressAsync("[type=search]", "Enter");
        await page.Reaches("**q=nobody*");
        Assert.Contains("state=refused", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "nobody@customer.example" }).ClickAsync();
        await Assertions.Expect(page.Locator(".mail-facts")).ToContainTextAsync("550 5.1.1 nobody of that name here");

        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await page.Reaches("**done=again*");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("It is being tried again.");
        await page.GotoAsync(world.Url("/audit?q=mail.resend"));
        await Assertions.Expect(page.Locator(".audit")).ToContainTextAsync($"mail/{Host}/");
    }

    [Theory]
    [InlineData("mail", "/mail")]
    [InlineData("mail-none", "/mail?q=nothing&state=sent")]
    [InlineData("mail-sent", "/mail/show?domain=portal.mail.example&id=sent")]
    [InlineData("mail-refused", "/mail/show?domain=portal.mail.example&id=shown%20as%2Frefused")]
    public async Task Each_page_is_accessible_fits_and_is_photographed(string name, string path)
    {
        var page = await Filled();
        await page.GotoAsync(world.Url(path));
        await Look.At(page, name);
    }

    [Theory]
    [InlineData("/mail/show")]
    [InlineData("/mail/show?domain=portal.mail.example&id=unknown")]
    [InlineData("/mail/show?domain=other.example&id=sent")]
    public async Task What_is_not_there_answers_404(string path)
    {
        var page = await Filled();
        var answer = await page.GotoAsync(world.Url(path));
        Assert.Equal(404, answer!.Status);
    }

    private async Task<IPage> Filled()
    {
        if (await world.AddDomain(Host))
        {
            await world.AddMail(Host, "sent", "ann@customer.example", "sent", "250 2.0.0 queued as 4711");
            await world.AddMail(
                Host, "refused", "nobody@customer.example", "refused",
                "The server doesn't accept mail for nobody@customer.example. It said: 550 5.1.1 nobody of that name here");
            await world.AddMail(
                "platform", "shown as/refused", "ann@operator.example", "refused",
                "Given up after two days of tries. The last: smtp.operator.example refuses connections on port 587.");
            await world.AddMail(
                Host,
                "shown as/refused",
                "a-rather-long-address-of-somebody@a-rather-long-name-of-a-customer.example",
                "refused",
                "451 4.7.1 greylisted, come again");
        }

        return await world.SignedIn();
    }
}
