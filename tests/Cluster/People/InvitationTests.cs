using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Access;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.People;

/// <summary>Invitations of addresses that sign in already, beside those of addresses that nobody has.</summary>
public abstract class InvitationScenarios(ClusterFixture cluster) : PeopleScenarios(cluster)
{
    private static readonly ContactSettings Typed = new()
    {
        Name = "Anna Typed",
        Email = "",
        Phone = "+43 1 5",
        Department = "Books",
        Role = ContactRole.Billing,
        Language = "de",
        EmailVerified = true,
    };

    [Theory]
    [InlineData(null)]
    [InlineData("a password by hand")]
    public async Task Whoever_invites_reads_the_same_whether_the_address_signs_in_already_or_not(string? password)
    {
        var host = await Domain();
        var there = await Home(host);
        var (known, fresh) = (await Customer("known", host), await Customer("fresh", host));
        var (old, made) = (await Invite(known, Email, password), await Invite(fresh, "new-" + Email, password));
        Assert.Equal(there.Person, old.Person);
        await Same(old, made);
        Assert.True(old.IsInvited);
        Assert.Equal(
            ("Anna Typed", password is not null, false, 1L),
            (old.Settings.Name, old.HasPassword, old.HasOtherPlaces, old.PersonVersion));

        // What is edited, what is refused, and what is asked of the audit.
        foreach (var (settings, secret) in ((ContactSettings, SecretInput)[])
            [(Typed with { Name = "Renamed", Role = ContactRole.ReadOnly }, SecretInput.Keep), (Typed with { Name = "Renamed" }, SecretInput.Set("another one by hand")),
             (Typed with { Name = "" }, SecretInput.Keep),
             (Typed, SecretInput.Set("short")),
             (Typed with { Status = ContactStatus.Disabled }, SecretInput.Keep)])
        {
            var (a, b) = (await Save(old, settings, secret), await Save(made, settings, secret));
            Assert.Equal(b.Outcome, a.Outcome);
            Assert.Equal(b.Errors, a.Errors);
            await Same((await Desk.Get(known, old.Id, Stop))!, (await Desk.Get(fresh, made.Id, Stop))!);
        }

        Assert.Equal(
            "email",
            Assert.Single((await Save(old, Typed with { Email = "other@mail.example" }, SecretInput.Keep, keepEmail: false)).Errors).Field);
        Assert.DoesNotContain("Ann Smith", await Ask<string>(
            "SELECT COALESCE(after, '') FROM portal_audit WHERE action = 'contact.add' AND target = @target",
            new { target = "contact/" + old.Id }), StringComparison.Ordinal);
        // Nothing of it has touched the person, nor told its own company anything.
        Assert.NotNull((await Person(there.Person).SignIn(Attempt(host))).Token);
        var own = (await Desk.Get(there.Customer, there.Id, Stop))!;
        Assert.Equal(("Ann Smith", null, false), (own.Settings.Name, own.Settings.Phone, own.HasOtherPlaces));
        Assert.False((await Directory.Find(there.Customer, there.Id, Stop))!.HasOtherPlaces);
    }

    [Fact]
    public async Task Nothing_can_be_used_before_the_person_accepts_and_all_is_told_after()
    {
        var host = await Domain();
        var there = await Home(host);
        var invited = await Invite(await Customer("second", host), Email);
        var person = Person(there.Person);
        var session = await SignIn(there, host);
        Assert.False(await person.SwitchPlace(session, invited.Id, null, By()));
        Assert.Null(await person.OpenPortal(invited.Id, host, new StaffVisit("op_1", "Ada"), By()));
        Assert.Equal("Ada", (await Snapshot(there.Person)).Places.Single(place => place.Contact == invited.Id).InvitedBy);

        var change = By();
        Assert.True((await person.AnswerInvitation(invited.Id, accepts: true, change)).IsSaved);
        Assert.True((await person.AnswerInvitation(invited.Id, accepts: true, change)).IsSaved);
        Assert.Equal(SaveOutcome.NotFound, (await person.AnswerInvitation(invited.Id, accepts: true, By())).Outcome);
        Assert.Equal(1, await Audits("contact.accept", "contact/" + invited.Id));
        Assert.True(await person.SwitchPlace(session, invited.Id, null, By()));
        var row = (await Directory.Find(invited.Customer, invited.Id, Stop))!;
        Assert.Equal(("Ann Smith", false, true), (row.Name, row.IsInvited, row.HasOtherPlaces));
        Assert.Equal(ContactRole.Billing, row.Role);
        Assert.Equal(SaveOutcome.Exists, (await Desk.Withdraw(invited.Customer, invited.Id, By(), Stop)).Outcome);
        Assert.Equal(SaveOutcome.Exists, (await Desk.Invite(invited.Customer, invited.Id, By(), Stop)).Outcome);
    }

