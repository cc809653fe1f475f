using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.People;

/// <summary>Where somebody signs in, and for how long.</summary>
public sealed class SessionTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_customer_of_one_domain_cannot_sign_in_on_another_and_one_without_signs_in_on_both()
    {
        await world.AddDomain("globex.localhost", "Globex");
        await world.AddContact(await world.AddCustomer("Bound Ltd"), "bound@scope.example");
        await world.AddContact(await world.AddCustomer("Free Ltd", null), "free@scope.example");

        using var here = world.Visit();
        Assert.Equal("/dashboard", await here.SignIn("bound@scope.example"));
        using var there = world.Visit("globex.localhost");
        var refused = await there.Send("/sign-in", ("email", "bound@scope.example"), ("password", PeopleWorld.Password));
        var wrong = await there.Send("/sign-in", ("email", "nobody@scope.example"), ("password", PeopleWorld.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(wrong.Body.Replace("nobody@", "bound@", StringComparison.Ordinal), refused.Body);

        foreach (var host in new[] { PeopleWorld.Host, "globex.localhost" })
        {
            using var free = world.Visit(host);
            Assert.Equal("/dashboard", await free.SignIn("free@scope.example"));
        }
    }

    [Fact]
    public async Task A_session_of_one_host_is_signed_out_on_another_and_stays_where_it_was_made()
    {
        await world.AddDomain("other.localhost", "Other");
        await world.AddContact(await world.AddCustomer("Roaming Ltd", null), "roaming@scope.example");
        using var here = world.Visit();
        var answer = await here.Send("/sign-in", ("email", "roaming@scope.example"), ("password", PeopleWorld.Password));
        Assert.Equal("/dashboard", answer.Location);
        var cookie = here.Cookie(world.Url("/"), "__Host-session");

        using var there = world.Visit("other.localhost");
        foreach (var value in new[] { cookie, cookie[..^1] + (cookie[^1] == '0' ? '1' : '0'), "nonsense", "" })
        {
            var page = await there.Read("/payments", ("Cookie", $"__Host-session={value}"));
            Assert.Equal(HttpStatusCode.SeeOther, page.Status);
            Assert.StartsWith("/sign-in", page.Location, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await here.Read("/payments")).Status);
    }

    [Fact]
    public async Task A_new_password_whose_form_is_sent_twice_is_one_change_and_another_one_needs_another_link()
    {
        const string Email = "twice@scope.example";
        await world.AddContact(await world.AddCustomer("Twice Ltd"), Email);
        using var visitor = world.Visit();
        await visitor.Send("/forgot-password", ("email", Email));
        var link = new Uri(await world.Link(Email, "/reset-password")).PathAndQuery;
        var form = await visitor.Hidden(link);
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal("/sign-in?word=password", (await visitor.Post(link, form, ("password", "another horse battery"))).Location);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Post(link, form, ("password", "a third horse battery"))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Read(link)).Status);
        Assert.Equal("/dashboard", await visitor.SignIn(Email, "another horse battery"));
    }

    [Fact]
    public async Task A_removed_contact_is_signed_out_within_a_second()
    {
        var customer = await world.AddCustomer("Leaving Ltd");
        var contact = await world.AddContact(customer, "leaving@scope.example");
        using var visitor = world.Visit();
        Assert.Equal("/dashboard", await visitor.SignIn("leaving@scope.example"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Read("/payments")).Status);
        await world.Api.Send(HttpMethod.Delete, $"customers/{customer}/contacts/{contact}");
        var since = Stopwatch.StartNew();
        await Until.Holds(
            async () => (await visitor.Read("/payments")).Status == HttpStatusCode.SeeOther,
            Second,
            () => "The contact is still signed in.");
        Assert.True(since.Elapsed < Second);
        Assert.NotEqual("/dashboard", await visitor.SignIn("leaving@scope.example"));
    }

    [Fact]
    public async Task Staff_who_look_at_a_portal_of_who_can_sign_in_see_a_banner_and_cannot_change_the_password()
    {
        var customer = await world.AddCustomer("Watched Ltd");
        var contact = await world.AddContact(customer, "watched@scope.example");
        var page = await world.Open();
        await StaffLogin.Enrol(page, world.Portal.ControlPanel);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Portal login" });
        var invited = (string)(await world.Add(
            customer, "contacts", new JsonObject { ["name"] = "Ida Invited", ["email"] = "ida@scope.example" }))["id"]!;
        await page.GotoAsync($"{world.Portal.ControlPanel}/customers/{customer}/contacts/{invited}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Invited");
        await Assertions.Expect(button).ToHaveCountAsync(0);

        await page.GotoAsync($"{world.Portal.ControlPanel}/customers/{customer}/contacts/{contact}");
        var opened = await page.Context.RunAndWaitForPageAsync(() => button.ClickAsync());
        await opened.Reaches(world.Url("/dashboard*"));
        await Assertions.Expect(opened.Locator(".portal-visit")).ToBeVisibleAsync();
        await opened.GotoAsync(world.Url("/profile/password"));
        await Assertions.Expect(opened.Locator("input[type=password]")).ToHaveCountAsync(0);
    }
}
