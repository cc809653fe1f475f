using Portal.Mail;
using Portal.People;
using Portal.Saving;

namespace Portal.Tests.Cluster.People;

public sealed class PersonLinkTests(SqlitePeople cluster) : PeopleScenarios(cluster), IClassFixture<SqlitePeople>
{
    private const string Next = "another horse battery";

    [Fact]
    public async Task A_link_is_good_once_on_its_own_host()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var session = await SignIn(contact, host);
        var change = By();
        await person.SendLink(LinkPurpose.ResetPassword, change);
        var link = await Linked(contact.Person, MailKind.ResetPassword);
        await person.SendLink(LinkPurpose.ResetPassword, change);
        Assert.Equal(link, await Linked(contact.Person, MailKind.ResetPassword));
        var hash = HashOf(link);

        Assert.Null(await person.LookAtLink(hash, Host("other")));
        Assert.Null(await person.LookAtLink(PersonTokens.Hash(PersonTokens.New()), host));
        Assert.Equal(LinkPurpose.ResetPassword, await person.LookAtLink(hash, host));
        Assert.Equal(LinkPurpose.ResetPassword, await person.LookAtLink(hash, host));
        Assert.Equal("password", Assert.Single((await person.UsePasswordLink(hash, host, "short", By())).Errors).Field);
        Assert.Equal(SaveOutcome.NotFound, (await person.UsePasswordLink(hash, Host("other"), Next, By())).Outcome);
        Assert.Contains((await Snapshot(contact.Person)).Sessions, one => one.Id == session);