    [Fact]
    public async Task The_mailed_link_accepts_once_and_sets_no_password_of_somebody_who_has_one()
    {
        var host = await Domain();
        var there = await Home(host);
        var invited = await Invite(await Customer("second", host), Email);
        var mail = Assert.Single(await Mails(there.Person), mail => mail.Kind == MailKind.Invitation);
        Assert.Equal((Email, "Anna Typed", "accept"), (mail.ToAddress, mail.ToName, mail.Values["situation"]));
        var (person, hash) = (Person(there.Person), HashOf(await Linked(there.Person, MailKind.Invitation)));
        var look = (await person.LookAtInvitation(hash, host))!;
        Assert.Equal((invited.Id, "second Ltd", "Ada", false), (look.Contact, look.CustomerName, look.Inviter, look.NeedsPassword));
        Assert.Null(await person.LookAtInvitation(hash, "elsewhere.example"));
        Assert.Equal(SaveOutcome.NotFound, (await person.UsePasswordLink(hash, host, "a stranger's password", By())).Outcome);
        Assert.True((await person.UseInvitation(hash, host, accepts: true, By())).IsSaved);
        Assert.Equal(SaveOutcome.NotFound, (await person.UseInvitation(hash, host, accepts: true, By())).Outcome);
        Assert.False((await Directory.Find(invited.Customer, invited.Id, Stop))!.IsInvited);
        Assert.NotNull((await person.SignIn(Attempt(host))).Token);
    }

    [Fact]
    public async Task An_invitation_is_sent_again_withdrawn_and_declined()
    {
        var host = await Domain();
        var there = await Home(host);
        var invited = await Invite(await Customer("second", host), Email);
        var person = Person(there.Person);
        var first = HashOf(await Linked(there.Person, MailKind.Invitation));
        Assert.Equal(invited, Saved(await Desk.Invite(invited.Customer, invited.Id, By(), Stop)) with { Settings = invited.Settings });
        Assert.Null(await person.LookAtInvitation(first, host));
        var second = HashOf(await Linked(there.Person, MailKind.Invitation));
        Assert.NotNull(await person.LookAtInvitation(second, host));

        var change = By();
        Assert.True((await Desk.Withdraw(invited.Customer, invited.Id, change, Stop)).IsSaved);
        Assert.True((await person.Withdraw(invited.Id, change)).IsSaved);
        Assert.Null(await person.LookAtInvitation(second, host));
        Assert.Equal(SaveOutcome.NotFound, (await person.UseInvitation(second, host, accepts: true, By())).Outcome);
        Assert.Null(await Desk.Get(invited.Customer, invited.Id, Stop));
        Assert.NotNull((await person.SignIn(Attempt(host))).Token);

        var again = await Invite(invited.Customer, Email);
        Assert.True(
            (await person.UseInvitation(HashOf(await Linked(there.Person, MailKind.Invitation)), host, accepts: false, By())).IsSaved);
        Assert.Null(await Desk.Get(again.Customer, again.Id, Stop));
        Assert.Single((await Snapshot(there.Person)).Places);
        var fresh = await Invite(invited.Customer, "new-" + Email);
        Assert.True((await Desk.Withdraw(fresh.Customer, fresh.Id, By(), Stop)).IsSaved);
        Assert.NotEqual(fresh.Person, (await Invite(invited.Customer, "new-" + Email)).Person);
    }

    [Fact]
    public async Task Somebody_new_accepts_what_was_mailed_and_no_other_invitation_with_it()
    {
        var host = await Domain();
        var first = await Invite(await Customer("first", host), Email);
        var link = HashOf(await Linked(first.Person, MailKind.Invitation));
        var second = Saved(
            await Desk.Add(await Customer("second", host), Typed with { Name = "Otherwise Typed", Email = Email }, null, By(), Stop));
        Assert.Equal(first.Person, second.Person);
        var other = HashOf(await Linked(first.Person, MailKind.Invitation));
        Assert.True((await Person(first.Person).LookAtInvitation(other, host))!.NeedsPassword);

        Assert.True((await Person(first.Person).UsePasswordLink(other, host, Password, By())).IsSaved);
        Assert.Equal("Otherwise Typed", (await Snapshot(first.Person)).Name);
        Assert.False((await Directory.Find(second.Customer, second.Id, Stop))!.IsInvited);
        Assert.True((await Directory.Find(first.Customer, first.Id, Stop))!.IsInvited);
        Assert.Equal("Anna Typed", (await Desk.Get(first.Customer, first.Id, Stop))!.Settings.Name);
        Assert.False((await Person(first.Person).LookAtInvitation(link, host))!.NeedsPassword);
        Assert.True((await Person(first.Person).UseInvitation(link, host, accepts: true, By())).IsSaved);
        Assert.Equal("Otherwise Typed", (await Desk.Get(first.Customer, first.Id, Stop))!.Settings.Name);
    }

