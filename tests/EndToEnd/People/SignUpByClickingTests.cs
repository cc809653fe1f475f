using Microsoft.Playwright;
using OtpNet;

namespace Portal.Tests.EndToEnd.People;

/// <summary>A visitor's way from the form to the second factor, in Chromium.</summary>
public sealed class SignUpByClickingTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_visitor_signs_up_confirms_signs_in_and_sets_up_a_second_factor(bool scripts)
    {
        var email = scripts ? "ann@blue.example" : "ann.without@blue.example";
        var page = await world.Open(scripts);
        await page.GotoAsync(world.Url("/sign-in"));
        await page.ClickAsync("a[href='/sign-up']");
        await page.FillAsync("#company", "Blue Ltd");
        await page.FillAsync("#name", "Ann Blue");
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", PeopleWorld.Password);
        await page.FillAsync("#phone", "+44 20 7946 0000");
        await page.SelectOptionAsync("#country", "GB");
        await page.SelectOptionAsync("#currency", "USD");
        await page.CheckAsync("#terms");
        await page.ClickAsync("button[type=submit].portal-button");
        await Assertions.Expect(page.GetByText(email)).ToBeVisibleAsync();

        var link = await world.Link(email, "/verify-email");
        var mail = Assert.Single(world.Mails(email));
        Assert.Equal("Acme Telecom", Assert.Single(mail.From.Mailboxes).Name);
        Assert.Contains("Acme Telecom", mail.HtmlBody, StringComparison.Ordinal);
        Assert.StartsWith(world.Url("/verify-email?token=su_"), link, StringComparison.Ordinal);
        await page.GotoAsync(link);
        await page.ClickAsync("button[type=submit].portal-button");
        await page.Reaches("**/sign-in*");
        await SignIn(page, email);
        await page.Reaches("**/dashboard*");

        await page.GotoAsync(world.Url("/payments"));
        var rows = page.Locator(".portal-table tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows.First).ToContainTextAsync("5.00");

        await page.GotoAsync(world.Url("/profile/second-factor"));
        var secret = (await page.Locator("details code.portal-code").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        var totp = new Totp(Base32Encoding.ToBytes(secret));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await page.FillAsync("#code", totp.ComputeTotp(now));
        await page.FillAsync("#currentPassword", PeopleWorld.Password);
        await page.ClickAsync("main button[type=submit].portal-button");
        await Assertions.Expect(page.Locator(".portal-recovery li")).ToHaveCountAsync(10);

        await page.ClickAsync(".portal-person > summary");
        await page.ClickAsync(".portal-person form[action='/sign-out'] button");
        await page.Reaches("**/sign-in*");
        await SignIn(page, email);
        await page.Reaches("**/sign-in/code*");
        // Each code is accepted once: the next one is good already.
        await page.FillAsync("#code", totp.ComputeTotp(now.AddSeconds(30)));
        await page.ClickAsync("button[type=submit].portal-button");
        await page.Reaches("**/dashboard*");
    }

    private static async Task SignIn(IPage page, string email)
    {
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", PeopleWorld.Password);
        await page.ClickAsync("button[type=submit].portal-button");
    }
}
