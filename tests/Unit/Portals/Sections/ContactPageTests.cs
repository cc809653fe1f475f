using Portal.Access;
using Portal.People;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class ContactPageTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task An_invitation_says_what_is_wrong_where_it_is()
    {
        var refused = (
            await world.Post(
                SectionWorld.Call(path: "/contacts/new"), ("name", " "), ("email", "ct_1@blue.example"), ("role", "billing")))!;
        Assert.Equal(422, refused.Status);
        Assert.Equal("Enter a name.", refused.Text("#name-error"));
        Assert.Equal("ct_1@blue.example", refused.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Equal("name", refused.Page.QuerySelector("[autofocus]")!.Id);
        Assert.Empty(world.People.Asked);

        refused = (
            await world.Post(
                SectionWorld.Call(path: "/contacts/new", language: "de"),
                ("name", "Bo"),
                ("email", "ct_1@blue.example"),
                ("role", "billing")))!;
        Assert.StartsWith("Geben Sie eine E-Mail-Adresse ein", refused.Text("#email-error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_goes_out_under_the_forms_own_operation()
    {
        var done = (
            await world.Post(SectionWorld.Call(path: "/contacts/new"), ("name", "Bo"), ("email", "bo@blue.example"), ("role", "billing")))!;
        Assert.Equal((303, "/contacts?done=invited"), (done.Status, done.Location));
        Assert.Equal(["add c_1 bo@blue.example Billing ct_1/" + new string('a', 32)], world.People.Asked);
        Assert.Equal("The invitation is on its way.", (await world.Get("/contacts?done=invited"))!.Text(".portal-note-good"));
        world.Mail.CanLeave = false;
        Assert.StartsWith(
            "Noted. This portal can't send e-mail",
            (await world.Get("/contacts?done=invited"))!.Text(".portal-note-good"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "This portal can't send e-mail",
            (await world.Get("/contacts/new"))!.Text(".portal-lead"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Noted. This portal can't send e-mail",
            (await world.Get("/profile?done=email"))!.Text(".portal-note-good"),
            StringComparison.Ordinal);
        Assert.Equal("", (await world.Get("/contacts?done=%3Cscript%3E"))!.Text(".portal-note-good"));
    }

    [Fact]
    public async Task Of_somebody_with_places_elsewhere_no_more_is_told_than_was_typed()
    {
        world.People.Add("ct_5", "Ed", ContactRole.Billing);
        Assert.Contains("43 1 234567", (await world.Get("/contacts/ct_5"))!.Body, StringComparison.Ordinal);
        world.People.Add("ct_6", "Flo", ContactRole.Billing, isShared: true);
        var shared = (await world.Get("/contacts/ct_6"))!;
        Assert.Contains("ct_6@blue.example", shared.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("+43 1 234567", shared.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Second factor", shared.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Mails_have_a_budget()
    {
        for (var i = 0; i < 40; i++)
            Assert.Equal(303, (await world.Post(SectionWorld.Call(path: "/contacts/ct_1/mail")))!.Status);
        Assert.Equal(422, (await world.Post(SectionWorld.Call(path: "/contacts/ct_1/mail")))!.Status);
        Assert.Equal(
            422,
            (await world.Post(
                SectionWorld.Call(path: "/contacts/new"), ("name", "Bo"), ("email", "bo@blue.example"), ("role", "billing")))!.Status);
        Assert.Equal(40, world.People.Asked.Count);
    }

    [Theory]
    [InlineData("readOnly", "active", "#role-error")]
    [InlineData("all", "disabled", "#status-error")]
    public async Task The_last_one_with_the_whole_role_cannot_lose_it(string role, string status, string at)
    {
        world.People.Add("ct_2", "Bo", ContactRole.All, status: ContactStatus.Disabled);
        world.People.Add("ct_3", "Cy", ContactRole.Billing);
        world.People.Add("ct_4", "Di", ContactRole.All, customer: "c_2");
        var refused = (
            await world.Post(SectionWorld.Call(path: "/contacts/ct_1"), ("role", role), ("status", status), ("allowedIps", "")))!;
        Assert.Equal(422, refused.Status);
        Assert.Contains("Nobody else", refused.Text(at), StringComparison.Ordinal);
        Assert.Empty(world.People.Asked);
    }

    [Fact]
    public async Task With_another_one_it_can_step_back_but_not_shut_itself_out()
    {
        world.People.Add("ct_2", "Bo", ContactRole.All);
        Assert.Equal(303, (await world.Post(SectionWorld.Call(path: "/contacts/ct_1"), ("role", "billing"), ("status", "active")))!.Status);
        Assert.Contains(
            "can't disable yourself",
            (await world.Post(SectionWorld.Call(path: "/contacts/ct_1"),
                ("role", "all"), ("status", "disabled")))!.Text("#status-error"),
            StringComparison.Ordinal);
        Assert.Contains(
            "203.0.113.9",
            (await world.Post(SectionWorld.Call(path: "/contacts/ct_1"),
                ("role", "all"), ("status", "active"), ("allowedIps", "198.51.100.0/24")))!.Text("#allowedIps-error"),
            StringComparison.Ordinal);
        Assert.Equal(
            303,
            (await world.Post(SectionWorld.Call(path: "/contacts/ct_1"),
                ("role", "all"), ("status", "active"), ("allowedIps", "203.0.113.0/24\r\n198.51.100.1")))!.Status);
        Assert.Equal("save c_1 ct_1 All Active 203.0.113.0/24+198.51.100.1", world.People.Asked[^1]);
    }

    [Fact]
    public async Task Only_the_whole_role_changes_people()
    {
        Assert.NotNull(await world.Get("/contacts", role: ContactRole.ReadOnly));
        Assert.Null((await world.Get("/contacts", role: ContactRole.ReadOnly))!.Page.QuerySelector("main a[href^='/contacts/']"));
        foreach (var path in (string[])["/contacts/new", "/contacts/ct_1", "/contacts/ct_1/mail"])
        {
            Assert.Null(await world.Get(path, role: ContactRole.ReadOnly));
            Assert.Null(
                await world.Post(
                    SectionWorld.Call(path: path, role: ContactRole.ReadOnly), ("name", "x"), ("email", "x@y.example"), ("role", "all")));
        }

        Assert.Empty(world.People.Asked);
    }

    [Fact]
    public async Task Another_customers_people_are_not_there()
    {
        world.People.Add("ct_9", "Zed", ContactRole.All, customer: "c_2");
        Assert.DoesNotContain("Zed", (await world.Get("/contacts"))!.Body, StringComparison.Ordinal);
        foreach (var path in (string[])["/contacts/ct_9", "/contacts/ct_9/mail"])
        {
            Assert.Null(await world.Get(path));
            Assert.Null(await world.Post(SectionWorld.Call(path: path), ("role", "all"), ("status", "disabled")));
        }

        Assert.Empty(world.People.Asked);
    }

    [Fact]
    public async Task Staffs_notes_are_not_shown() =>
        Assert.DoesNotContain("favour", (await world.Get("/contacts/ct_1"))!.Body, StringComparison.Ordinal);

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
