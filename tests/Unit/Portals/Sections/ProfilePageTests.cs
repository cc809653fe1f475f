using Portal.People;
using Portal.Saving;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class ProfilePageTests : IAsyncDisposable
{
    private static readonly string[] Credentials =
        [
            "/profile/email", "/profile/verify", "/profile/password", "/profile/second-factor", "/profile/second-factor/codes",
            "/profile/second-factor/remove", "/profile/sessions/other/end", "/profile/sessions/end-others",
        ];

    private readonly SectionWorld world = new();

    [Fact]
    public async Task Staff_changes_no_credentials()
    {
        foreach (var path in Credentials)
        {
            var call = SectionWorld.Call(path: path) with { Session = SectionWorld.Session with { Staff = new("o_1", "Sam") } };
            Assert.Equal(403, (await world.Post(call, ("currentPassword", "x"), ("password", "y"), ("email", "z@y.example")))!.Status);
        }

        Assert.Empty(world.Grains.Asked);
    }

    [Fact]
    public async Task Staff_reads_what_a_person_says_of_itself_and_changes_none_of_it()
    {
        var call = SectionWorld.Call(path: "/profile/me") with { Session = SectionWorld.Session with { Staff = new("o_1", "Sam") } };
        Assert.Equal(200, (await world.Ask(call))!.Status);
        Assert.Equal(403, (await world.Post(call, ("name", "Ann B."), ("language", "de")))!.Status);
        Assert.Empty(world.Grains.Asked);
    }

    [Fact]
    public async Task A_second_factor_that_holds_is_not_replaced_by_whoever_finds_the_browser_open()
    {
        var call = SectionWorld.Call(path: "/profile/second-factor") with { Person = SectionWorld.Person with { HasSecondFactor = true } };
        // Also the page with the recovery codes, read or sent again: it says that they were shown.
        Assert.Equal("/profile?done=codes-once", (await world.Ask(call))!.Location);
        Assert.Equal("/profile?done=codes-once", (await world.Post(call, ("code", "123456")))!.Location);
        Assert.Empty(world.Grains.Asked);
        var after = (await world.Ask(SectionWorld.Call(path: "/profile?done=codes-once") with { Person = call.Person }))!;
        Assert.Contains("shown once", after.Text(".portal-note-good"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_to_new_addresses_have_a_budget()
    {
        world.Grains.Answers["ChangeEmail"] = SaveResult<PersonSnapshot>.Saved(SectionWorld.Person);
        for (var i = 0; i < 10; i++)
            Assert.Equal(
                303,
                (await world.Post(
                    SectionWorld.Call(path: "/profile/email"), ("currentPassword", "right"), ("email", $"z{i}@y.example")))!.Status);
        Assert.Equal(
            422,
            (await world.Post(SectionWorld.Call(path: "/profile/email"), ("currentPassword", "right"), ("email", "z@y.example")))!.Status);
        Assert.Equal(10, world.Grains.Asked.Count);
    }

    [Fact]
    public async Task A_wrong_present_password_is_counted_and_passwords_are_never_sent_back()
    {
        world.Grains.Answers["ChangePassword"] = SaveResult<PersonSnapshot>.Invalid(
            new FieldError("currentPassword", "This is not your present password."));
        var refused = (
            await world.Post(
                SectionWorld.Call(path: "/profile/password"), ("currentPassword", "wrong one"), ("password", "a new secret")))!;
        Assert.Equal(422, refused.Status);
        Assert.Equal("This is not your present password.", refused.Text("#currentPassword-error"));
        Assert.DoesNotContain("wrong one", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("a new secret", refused.Body, StringComparison.Ordinal);
        // Counted before it was looked at, and not forgiven.
        Assert.Equal(["enter profile/p_1"], world.People.Asked);

        world.People.WaitsUntil = SectionWorld.Now.AddMinutes(5);
        world.Grains.Asked.Clear();
        refused = (
            await world.Post(SectionWorld.Call(path: "/profile/password"), ("currentPassword", "right"), ("password", "a new secret")))!;
        Assert.Contains("23:35", refused.Text("#currentPassword-error"), StringComparison.Ordinal);
        Assert.Empty(world.Grains.Asked);
    }

    [Fact]
    public async Task What_a_grain_says_is_said_in_the_persons_language()
    {
        world.Grains.Answers["ChangePassword"] = SaveResult<PersonSnapshot>.Invalid(new FieldError("password", "Choose a longer one."));
        var call = SectionWorld.Call(path: "/profile/password", language: "de");
        Assert.StartsWith(
            "Wählen Sie ein Passwort",
            (await world.Post(call, ("currentPassword", "right"), ("password", "short")))!.Text("#password-error"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_factor_is_set_up_by_picture_and_code_and_its_codes_are_shown_once()
    {
        world.Grains.Answers["GetEnrolment"] = new PersonEnrolment(
            "ABCDEFGHIJKLMNOP",
            "otpauth://totp/Acme:ann?secret=ABCDEFGHIJKLMNOP",
            "sealed");
        var page = (await world.Get("/profile/second-factor"))!;
        Assert.NotNull(page.Page.QuerySelector(".portal-qr svg"));
        Assert.Equal("ABCD EFGH IJKL MNOP", page.Text(".portal-code"));
        Assert.Contains("p_1 GetEnrolment Acme Telecom", world.Grains.Asked);

        world.Grains.Answers["Enrol"] = SaveResult<string[]>.Invalid(new FieldError("code", "Wrong."));
        var wrong = (await world.Post(
            SectionWorld.Call(path: "/profile/second-factor"),
            ("offer", "sealed"),
            ("code", "000000"),
            ("currentPassword", "wrong horse")))!;
        Assert.Equal((422, "true"), (wrong.Status, wrong.Page.QuerySelector("#code")!.GetAttribute("aria-invalid")));
        Assert.DoesNotContain("value=\"000000\"", wrong.Body, StringComparison.Ordinal);

        world.Grains.Answers["Enrol"] = SaveResult<string[]>.Saved(["1111-aaaa", "2222-bbbb"]);
        var codes = (await world.Post(
            SectionWorld.Call(path: "/profile/second-factor"),
            ("offer", "sealed"),
            ("code", "123 456"),
            ("currentPassword", "right horse")))!;
        Assert.Equal(["1111-aaaa", "2222-bbbb"], codes.Page.QuerySelectorAll(".portal-recovery code").Select(c => c.TextContent));
        Assert.Contains("p_1 Enrol this right horse sealed 123456", world.Grains.Asked);
        Assert.Equal("no-store", codes.Response.Headers.CacheControl);
    }

    [Fact]
    public async Task An_address_is_confirmed_by_a_link_a_few_times_an_hour()
    {
        PortalCall Call(string path) => SectionWorld.Call(path: path) with { Person = SectionWorld.Person with { EmailVerified = false } };
        Assert.NotNull((await world.Ask(Call("/profile/email")))!.Page.QuerySelector("form[action='/profile/verify']"));
        Assert.Null((await world.Get("/profile/email"))!.Page.QuerySelector("form[action='/profile/verify']"));
        for (var i = 0; i < 3; i++)
            Assert.Equal("/profile?done=verify", (await world.Post(Call("/profile/verify")))!.Location);
        Assert.Equal(422, (await world.Post(Call("/profile/verify")))!.Status);
        Assert.Equal(3, world.Grains.Asked.Count(a => a.StartsWith("p_1 SendLink", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sessions_end_one_by_one_or_all_others()
    {
        Assert.Null(await world.Get("/profile/sessions/other/end"));
        Assert.Null(await world.Post(SectionWorld.Call(path: "/profile/sessions/somebody-elses/end")));
        Assert.Equal("/profile?done=ended", (await world.Post(SectionWorld.Call(path: "/profile/sessions/other/end")))!.Location);
        Assert.Equal("/profile?done=ended-others", (await world.Post(SectionWorld.Call(path: "/profile/sessions/end-others")))!.Location);
        Assert.Equal(["p_1 EndSession other", "p_1 EndOtherSessions this"], world.Grains.Asked);
    }

    [Fact]
    public async Task Everybody_changes_their_own_details_even_with_a_reading_role()
    {
        world.Grains.Answers["SaveMe"] = SaveResult<PersonSnapshot>.Saved(SectionWorld.Person);
        var done = (
            await world.Post(
                SectionWorld.Call(path: "/profile/me", role: Access.ContactRole.ReadOnly),
                ("name", "Ann B."),
                ("timeZone", "Europe/Vienna")))!;
        Assert.Equal("/profile?done=saved", done.Location);
        var page = (await world.Get("/profile/me"))!.Page;
        Assert.Equal("Ann Bell", page.QuerySelector("#name")!.GetAttribute("value"));
        Assert.Contains("Deutsch", page.QuerySelector("#language")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#timeZone option[value='Europe/Vienna']"));
    }

    [Fact]
    public async Task A_domain_keeps_its_scripts_off_pages_with_passwords()
    {
        var domain =
            SectionWorld.Domain with { JavaScript = "let seen = 1;", Flags = [Portal.Domains.DomainFlag.NoCustomScriptOnPasswordPages] };
        Assert.Single((await world.Ask(SectionWorld.Call(path: "/profile/password", domain: domain)))!.Page.QuerySelectorAll("script"));
        Assert.Equal(2, (await world.Ask(SectionWorld.Call(path: "/profile", domain: domain)))!.Page.QuerySelectorAll("script").Length);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