    [Fact]
    public async Task A_password_by_hand_lets_somebody_new_in_and_signing_in_accepts()
    {
        var host = await Domain();
        var contact = await Invite(await Customer("acme", host), Email, Password);
        Assert.NotNull(await Person(contact.Person).OpenPortal(contact.Id, host, new StaffVisit("op_1", "Ada"), By()));
        Assert.True((await Directory.Find(contact.Customer, contact.Id, Stop))!.IsInvited);
        await SignIn(contact, host);
        var row = (await Directory.Find(contact.Customer, contact.Id, Stop))!;
        Assert.Equal((false, true, "Anna Typed"), (row.IsInvited, row.HasPassword, row.Name));
    }

    [Fact]
    public async Task Who_has_nothing_left_but_an_invitation_is_led_to_it_after_the_right_password()
    {
        var host = await Domain();
        var there = await Home(host);
        var invited = await Invite(await Customer("second", host), Email);
        Saved(await Desk.Remove(there.Customer, there.Id, By(), Stop));
        Assert.Null((await Person(there.Person).SignIn(Attempt(host, "a wrong password"))).Invitation);
        var answer = await Person(there.Person).SignIn(Attempt(host));
        Assert.Null(answer.Token);
        Assert.Equal(invited.Id, (await Person(there.Person).LookAtInvitation(HashOf(answer.Invitation), host))!.Contact);
        Assert.True((await Person(there.Person).UseInvitation(HashOf(answer.Invitation), host, accepts: true, By())).IsSaved);
        Assert.NotNull((await Person(there.Person).SignIn(Attempt(host))).Token);
        Assert.Equal("Ann Smith", (await Directory.Find(invited.Customer, invited.Id, Stop))!.Name);
    }

    [Fact]
    public async Task A_changed_login_is_not_told_to_whoever_invited_the_old_one()
    {
        var host = await Domain();
        var there = await Home(host);
        var invited = await Invite(await Customer("second", host), Email);
        Assert.True((await Person(there.Person).ChangeEmail(Password, "new-" + Email, By())).IsSaved);
        Assert.True(
            (await Person(there.Person).UseEmailLink(HashOf(await Linked(there.Person, MailKind.ChangeEmail)), host, By())).IsSaved);
        Assert.Equal(Email, (await Desk.Get(invited.Customer, invited.Id, Stop))!.Settings.Email);
        Assert.Equal(Email, (await Directory.Find(invited.Customer, invited.Id, Stop))!.Email);
        Saved(await Desk.Invite(invited.Customer, invited.Id, By(), Stop));
        Assert.Equal(Email, Assert.Single(await Mails(there.Person), mail => mail.Kind == MailKind.Invitation).ToAddress);
    }

    [Fact]
    public async Task A_customer_that_moves_takes_an_invitation_along_as_it_was_typed()
    {
        var (from, to) = (await Domain("from"), await Domain("to"));
        var there = await Home(from);
        var invited = await Invite(await Customer("moving", from), Email);
        Assert.True((await Rehome(invited.Customer, to)).IsSaved);
        var row = Assert.Single((await Directory.List(invited.Customer, new ListQuery(), Stop)).Items);
        Assert.NotEqual(there.Person, row.Person);
        Assert.Equal(("Anna Typed", true, false), (row.Name, row.IsInvited, row.HasPassword));
        Assert.Equal(to, (await Snapshot(row.Person)).Scope);
        Assert.Single((await Snapshot(there.Person)).Places);
        Assert.NotNull((await Person(there.Person).SignIn(Attempt(from))).Token);
    }

    private async Task<ContactView> Home(string host) => await Add(await Customer("home", host));

    private async Task<ContactView> Invite(string customer, string email, string? password = null) =>
        Saved(await Desk.Add(customer, Typed with { Email = email }, password, By(), Stop));

    private Task<SaveResult<ContactView>> Save(
        ContactView contact, ContactSettings settings, SecretInput password, bool keepEmail = true) =>
        Desk.Save(
            contact.Customer, contact.Id, keepEmail ? settings with { Email = contact.Settings.Email } : settings, password, By(), Stop);

    /// <summary>All that an inviter can read of two contacts, but what names them.</summary>
    private async Task Same(ContactView one, ContactView other)
    {
        Assert.Equal(Bare(other), Bare(one));
        var (a, b) = ((await Directory.Find(one.Customer, one.Id, Stop))!, (await Directory.Find(other.Customer, other.Id, Stop))!);
        Assert.Equal(
            b with { Id = "", Customer = "", Person = "", Email = "" },
            a with { Id = "", Customer = "", Person = "", Email = "" });
    }

    private static string Bare(ContactView view)
    {
        var json = JsonSerializer.SerializeToNode(
            view with { Id = "", Customer = "", Person = "", CreatedAt = default }, PortalJson.Options)!.AsObject();
        ((JsonObject)json["settings"]!).Remove("email");
        return json.ToJsonString();
    }
}

public sealed class SqliteInvitationTests(SqlitePeople cluster) : InvitationScenarios(cluster), IClassFixture<SqlitePeople>;

public sealed class PostgresInvitationTests(PostgresPeople cluster) : InvitationScenarios(cluster), IClassFixture<PostgresPeople>;
