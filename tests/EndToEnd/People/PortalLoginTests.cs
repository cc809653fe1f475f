using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.People;

/// <summary>Staff open the portal as a contact sees it.</summary>
public sealed class PortalLoginTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    [Fact]
    public async Task A_contacts_portal_opens_on_the_customers_own_domain_once_the_contact_has_come()
    {
        var customer = await world.AddCustomer("Opened Ltd");
        var contact = await world.AddContact(customer, "olaf@opened.example");
        var staff = await world.Open();
        await StaffLogin.Enrol(staff, world.Portal.ControlPanel);
        var button = staff.GetByRole(AriaRole.Button, new() { Name = "Portal login" });
        await staff.GotoAsync($"{world.Portal.ControlPanel}/customers/{customer}/contacts/{contact}");
        await Assertions.Expect(staff.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Invited");
        await Assertions.Expect(button).ToHaveCountAsync(0);

        using (var olaf = world.Visit())
            Assert.Equal("/dashboard", await olaf.SignIn("olaf@opened.example"));
        await staff.ReloadAsync();
        var portal = await staff.RunAndWaitForPopupAsync(() => button.ClickAsync());
        await portal.WaitForURLAsync(world.Url("/dashboard"));
        await Assertions.Expect(portal.Locator(".portal-visit")).ToBeVisibleAsync();
        await staff.GotoAsync(world.Portal.ControlPanel + "/audit?q=portal.open");
        await Assertions.Expect(staff.GetByText("portal.open").First).ToBeVisibleAsync();
    }
}
