using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.People;

public abstract class SignInScenarios(ClusterFixture cluster) : PeopleScenarios(cluster)
{
    [Fact]
    public async Task A_person_signs_in_on_the_customers_domain_and_nowhere_else_with_one_answer_for_all_that_is_wrong()
    {
        var (a, b) = (await Domain("a"), await Domain("b"));
        var contact = await Add(await Customer("acme", a));
        var person = Person(contact.Person);
        Assert.Equal(PersonSignInAnswer.Refused, await person.SignIn(Attempt(b)));
        Assert.Equal(PersonSignInAnswer.Refused, await person.SignIn(Attempt(a, "wrong horse")));
        Assert.Equal(PersonSignInAnswer.Refused, await person.SignIn(Attempt(a, new string('x', 10_000))));
        Assert.Equal(PersonSignInAnswer.Refused, await person.SignIn(Attempt(b, "wrong horse")));

        var answer = await person.SignIn(Attempt(a));
        Assert.Equal(SessionStage.Whole, answer.Stage);
        var snapshot = await Snapshot(contact.Person);
        Assert.Equal(answer.Version, snapshot.Version);
        var session = Assert.Single(snapshot.Sessions);
        Assert.Equal((HashOf(answer.Token), a, contact.Id), (session.Id, session.Host, session.Contact));
        Assert.Null(await Directory.FindPerson(Email, [b, LoginScope.Anywhere], Stop));
        Assert.Equal(contact.Person, await Directory.FindPerson(" " + Email.ToUpperInvariant(), LoginScope.On(a, false), Stop));
    }

    [Fact]
    public async Task Without_a_domain_a_customer_signs_in_on_each()
    {
        var (a, b) = (await Domain("a"), await Domain("b"));
        var contact = await Add(await Customer("acme"));
        Assert.NotNull((await Person(contact.Person).SignIn(Attempt(a))).Token);
        Assert.NotNull((await Person(contact.Person).SignIn(Attempt(b))).Token);
        Assert.Equal(2, (await Snapshot(contact.Person)).Sessions.Length);
    }

    [Fact]
    public async Task Nobody_signs_in_as_a_person_that_never_was() =>
        Assert.Equal(PersonSignInAnswer.Refused, await Person("p_" + Host()).SignIn(Attempt(Host())));

    [Fact]
    public async Task Of_two_places_the_one_that_allows_the_address_is_offered_and_none_means_refused()
    {
        var host = await Domain();
        var first = await Add(await Customer("first", host), Ann() with { AllowedIps = ["192.0.2.0/24"] });
        var second = await Add(await Customer("second", host), Ann() with { AllowedIps = ["2001:db8::/32"] }, password: null);
        Assert.Equal(first.Person, second.Person);
        var person = Person(first.Person);
        Assert.Equal(PersonSignInAnswer.Refused, await person.SignIn(Attempt(host, source: "198.51.100.1")));
        Assert.Equal(PersonSignInAnswer.Refused, await person.SignIn(Attempt(host, source: null)));
        var answer = await person.SignIn(Attempt(host, source: "2001:db8::7"));
        var session = HashOf(answer.Token);
        Assert.Equal(second.Id, Assert.Single((await Snapshot(first.Person)).Sessions).Contact);

        Assert.False(await person.SwitchPlace(session, first.Id, "2001:db8::7", By()));
        Assert.False(await person.SwitchPlace("other", first.Id, "192.0.2.7", By()));
        Assert.True(await person.SwitchPlace(session, first.Id, "192.0.2.7", By()));
        Assert.Equal(first.Id, Assert.Single((await Snapshot(first.Person)).Sessions).Contact);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_and_each_code_is_good_once()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var first = await SignIn(contact, host);
        var (secret, _, offer) = await person.GetEnrolment("Acme");
        Assert.Equal(secret, (await person.GetEnrolment("Acme", offer)).Secret);
        Assert.False((await person.Enrol(first, Password, offer, "123", By())).IsSaved);
        var code = Code(secret);
        var recovery = (await person.Enrol(first, Password, offer, code, By())).Value!;
        Assert.Equal(10, recovery.Length);
        Assert.Contains(await Mails(contact.Person), mail => mail.Kind == MailKind.SecurityChange && mail.Values["what"] == "secondFactor");

        var answer = await person.SignIn(Attempt(host, known: true));
        Assert.Equal(SessionStage.NeedsCode, answer.Stage);
        var pending = HashOf(answer.Token);
        Assert.Equal(PersonSignInAnswer.Refused, await person.CheckCode(pending, code, true));
        await Cluster.Deactivate(person);
        Assert.Equal(PersonSignInAnswer.Refused, await person.CheckCode(pending, code, true));
        Assert.Equal(PersonSignInAnswer.Refused, await person.CheckCode(first, recovery[0], true));

        var whole = await person.CheckCode(pending, recovery[0].ToUpperInvariant(), true);
        Assert.Equal(SessionStage.Whole, whole.Stage);
        Assert.NotEqual(answer.Token, whole.Token);
        Assert.DoesNotContain((await Snapshot(contact.Person)).Sessions, session => session.Id == pending);
        var again = HashOf((await person.SignIn(Attempt(host))).Token);
        Assert.Equal(PersonSignInAnswer.Refused, await person.CheckCode(again, recovery[0], true));
        Clock.Push(TimeSpan.FromMinutes(1));
        Assert.Equal(SessionStage.Whole, (await person.CheckCode(again, Code(secret), true)).Stage);
        Assert.Equal(9, (await Snapshot(contact.Person)).RecoveryCodesLeft);
    }