        var used = By();
        Assert.True((await person.UsePasswordLink(hash, host, Next, used)).IsSaved);
        Assert.Contains(await Mails(contact.Person), mail => mail.Kind == MailKind.SecurityChange && mail.Values["what"] == "password");
        await Cluster.Deactivate(person);
        Assert.True((await person.UsePasswordLink(hash, host, Next, used)).IsSaved);
        Assert.Equal(SaveOutcome.NotFound, (await person.UsePasswordLink(hash, host, Next, By())).Outcome);
        var snapshot = await Snapshot(contact.Person);
        Assert.Empty(snapshot.Sessions);
        Assert.True(snapshot.EmailVerified);
        Assert.Equal(PersonSignInAnswer.Refused, await person.SignIn(Attempt(host)));
        Assert.NotNull((await person.SignIn(Attempt(host, Next))).Token);
        Assert.Equal(1, await Audits("person.password", "person/" + contact.Person));
    }

    [Fact]
    public async Task A_late_link_and_one_that_a_newer_replaced_are_no_good()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        await person.SendLink(LinkPurpose.ResetPassword, By());
        var first = HashOf(await Linked(contact.Person, MailKind.ResetPassword));
        await person.SendLink(LinkPurpose.ResetPassword, By());
        var second = HashOf(await Linked(contact.Person, MailKind.ResetPassword));
        Assert.Null(await person.LookAtLink(first, host));
        Assert.NotNull(await person.LookAtLink(second, host));
        Clock.Push(TimeSpan.FromMinutes(31));
        Assert.Null(await person.LookAtLink(second, host));
        Assert.Equal(SaveOutcome.NotFound, (await person.UsePasswordLink(second, host, Next, By())).Outcome);
    }

    [Fact]
    public async Task An_invitation_that_staff_hand_over_sets_the_first_password_and_verifies_nothing()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host), password: null);
        var person = Person(contact.Person);
        var mailed = HashOf(await Linked(contact.Person, MailKind.Invitation));
        var first = (await person.OfferInvitation(contact.Id, By()))!;
        var link = (await person.OfferInvitation(contact.Id, By()))!;
        Assert.Equal(host, link.Host);
        Assert.Null(await person.LookAtLink(HashOf(first.Path.Split("token=")[1]), host));
        Assert.NotNull(await person.LookAtLink(mailed, host));
        Assert.Equal(2, await Audits("person.invitationLink", "person/" + contact.Person));

        Assert.True((await person.UsePasswordLink(HashOf(link.Path.Split("token=")[1]), host, Next, By())).IsSaved);
        Assert.False((await Snapshot(contact.Person)).EmailVerified);
        // Whoever has a password is reached by mail alone.
        Assert.Null(await person.OfferInvitation(contact.Id, By()));
    }

    [Fact]
    public async Task Who_is_invited_sets_the_first_password_by_the_mailed_link()
    {
        var host = await Domain();
        var customer = await Customer("acme", host);
        var contact = await Add(customer, password: null);
        Assert.False(contact.HasPassword);
        var mail = Assert.Single(await Mails(contact.Person), mail => mail.Kind == MailKind.Invitation);
        Assert.Equal(("acme Ltd", "Ada"), (mail.Values["customer"], mail.Values["inviter"]));
        Assert.StartsWith("/reset-password?token=" + contact.Person + ".", mail.Link, StringComparison.Ordinal);
        Assert.Equal(PersonSignInAnswer.Refused, await Person(contact.Person).SignIn(Attempt(host, "")));

        Clock.Push(TimeSpan.FromDays(6));
        var hash = HashOf(await Linked(contact.Person, MailKind.Invitation));
        Assert.Equal(LinkPurpose.Invitation, await Person(contact.Person).LookAtLink(hash, host));
        Assert.True((await Person(contact.Person).UsePasswordLink(hash, host, Password, By())).IsSaved);
        await SignIn(contact, host);
        Assert.True((await Directory.Find(customer, contact.Id, Stop))!.HasPassword);
    }

    [Fact]
    public async Task The_reset_desk_sends_an_invitation_again_to_who_never_set_a_password()
    {
        var customer = await Customer("acme", await Domain());
        var contact = await Add(customer, password: null);
        Assert.True(await Desk.SendPasswordLink(customer, contact.Id, By(), Stop));
        Assert.Contains(await Mails(contact.Person), mail => mail.Kind == MailKind.Invitation);
        Assert.False(await Desk.SendPasswordLink("c_OTHER", contact.Id, By(), Stop));
    }

    [Fact]
    public async Task An_address_changes_once_its_new_mailbox_confirms_and_the_old_one_is_told()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var wanted = "new-" + Email;
        Assert.Equal(
            ["currentPassword", "email"],
            (await person.ChangeEmail("wrong", "nonsense", By())).Errors.Select(error => error.Field).Order(StringComparer.Ordinal));
        Assert.True((await person.ChangeEmail(Password, wanted, By())).IsSaved);
        Assert.Equal((Email, wanted), ((await Snapshot(contact.Person)).Email, (await Snapshot(contact.Person)).NewEmail));
        var mail = Assert.Single(await Mails(contact.Person), mail => mail.Kind == MailKind.ChangeEmail);
        Assert.Equal(wanted, mail.ToAddress);
        var hash = HashOf(await Linked(contact.Person, MailKind.ChangeEmail));
        Assert.Equal(SaveOutcome.NotFound, (await person.UsePasswordLink(hash, host, Next, By())).Outcome);

        Assert.True((await person.UseEmailLink(hash, host, By())).IsSaved);
        Assert.Equal(SaveOutcome.NotFound, (await person.UseEmailLink(hash, host, By())).Outcome);
        Assert.Equal(Email, Assert.Single(await Mails(contact.Person), mail => mail.Kind == MailKind.SecurityChange).ToAddress);
        Assert.Equal(contact.Person, await Directory.FindPerson(wanted, [host], Stop));
        Assert.Null(await Directory.FindPerson(Email, [host], Stop));
        // The old address is free for somebody else.
        Assert.NotEqual(contact.Person, (await Add(contact.Customer)).Person);
    }

    [Fact]
    public async Task An_address_that_is_taken_answers_alike_and_nobody_gets_a_link()
    {
        var host = await Domain();
        var customer = await Customer("acme", host);
        var contact = await Add(customer);
        var taken = "other-" + Email;
        await Add(customer, Ann(taken));
        var result = await Person(contact.Person).ChangeEmail(Password, taken, By());
        Assert.True(result.IsSaved);
        Assert.Equal(taken, result.Value!.NewEmail);
        Assert.Empty(await Mails(contact.Person));
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_guessing_the_present_one_is_held_up()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var (one, two) = (await SignIn(contact, host), await SignIn(contact, host));
        Assert.Equal("password", Assert.Single((await person.ChangePassword(two, Password, "12345678", By())).Errors).Field);
        Assert.True((await person.ChangePassword(two, Password, Next, By())).IsSaved);
        Assert.Equal(two, Assert.Single((await Snapshot(contact.Person)).Sessions).Id);
        Assert.Equal(SaveOutcome.NotFound, (await person.ChangePassword(one, Next, Password, By())).Outcome);
        for (var i = 0; i < 5; i++)
            Assert.Equal("currentPassword", Assert.Single((await person.ChangePassword(two, "wrong horse", Password, By())).Errors).Field);
        Assert.Contains(
            "Wait", Assert.Single((await person.ChangePassword(two, Next, Password, By())).Errors).Reason, StringComparison.Ordinal);
        Clock.Push(TimeSpan.FromMinutes(1));
        Assert.True((await person.ChangePassword(two, Next, Password, By())).IsSaved);
    }

    [Fact]
    public async Task A_reset_takes_back_what_a_stranger_with_the_old_password_began()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        await SignIn(contact, host);
        var seen = await person.GetEnrolment("Acme");
        var wanted = "new-" + Email;
        Assert.True((await person.ChangeEmail(Password, wanted, By())).IsSaved);
        var change = HashOf(await Linked(contact.Person, MailKind.ChangeEmail));
        await person.SendLink(LinkPurpose.ResetPassword, By());
        Assert.True((await person.UsePasswordLink(HashOf(await Linked(contact.Person, MailKind.ResetPassword)), host, Next, By())).IsSaved);

        Assert.Null((await Snapshot(contact.Person)).NewEmail);
        Assert.Equal(SaveOutcome.NotFound, (await person.UseEmailLink(change, host, By())).Outcome);
        Assert.False((await person.Enrol(
            HashOf((await person.SignIn(Attempt(host, Next))).Token), Next, seen.Offer, Code(seen.Secret), By())).IsSaved);
        Assert.NotEqual(seen.Secret, (await person.GetEnrolment("Acme", seen.Offer)).Secret);
        Assert.NotEqual(contact.Person, (await Add(contact.Customer, Ann(wanted))).Person);
    }

    [Fact]
    public async Task A_second_factor_is_taken_away_by_its_owner_or_by_staff_and_the_person_is_told()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var session = await SignIn(contact, host);
        await Enrol(person, session);
        Assert.Equal("currentPassword", Assert.Single((await person.RenewCodes("wrong horse", By())).Errors).Field);
        var renewal = By();
        Assert.Equal(10, (await person.RenewCodes(Password, renewal)).Value!.Length);
        Assert.Equal(SaveOutcome.NotFound, (await person.RenewCodes(Password, renewal)).Outcome);
        Assert.Equal("currentPassword", Assert.Single((await person.RemoveSecondFactor("wrong horse", By())).Errors).Field);
        Assert.True((await person.RemoveSecondFactor(Password, By())).IsSaved);
        Assert.False((await Snapshot(contact.Person)).HasSecondFactor);

        await Enrol(person, session);
        Assert.True((await person.ResetSecondFactor(By())).IsSaved);
        Assert.Contains(await Mails(contact.Person), mail => mail.Kind == MailKind.SecurityChange);
        Assert.Equal(4, await Audits("person.secondFactor", "person/" + contact.Person));
    }

    [Fact]
    public async Task A_second_factor_is_set_up_at_an_open_session_by_who_knows_the_password_alone()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var session = await SignIn(contact, host);
        var before = (await Snapshot(contact.Person)).Version;
        var (secret, _, offer) = await person.GetEnrolment("Acme");
        Assert.Equal(
            "currentPassword",
            Assert.Single((await person.Enrol(session, "wrong horse", offer, Code(secret), By())).Errors).Field);
        Assert.Equal("code", Assert.Single((await person.Enrol(session, Password, offer, "000000x", By())).Errors).Field);
        Assert.Null(await person.FinishEnrolment(session, offer, Code(secret), By()));
        Assert.False((await Snapshot(contact.Person)).HasSecondFactor);
        Assert.Equal(before, (await Snapshot(contact.Person)).Version);
        Clock.Push(TimeSpan.FromMinutes(61));
        Assert.Equal("code", Assert.Single((await person.Enrol(session, Password, offer, Code(secret), By())).Errors).Field);
        (secret, _, offer) = await person.GetEnrolment("Acme");
        Assert.Equal(10, (await person.Enrol(session, Password, offer, Code(secret), By())).Value!.Length);
        Assert.True((await Snapshot(contact.Person)).HasSecondFactor);
        Assert.Equal(SaveOutcome.NotFound, (await person.Enrol(session, Password, offer, Code(secret), By())).Outcome);
    }

    [Fact]
    public async Task An_address_that_waits_for_its_link_is_taken_back_and_is_free_again()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var wanted = $"slip{Guid.NewGuid():N}@acme.example";
        Assert.True((await person.ChangeEmail(Password, wanted, By())).IsSaved);
        var link = HashOf(await Linked(contact.Person, MailKind.ChangeEmail));
        Assert.Equal(wanted, (await Snapshot(contact.Person)).NewEmail);
        Assert.True((await person.WithdrawEmail(By())).IsSaved);
        Assert.Null((await Snapshot(contact.Person)).NewEmail);
        Assert.Equal(SaveOutcome.NotFound, (await person.UseEmailLink(link, host, By())).Outcome);
        Assert.NotEqual(contact.Person, (await Add(contact.Customer, Ann(wanted))).Person);
        Assert.Equal(1, await Audits("person.emailWithdrawn", "person/" + contact.Person));
    }

    [Fact]
    public async Task The_page_of_an_invitation_learns_whom_it_is_for_as_long_as_its_link_is_good()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host), password: null);
        var person = Person(contact.Person);
        var link = HashOf(await Linked(contact.Person, MailKind.Invitation));
        var view = (await person.ViewLink(link, host))!;
        Assert.Equal((LinkPurpose.Invitation, contact.Settings.Email), (view.Purpose, view.Email));
        Assert.Single(view.Customers);
        Assert.Null(await person.ViewLink(link, "elsewhere.example"));
        Assert.True((await person.UsePasswordLink(link, host, Password, By())).IsSaved);
        Assert.Null(await person.ViewLink(link, host));
    }
}
