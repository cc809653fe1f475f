using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OtpNet;

namespace Portal.Tests.EndToEnd.People;

/// <summary>The public pages that one comes to by a form or by a mailed link, looked at in Chromium in both languages.</summary>
public sealed class EntrancePageTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task The_pages_of_a_sign_up_are_accessible_and_fit(string language)
    {
        var email = $"bea.{language}@blue.example";
        var page = await world.Open(bypassPolicy: true, language: language);
        await page.GotoAsync(world.Url("/sign-up"));
        await Send(page, ("#company", "Blue Ltd"), ("#email", "not an address"), ("#password", "short"));
        await Assertions.Expect(page.Locator("#email-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#company")).ToHaveValueAsync("Blue Ltd");
        await Look(page, "sign-up-refused", language);

        await page.SelectOptionAsync("#country", "DE");
        await page.SelectOptionAsync("#currency", "EUR");
        await page.CheckAsync("#terms");
        await Send(page, ("#name", "Bea Blue"), ("#email", email), ("#password", PeopleWorld.Password), ("#phone", "+49 30 901820"));
        await Assertions.Expect(page.Locator(".portal-text")).ToContainTextAsync(email);
        await Look(page, "sign-up-sent", language);

        var link = await world.Link(email, "/verify-email");
        await page.GotoAsync(link);
        await Assertions.Expect(page.Locator("#password")).ToHaveCountAsync(0);
        await Look(page, "verify-email", language);

        var other = await world.Open(bypassPolicy: true, language: language);
        await other.GotoAsync(link);
        await Look(other, "verify-email-elsewhere", language);
        await Send(other, ("#password", "short"));
        await Assertions.Expect(other.Locator("#password-error")).ToBeVisibleAsync();
        await Look(other, "verify-email-refused", language);

        await page.ClickAsync("main button[type=submit].portal-button");
        await page.Reaches("**/sign-in?word=email");
        await Look(page, "verify-email-done", language);
        await page.GotoAsync(link[..^4] + "0000");
        await Look(page, "verify-email-dead", language);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task The_pages_of_the_second_factor_are_accessible_and_fit(string language)
    {
        var (host, email) = ($"factor-{language}.localhost", $"cai.{language}@blue.example");
        await world.AddDomain(host, "Factor Telecom");
        await world.Api.Send(HttpMethod.Patch, "domains/" + host, new JsonObject { ["flags"] = new JsonArray("requireSecondFactor") });
        await world.AddContact(await world.AddCustomer("Factor Ltd", host), email);
        var page = await SignIn(host, email, language);
        await page.Reaches("**/sign-in/second-factor*");
        await Look(page, "second-factor", language);
        await Send(page, ("#code", "000000"));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Look(page, "second-factor-refused", language);

        var totp = new Totp(
            Base32Encoding.ToBytes((await page.Locator(".portal-secret").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal)));
        await Send(page, ("#code", totp.ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime)));
        await Assertions.Expect(page.Locator(".portal-codes li")).ToHaveCountAsync(10);
        await Look(page, "recovery-codes", language);
        var recovery = await page.Locator(".portal-codes code").First.TextContentAsync();

        var again = await SignIn(host, email, language);
        await again.Reaches("**/sign-in/code*");
        await Look(again, "code", language);
        await Send(again, ("#code", "000000"));
        await Assertions.Expect(again.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Look(again, "code-refused", language);
        await Send(again, ("#code", recovery!));
        await again.Reaches("**/dashboard");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task The_pages_of_a_forgotten_password_are_accessible_and_fit(string language)
    {
        var email = $"dan.{language}@blue.example";
        await world.AddContact(await world.AddCustomer("Forgetful Ltd"), email);
        var page = await world.Open(bypassPolicy: true, language: language);
        await page.GotoAsync(world.Url("/forgot-password"));
        await Send(page, ("#email", "nobody"));
        await Assertions.Expect(page.Locator("#email")).ToHaveAttributeAsync("aria-invalid", "true");
        await Look(page, "forgot-password-refused", language);
        await Send(page, ("#email", email));
        var link = await world.Link(email, "/reset-password");
        await page.GotoAsync(link);
        await Look(page, "reset-password", language);
        await Send(page, ("#password", "password123"));
        await Assertions.Expect(page.Locator("#password-error")).ToBeVisibleAsync();
        await Look(page, "reset-password-refused", language);
        await Send(page, ("#password", "another horse battery"));
        await page.Reaches("**/sign-in?word=password");
        await Look(page, "reset-password-done", language);
        Assert.Equal(410, (await page.GotoAsync(link))!.Status);
        await Look(page, "reset-password-dead", language);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task The_pages_of_an_invitation_and_of_staffs_dead_link_are_accessible_and_fit(string language)
    {
        var email = $"eve.{language}@blue.example";
        await world.AddContact(await world.AddCustomer("Present Ltd"), email);
        await world.AddContact(await world.AddCustomer("Inviting Ltd"), email);
        var page = await SignIn(PeopleWorld.Host, email, language);
        await page.Reaches("**/invitation*");
        await Look(page, "invitation", language);
        await page.ClickAsync("button[value=accept]");
        await page.Reaches("**/dashboard*");

        await page.GotoAsync(world.Url("/portal-login"));
        await Look(page, "portal-login-dead", language);
    }

    private async Task<IPage> SignIn(string host, string email, string language)
    {
        var page = await world.Open(bypassPolicy: true, language: language);
        await page.GotoAsync(world.Url("/sign-in", host));
        await Send(page, ("#email", email), ("#password", PeopleWorld.Password));
        return page;
    }

    /// <summary>Past what the browser itself would check, so that the page's own answer is seen.</summary>
    private static async Task Send(IPage page, params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
            await page.FillAsync(field, value);
        await page.EvaluateAsync("document.querySelector('.portal-form').noValidate = true");
        await page.ClickAsync(".portal-form button[type=submit].portal-button");
    }

    private static async Task Look(IPage page, string kind, string language)
    {
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        await Parts.Look.At(page, $"portal-{kind}-{language}");
        await page.SetViewportSizeAsync(320, 640);
        await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        Assert.True(
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0,
            $"{kind} is too wide from right to left.");
        await page.EvaluateAsync("document.documentElement.dir = 'ltr'");
        await page.SetViewportSizeAsync(1280, 900);
    }
}