    [Fact]
    public async Task A_second_step_that_takes_too_long_has_to_begin_again()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var secret = await Enrol(person, await SignIn(contact, host));
        var pending = HashOf((await person.SignIn(Attempt(host))).Token);
        Clock.Push(TimeSpan.FromMinutes(11));
        Assert.Equal(PersonSignInAnswer.Refused, await person.CheckCode(pending, Code(secret), false));
    }

    [Fact]
    public async Task A_domain_that_wants_a_second_factor_lets_in_once_it_is_set_up()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var answer = await person.SignIn(Attempt(host, requires: true));
        Assert.Equal(SessionStage.NeedsSecondFactor, answer.Stage);
        var session = HashOf(answer.Token);
        var (secret, _, offer) = await person.GetEnrolment("Acme");
        await person.FinishEnrolment(session, offer, Code(secret), By(), "next");
        var whole = Assert.Single((await Snapshot(contact.Person)).Sessions);
        Assert.Equal(("next", SessionStage.Whole), (whole.Id, whole.Stage));
        (secret, _, offer) = await person.GetEnrolment("Acme");
        Assert.Null(await person.FinishEnrolment("next", offer, Code(secret), By()));
    }

    [Fact]
    public async Task Codes_sent_all_at_once_are_held_up_as_those_sent_one_by_one()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        var secret = await Enrol(person, await SignIn(contact, host));
        Clock.Push(TimeSpan.FromMinutes(2));
        var pending = HashOf((await person.SignIn(Attempt(host))).Token);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => person.CheckCode(pending, "000000x", false)));
        Assert.Equal(PersonSignInAnswer.Refused, await person.CheckCode(pending, Code(secret), false));
        // The owner's own browser is counted apart.
        var owner = HashOf((await person.SignIn(Attempt(host, known: true))).Token);
        Assert.NotNull((await person.CheckCode(owner, Code(secret), true)).Token);
        Clock.Push(TimeSpan.FromMinutes(1));
        Assert.NotNull((await person.CheckCode(pending, Code(secret), false)).Token);
    }

    [Fact]
    public async Task A_new_browser_is_told_by_mail_but_not_the_first_and_not_a_known_one()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host));
        var person = Person(contact.Person);
        await SignIn(contact, host);
        Assert.DoesNotContain(await Mails(contact.Person), mail => mail.Kind == MailKind.NewDevice);
        await person.SignIn(Attempt(host, known: true));
        Assert.DoesNotContain(await Mails(contact.Person), mail => mail.Kind == MailKind.NewDevice);
        await person.SignIn(Attempt(host));
        var mail = Assert.Single(await Mails(contact.Person), mail => mail.Kind == MailKind.NewDevice);
        Assert.Equal("192.0.2.9", mail.Values["source"]);
        Assert.True(await IsSettled(contact.Person));
    }

    [Fact]
    public async Task Sessions_end_when_told_when_idle_and_with_their_place()
    {
        var host = await Domain();
        var customer = await Customer("acme", host);
        var contact = await Add(customer);
        var person = Person(contact.Person);
        var (one, two, three) = (await SignIn(contact, host), await SignIn(contact, host), await SignIn(contact, host));
        await person.EndSession(one, By());
        Assert.DoesNotContain((await Snapshot(contact.Person)).Sessions, session => session.Id == one);
        var change = By();
        await person.EndOtherSessions(three, change);
        await person.EndOtherSessions(three, change);
        Assert.Equal(three, Assert.Single((await Snapshot(contact.Person)).Sessions).Id);
        Assert.NotEqual(two, three);

        Clock.Push(TimeSpan.FromHours(11));
        var before = (await Snapshot(contact.Person)).Version;
        await person.Touch(three);
        await person.Touch(three);
        Assert.Equal(before + 1, (await Snapshot(contact.Person)).Version);
        Clock.Push(TimeSpan.FromHours(11));
        Assert.Single((await Snapshot(contact.Person)).Sessions);
        Clock.Push(TimeSpan.FromHours(2));
        Assert.Empty((await Snapshot(contact.Person)).Sessions);

        await SignIn(contact, host);
        Saved(
            await Desk.Save(customer, contact.Id, contact.Settings with { Status = ContactStatus.Disabled }, SecretInput.Keep, By(), Stop));
        Assert.Empty((await Snapshot(contact.Person)).Sessions);
        Assert.Equal(PersonSignInAnswer.Refused, await person.SignIn(Attempt(host)));
    }

    [Fact]
    public async Task Staff_enters_a_portal_once_within_a_minute_on_its_host_and_cannot_change_credentials()
    {
        var (host, other) = (await Domain(), await Domain("other"));
        var customer = await Customer("acme", host);
        var contact = await Add(customer);
        var person = Person(contact.Person);
        var visit = new StaffVisit("op_1", "Ada");
        Assert.Null(await person.OpenPortal(contact.Id, other, visit, By()));
        Assert.Null(await person.OpenPortal("ct_other", host, visit, By()));

        var hash = HashOf(await person.OpenPortal(contact.Id, host, visit, By()));
        Assert.Equal(PersonSignInAnswer.Refused, await person.EnterPortal(hash, other, null, null));
        var entered = await person.EnterPortal(hash, host, "192.0.2.1", "Browser");
        Assert.Equal(SessionStage.Whole, entered.Stage);
        Assert.Equal(PersonSignInAnswer.Refused, await person.EnterPortal(hash, host, null, null));
        Assert.Equal(visit, Assert.Single((await Snapshot(contact.Person)).Sessions).Staff);
        Assert.Equal(SaveOutcome.NotFound, (await person.ChangePassword(HashOf(entered.Token), Password, "another horse", By())).Outcome);
        Assert.Equal(1, await Audits("portal.open", "customer/" + customer));

        hash = HashOf(await person.OpenPortal(contact.Id, host, visit, By()));
        Clock.Push(TimeSpan.FromSeconds(61));
        Assert.Equal(PersonSignInAnswer.Refused, await person.EnterPortal(hash, host, null, null));
    }
}

public sealed class SqliteSignInTests(SqlitePeople cluster) : SignInScenarios(cluster), IClassFixture<SqlitePeople>;

public sealed class PostgresSignInTests(PostgresPeople cluster) : SignInScenarios(cluster), IClassFixture<PostgresPeople>;
