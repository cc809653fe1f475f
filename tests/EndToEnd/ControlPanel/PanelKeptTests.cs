using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>Staff lose nothing that they typed, write to what the form was made for, and go back as they came.</summary>
public sealed class PanelKeptTests(PanelWorld world) : IClassFixture<PanelWorld>
{
    private const string Draft = "[data-draft]";

    [Fact]
    public async Task What_was_typed_survives_an_ended_session_and_is_offered_in_the_tab_again()
    {
        var page = await world.SignedIn(bypassPolicy: false);
        await page.GotoAsync(world.Url("/customers/new"));
        await page.FillAsync("#name", "Kept Ltd");
        var cookies = await page.Context.CookiesAsync();
        await page.Context.ClearCookiesAsync();
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You are signed out");
        await Assertions.Expect(page.Locator(".message a")).ToHaveAttributeAsync("href", "/sign-in?to=%2Fcustomers%2Fnew");

        await StaffLogin.Take(page, cookies);
        await page.GotoAsync(world.Url("/customers/new"));
        await Assertions.Expect(page.Locator(Draft)).ToBeVisibleAsync();
        await Look.At(page, "panel-draft");
        await page.ClickAsync("[data-take-draft]");
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Kept Ltd");
        await page.ClickAsync("[data-save]");
        await page.Reaches("**done=added*");
        await page.GotoAsync(world.Url("/customers/new"));
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator(Draft)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_form_of_an_earlier_session_or_of_another_brand_says_so_and_goes_on_when_that_is_meant()
    {
        var customer = await world.AddCustomer("Moved Ltd");
        var page = await world.SignedIn(bypassPolicy: false);
        await page.GotoAsync(world.Url($"/customers/{customer}/payments/new"));
        await page.FillAsync("#total", "12.00");
        await Hide(page, "_form", new string('0', 64));
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator(".message")).ToContainTextAsync("signed in again");
        await Look.At(page, "panel-stale");
        await page.ClickAsync(".message button");
        await page.Reaches("**done=added*");

        await page.GotoAsync(world.Url($"/customers/{customer}/payments/new"));
        await page.FillAsync("#total", "7.00");
        await Hide(page, "_for", customer + " globex");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator(".message"))
            .ToContainTextAsync("made for Moved Ltd while it belonged to brand globex. It belongs to no brand now");
        await page.GotoAsync(world.Url($"/customers/{customer}/payments"));
        await Assertions.Expect(page.Locator("[data-rows] tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_first_wrong_field_of_each_form_has_the_focus_and_back_works_after_it()
    {
        var customer = await world.AddCustomer("Focus Ltd");
        var page = await world.SignedIn(bypassPolicy: false);
        foreach (var path in new[]
        {
            "/domains/new", "/brands/new", "/customers/new", "/carriers/new", "/staff/new", "/keys",
            $"/customers/{customer}/contacts/new", $"/customers/{customer}/payments/new", $"/customers/{customer}/alerts/new",
            $"/customers/{customer}/delete", "/profile", "/profile/second-factor/codes", "/profile/second-factor?to=/profile",
        })
        {
            await page.GotoAsync(world.Url(path));
            // The form alone decides: what the browser itself would stop is sent.
            await page.EvaluateAsync("document.querySelectorAll('main form').forEach(form => { form.noValidate = true; })");
            await page.Locator("main form[data-form] button:not([type=button]), main form:has(#code) button").First.ClickAsync();
            await Assertions.Expect(page.Locator("[data-error-for]").First).ToBeAttachedAsync();
            Assert.True(
                await page.EvaluateAsync<bool>("document.activeElement.closest('.wrong') === document.querySelector('.wrong')"),
                $"{path}: {await page.EvaluateAsync<string>("document.activeElement.outerHTML")}");
            var refused = page.Url;
            await page.GotoAsync(world.Url("/audit"));
            await page.GoBackAsync();
            await Assertions.Expect(page.Locator("main form").First).ToBeAttachedAsync();
            Assert.DoesNotContain("chrome-error", page.Url, StringComparison.Ordinal);
            Assert.NotEqual("There is nothing here", await page.Locator("h1").First.TextContentAsync());
            Assert.StartsWith(refused[..refused.LastIndexOf('/')], page.Url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task New_recovery_codes_ask_for_the_password_and_their_page_read_again_says_what_happened()
    {
        var page = await world.SignedIn(bypassPolicy: false);
        await page.GotoAsync(world.Url("/profile"));
        await page.ClickAsync("a[href='/profile/second-factor/codes']");
        await page.FillAsync("#currentPassword", "a wrong horse");
        await page.ClickAsync("button.primary");
        await Assertions.Expect(page.Locator("#currentPassword-error")).ToBeVisibleAsync();
        await page.FillAsync("#currentPassword", PortalProcess.AdminPassword);
        await page.ClickAsync("button.primary");
        var codes = (await page.Locator("#codes").TextContentAsync())!.Split('\n');
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[download]"));
        var file = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.All(codes, code => Assert.Contains(code.Trim(), file, StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("[data-print]")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Codes are shown once");
        await page.GotoAsync(world.Url("/profile/second-factor"));
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("shown once");
    }

    private static Task Hide(IPage page, string name, string value) => page.EvaluateAsync(
        "([name, value]) => { document.querySelector(`#settings [name=${name}]`).value = value; }",
        new[] { name, value });
}
