using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>Customers, carriers, contacts and staff as the operator's people handle them in Chromium.</summary>
public sealed class CustomerPanelTests(PanelWorld world) : IClassFixture<PanelWorld>
{
    [Fact]
    public async Task A_customer_gets_a_payment_and_a_contact_and_becomes_a_domains_template()
    {
        await world.AddDomain("portal.template.example");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/customers/new"));
        await page.FillAsync("#name", "Template Ltd");
        await page.FillAsync("#debitLimit", "a lot");
        await page.FillAsync("#channels", "-5");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator("#debitLimit-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#channels")).ToBeFocusedAsync();
        // What can't be read and what can't be right are told in one go.
        await Assertions.Expect(page.Locator("#channels-error")).ToBeVisibleAsync();
        await page.FillAsync("#channels", "");
        await page.FillAsync("#debitLimit", "50");
        await page.Keyboard.PressAsync("Control+s");
        await page.Reaches("**/edit?done=added*");

        await page.ClickAsync(".tabs a[href$='/payments']");
        await page.ClickAsync(".bar a.primary");
        await page.FillAsync("#total", "5.00");
        await page.FillAsync("#description", "Welcome # for staff");
        await page.ClickAsync("[data-save]");
        await page.Reaches("**/payments?done=added");
        await Assertions.Expect(page.Locator(".facts .big")).ToHaveTextAsync("5.00 USD");
        await Look.At(page, "payments");

        await page.ClickAsync(".tabs a:text-is('Main')");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add contact" }).ClickAsync();
        await page.FillAsync("#name", "Tina Template");
        await page.FillAsync("#email", "tina@template.example");
        await page.ClickAsync("[data-save]");
        await page.Reaches("**/contacts/ct_*");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Invited");

        await page.GotoAsync(world.Url("/domains/portal.template.example"));
        var template = page.GetByRole(AriaRole.Combobox, new() { Name = "Template customer" });
        await template.FillAsync("templ");
        await page.GetByRole(AriaRole.Option, new() { NameRegex = new("Template Ltd") }).ClickAsync();
        await page.ClickAsync("[data-save]");
        await page.Reaches("**done=saved*");
        await Assertions.Expect(template).ToHaveValueAsync("Template Ltd");
        Assert.StartsWith("c_", await page.Locator("[name=templateCustomer]").InputValueAsync(), StringComparison.Ordinal);

