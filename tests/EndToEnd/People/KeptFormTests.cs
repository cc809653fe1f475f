using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OtpNet;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.People;

/// <summary>What a person typed is not lost, whatever happens on the way; in Chromium, under the pages' own policy.</summary>
public sealed class KeptFormTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    private const string Draft = "[data-draft]";

    [Fact]
    public async Task What_was_typed_survives_an_ended_session_and_a_network_that_is_away()
    {
        await world.AddContact(await world.AddCustomer("Kept Ltd"), "kept@forms.example");
        var page = await SignIn("kept@forms.example");
        await page.GotoAsync(world.Url("/contacts/new"));
        await Type(page, "Road Runner", "runner@forms.example");
        await page.Context.ClearCookiesAsync();
        await page.ClickAsync("main button[type=submit]");
        await page.Reaches("**/sign-in?return=*contacts*new*");
        await Send(page, ("#email", "kept@forms.example"), ("#password", PeopleWorld.Password));
        await page.Reaches("**/contacts/new");
        await Assertions.Expect(page.Locator(Draft)).ToBeVisibleAsync();
        await Look.At(page, "draft-offered");
        await page.ClickAsync("[data-take]");
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Road Runner");
        await Assertions.Expect(page.Locator("#email")).ToHaveValueAsync("runner@forms.example");
        await Assertions.Expect(page.Locator("#role")).ToHaveValueAsync("billing");

        await page.Context.SetOfflineAsync(true);
        await page.ClickAsync("main button[type=submit]");
        await page.Reaches("chrome-error://**");
        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync(world.Url("/contacts/new"));
        await page.ClickAsync("[data-take]");
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Road Runner");
        await page.ClickAsync("main button[type=submit]");
        await page.Reaches("**/contacts?done=invited");
        await page.GotoAsync(world.Url("/contacts/new"));
        await Assertions.Expect(page.Locator(Draft)).ToBeHiddenAsync();
        Assert.DoesNotContain("runner@", await page.EvaluateAsync<string>("JSON.stringify(sessionStorage)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_are_never_kept_and_signing_out_forgets_what_was()
    {
        await world.AddContact(await world.AddCustomer("Secret Ltd"), "secret@forms.example");
        var page = await SignIn("secret@forms.example");
        await page.GotoAsync(world.Url("/profile/email"));
        await Send(page, ("#email", "next@forms.example"), ("#currentPassword", "a wrong horse"));
        await Assertions.Expect(page.Locator("#currentPassword-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#currentPassword")).ToBeFocusedAsync();
        var kept = await page.EvaluateAsync<string>("JSON.stringify(sessionStorage)");
        Assert.Contains("next@forms.example", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", kept, StringComparison.Ordinal);
        await page.ClickAsync(".portal-person summary");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.Reaches("**/sign-in");
        Assert.DoesNotContain("next@", await page.EvaluateAsync<string>("JSON.stringify(sessionStorage)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_refused_form_the_first_wrong_field_has_the_focus_and_back_works()
    {
        var terms = new JsonObject { ["text"] = "Terms of service", ["url"] = "https://acme.example/terms" };
        var look = new JsonObject { ["links"] = new JsonArray(terms) };
        await world.Api.Send(HttpMethod.Patch, "domains/" + PeopleWorld.Host, new JsonObject { ["look"] = look });
        var page = await world.Open();
        await page.GotoAsync(world.Url("/sign-up"));
        await Assertions.Expect(page.Locator("label[for=terms] a")).ToHaveAttributeAsync("href", "https://acme.example/terms");
        // The form alone decides here: what the browser itself would stop is sent.
        await page.EvaluateAsync("document.querySelector('.portal-form').noValidate = true");
        await Send(
            page, ("#company", "Blue Ltd"), ("#name", "Bea"), ("#email", "bea@forms.example"), ("#password", PeopleWorld.Password),
            ("#phone", "+49 30 901820"), ("#country", "DE"));
        await Assertions.Expect(page.Locator("#terms-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#terms")).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.Reaches("**/sign-in");
        await page.GoBackAsync();
        await page.Reaches("**/sign-up");
        await page.ClickAsync("[data-take]");
        await Assertions.Expect(page.Locator("#company")).ToHaveValueAsync("Blue Ltd");
        await Assertions.Expect(page.Locator("#password")).ToHaveValueAsync("");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<script src=\"https://widget.invalid/w.js\"></script>")]
    public async Task A_sign_up_proves_its_work_beside_the_page(string? script)
    {
        var host = script is null ? "plain.localhost" : "widget.localhost";
        await world.AddDomain(host, "Worker Telecom");
        await world.Api.Send(HttpMethod.Patch, "domains/" + host, new JsonObject { ["javaScript"] = script });
        var page = await world.Open();
        var worker = await page.RunAndWaitForWorkerAsync(() => page.GotoAsync(world.Url("/sign-up", host)));
        Assert.Contains("/assets/", worker.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("[name=proof]")).Not.ToHaveValueAsync("");
    }

    [Fact]
    public async Task Recovery_codes_are_copied_and_downloaded_and_the_page_read_again_says_what_happened()
    {
        await world.AddContact(await world.AddCustomer("Codes Ltd"), "codes@forms.example");
        var page = await SignIn("codes@forms.example");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync(world.Url("/profile/second-factor"));
        await page.ClickAsync("main summary");
        var secret = (await page.Locator("main details code").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        var typed = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime);
        await Send(page, ("#code", typed), ("#currentPassword", PeopleWorld.Password));
        await Assertions.Expect(page.Locator("#codes code")).ToHaveCountAsync(10);
        await Look.At(page, "recovery-codes-profile");
        var codes = await page.Locator("#codes code").AllTextContentsAsync();
        await page.ClickAsync("[data-copy]");
        await Assertions.Expect(page.Locator("[data-copy]")).ToHaveTextAsync("Copied");
        Assert.Equal(codes, (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Split('\n'));
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[download]"));
        Assert.Equal("recovery-codes.txt", download.SuggestedFilename);
        var file = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.All(codes, code => Assert.Contains(code, file, StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("[data-print]")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("shown once");
    }

    [Fact]
    public async Task A_tab_that_was_made_for_another_company_asks_before_it_follows_a_link()
    {
        await world.AddContact(await world.AddCustomer("Tabs Ltd"), "tabs@forms.example");
        var page = await SignIn("tabs@forms.example");
        await page.EvaluateAsync("document.cookie = '__Host-place=c_another; Path=/; Secure'");
        var asked = await page.RunAndWaitForRequestAsync(
            () => page.Locator(".portal-nav a[href='/payments']").ClickAsync(),
            request => request.Url.Contains("/switch", StringComparison.Ordinal));
        Assert.EndsWith("&to=%2Fpayments", asked.Url, StringComparison.Ordinal);
        await page.Reaches("**/payments");
        // The page of its own company asks nothing any more.
        await page.Locator(".portal-nav a[href='/contacts']").ClickAsync();
        await page.Reaches("**/contacts");
    }

    private async Task<IPage> SignIn(string email)
    {
        var page = await world.Open();
        await page.GotoAsync(world.Url("/sign-in"));
        await Send(page, ("#email", email), ("#password", PeopleWorld.Password));
        await page.Reaches("**/dashboard");
        return page;
    }

    private static async Task Type(IPage page, string name, string email)
    {
        await page.FillAsync("#name", name);
        await page.FillAsync("#email", email);
        await page.SelectOptionAsync("#role", "billing");
    }

    private static async Task Send(IPage page, params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            if (await page.Locator(field).EvaluateAsync<string>("field => field.tagName") == "SELECT")
                await page.SelectOptionAsync(field, value);
            else
                await page.FillAsync(field, value);
        }

        await page.Locator("main button[type=submit]").Last.ClickAsync();
    }
}