        await page.GotoAsync(world.Url("/customers?q=template"));
        await page.ClickAsync(".row-link");
        await page.ClickAsync(".tabs a:text-is('Edit')");
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        // What is in the way is said before anything is typed, and can be opened.
        await Assertions.Expect(page.Locator("button.danger")).ToHaveCountAsync(0);
        await Look.At(page, "customer-in-use");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("portal.template.example uses it as the template") }).ClickAsync();
        await page.Reaches("**/domains/portal.template.example");
    }

    [Fact]
    public async Task Who_waits_for_approval_is_seen_and_refused_with_a_reason()
    {
        await world.AddDomain("portal.waiting.example");
        var id = await world.AddWaiting("Waiting Wholesale", "portal.waiting.example");
        await world.AddContact(id, "Wanda Waiting", "wanda@waiting.example");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/approvals"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Waiting Wholesale" })).ToBeVisibleAsync();
        await Look.At(page, "approvals-waiting");
        await page.GetByRole(AriaRole.Link, new() { Name = "Refuse" }).ClickAsync();
        await page.Reaches("**/refuse");
        await Look.At(page, "approval-refuse");
        await page.EvaluateAsync("document.querySelector('[data-form]').noValidate = true");
        await page.ClickAsync("button.danger");
        await Assertions.Expect(page.Locator("#reason-error")).ToBeVisibleAsync();
        await Look.At(page, "approval-refuse-wrong");
        await page.FillAsync("#reason", "We serve carriers alone.");
        await page.ClickAsync("button.danger");
        await page.Reaches("**/approvals?done=refused");
        await Look.At(page, "approvals-refused");
        await Assertions.Expect(page.GetByText("Nobody is waiting")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_change_of_a_domain_is_told_before_it_is_made()
    {
        await world.AddDomain("portal.before.example");
        await world.AddDomain("portal.after.example");
        var id = await world.AddCustomer("Mover Ltd", "portal.before.example");
        await world.AddContact(id, "Mo Mover", "mo@mover.example");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url($"/customers/{id}/edit#config"));
        await page.SelectOptionAsync("#domain", "portal.after.example");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.GetByText("One contact will sign in elsewhere.")).ToBeVisibleAsync();
        await page.GotoAsync(world.Url($"/customers/{id}"));
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("portal.before.example");

        await page.GotoAsync(world.Url($"/customers/{id}/edit#config"));
        await page.SelectOptionAsync("#domain", "portal.after.example");
        await page.ClickAsync("[data-save]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move its people and save" }).ClickAsync();
        await page.Reaches("**done=saved*");
        await page.GotoAsync(world.Url($"/customers/{id}"));
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("portal.after.example");
    }

    [Fact]
    public async Task Each_sections_state_moves_with_what_is_ticked()
    {
        await world.AddDomain("portal.sections.example");
        var id = await world.AddCustomer("Sections Ltd", "portal.sections.example");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url($"/customers/{id}/edit#config"));
        var row = page.Locator("[data-section=payments]");
        await Assertions.Expect(row.Locator("[data-state]")).ToContainTextAsync("Shown");
        await row.Locator("[name=accessHide]").CheckAsync();
        await Assertions.Expect(row.Locator("[data-state]")).ToContainTextAsync("Not shown");
        await Assertions.Expect(row.Locator("[data-reason]")).ToContainTextAsync("Hide always wins");
        await page.SelectOptionAsync("#domain", "");
        await Assertions.Expect(page.Locator("[data-section=routes] [data-state]")).ToContainTextAsync("Depends");
    }

    [Fact]
    public async Task A_conflict_shows_both_versions_of_a_customer_and_loses_neither()
    {
        var id = await world.AddCustomer("Both Ltd");
        var (mine, theirs) = (await world.SignedIn(), await world.SignedIn());
        await mine.GotoAsync(world.Url($"/customers/{id}/edit"));
        await theirs.GotoAsync(world.Url($"/customers/{id}/edit"));
        await theirs.FillAsync("#type", "Their type");
        await theirs.FillAsync("#channels", "5");
        await theirs.ClickAsync("[data-save]");
        await theirs.Reaches("**done=saved*");
        await mine.FillAsync("#channels", "7");
        await mine.ClickAsync("[data-save]");
        await Assertions.Expect(mine.Locator(".conflict")).ToContainTextAsync("Their type");
        await mine.Locator("[data-take=channels]").ClickAsync();
        await mine.ClickAsync("[data-save]");
        await mine.Reaches("**done=saved*");
        await Assertions.Expect(mine.Locator("#type")).ToHaveValueAsync("Their type");
        await Assertions.Expect(mine.Locator("#channels")).ToHaveValueAsync("5");
    }

    [Fact]
    public async Task A_list_keeps_its_filters_in_its_address_and_a_chip_removes_one()
    {
        await world.AddCustomer("Filtered Ltd");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/customers"));
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("filtered");
        await page.Keyboard.PressAsync("Enter");
        await page.Reaches("**/customers?q=filtered");
        await page.SelectOptionAsync("[name=status]", "inactive");
        await page.Reaches("**/customers?q=filtered&status=inactive");
        await Assertions.Expect(page.GetByText("No customers match")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove the status Inactive" }).ClickAsync();
        await page.Reaches("**/customers?q=filtered");
        await Assertions.Expect(page.Locator(".row-link")).ToHaveTextAsync("Filtered Ltd");
    }

    [Fact]
    public async Task Somebody_invited_to_the_staff_sets_a_password_and_sees_what_the_role_says()
    {
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/staff/new"));
        await page.FillAsync("#name", "Rob Reader");
        await page.FillAsync("#email", "rob@operator.example");
        await page.ClickAsync("[data-save]");
        var link = (await page.Locator("#new-link").TextContentAsync())!;

        var robs = await world.SignedOut();
        await robs.GotoAsync(link);
        await robs.FillAsync("#password", "a good long password");
        await robs.ClickAsync("button.primary");
        await robs.Reaches("**/profile/second-factor*");
        await StaffLogin.TypeCode(robs);
        await world.AddDomain("portal.watched.example");
        var id = await world.AddCustomer("Read Ltd");
        await robs.GotoAsync(world.Url("/customers"));
        await Assertions.Expect(robs.GetByRole(AriaRole.Link, new() { Name = "Staff" })).ToHaveCountAsync(0);
        await Assertions.Expect(robs.GetByRole(AriaRole.Link, new() { Name = "Add a customer" })).ToHaveCountAsync(0);
        await robs.GotoAsync(world.Url($"/customers/{id}/edit"));
        await Assertions.Expect(robs.Locator("#name")).ToBeDisabledAsync();
        await Assertions.Expect(robs.Locator("[data-save]")).ToHaveCountAsync(0);
        var contact = await world.AddContact(id, "Rea Read", "rea@read.example");
        await robs.GotoAsync(world.Url($"/customers/{id}/contacts/{contact}"));
        await Assertions.Expect(robs.GetByRole(AriaRole.Button, new() { Name = "Portal login" })).ToHaveCountAsync(0);
        await robs.GotoAsync(world.Url("/staff"));
        await Assertions.Expect(robs.GetByText("Your role does not allow this.")).ToBeVisibleAsync();

        var live = await world.Live(robs, "/domains/portal.watched.example/events");
        await page.GotoAsync(world.Url("/staff"));
        await page.ClickAsync("text=Rob Reader");
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove" }).ClickAsync();
        await page.FillAsync("#name", "Rob Reader");
        await page.ClickAsync("button.danger");
        await page.Reaches("**/staff?done=removed");
        // What was open is over too, within ten seconds.
        Assert.Contains(
            "Live",
            await live.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(12), TimeProvider.System),
            StringComparison.Ordinal);
        await robs.GotoAsync(world.Url("/customers"));
        await robs.Reaches("**/sign-in*");
        await robs.GotoAsync(link);
        await Assertions.Expect(robs.GetByText("This link no longer works")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("customers", "/customers")]
    [InlineData("customers-none", "/customers?q=nothing&status=penalty")]
    [InlineData("carriers", "/carriers")]
    [InlineData("customer-new", "/customers/new")]
    [InlineData("customer", "/customers/{id}")]
    [InlineData("customer-edit", "/customers/{id}/edit")]
    [InlineData("customer-config", "/customers/{id}/edit#config")]
    [InlineData("customer-address", "/customers/{id}/edit#address")]
    [InlineData("customer-delete", "/customers/{id}/delete")]
    [InlineData("customer-routes", "/customers/{id}/routes")]
    [InlineData("customer-package-new", "/customers/{id}/packages/new")]
    [InlineData("customer-alerts", "/customers/{id}/alerts")]
    [InlineData("customer-contracts", "/customers/{id}/contracts")]
    [InlineData("customer-contact", "/customers/{id}/contacts/{contact}")]
    [InlineData("customer-contact-new", "/customers/{id}/contacts/new")]
    [InlineData("staff", "/staff")]
    [InlineData("staff-new", "/staff/new")]
    public async Task Each_page_is_accessible_fits_and_is_photographed(string name, string path)
    {
        await world.AddDomain("portal.pictured.example");
        var id = await world.AddCustomer("Pictured Telecom", "portal.pictured.example");
        var contact = await world.AddContact(id, "Paula Pictured", "paula@pictured.example");
        await world.AddRow(id, "routes", ("name", "Europe"), ("prefix", "49"), ("rateCard", "Gold"), ("channels", "30"));
        await world.AddRow(id, "contracts", ("name", "Terms"), ("text", "Be good."));
        var page = await world.SignedIn();
        await page.GotoAsync(
            world.Url(path.Replace("{id}", id, StringComparison.Ordinal).Replace("{contact}", contact, StringComparison.Ordinal)));
        await Look.At(page, name);
    }
}
