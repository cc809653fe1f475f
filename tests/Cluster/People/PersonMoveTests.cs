using Portal.Customers;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.People;

public abstract class PersonMoveScenarios(ClusterFixture cluster) : PeopleScenarios(cluster)
{
    [Fact]
    public async Task A_person_without_other_places_goes_along_and_its_sessions_and_links_end()
    {
        var (a, b) = (await Domain("a"), await Domain("b"));
        var customer = await Customer("acme", a);
        var contact = await Add(customer);
        var person = Person(contact.Person);
        await SignIn(contact, a);
        await person.SendLink(LinkPurpose.ResetPassword, By());
        var link = HashOf(await Linked(contact.Person, MailKind.ResetPassword));
        var change = By();
        Assert.True(await person.PrepareMove(customer, b, change.OperationId));
        Assert.True(await person.PrepareMove(customer, b, change.OperationId));
        Assert.Equal(a, (await Snapshot(contact.Person)).Scope);

        await person.FinishMove(customer, b, b, change);
        await Cluster.Deactivate(person);
        await person.FinishMove(customer, b, b, change);
        Assert.True((await Rehome(customer, b)).IsSaved);
        var moved = await Snapshot(contact.Person);
        Assert.Equal((b, b, 0), (moved.Scope, moved.HomeHost, moved.Sessions.Length));
        Assert.Null(await person.LookAtLink(link, a));
        Assert.Equal(PersonSignInAnswer.Refused, await person.SignIn(Attempt(a)));
        Assert.NotNull((await person.SignIn(Attempt(b))).Token);
        Assert.Equal(contact.Person, await Directory.FindPerson(Email, [b], Stop));
        Assert.Equal(1, await Audits("contact.move", "contact/" + contact.Id));
        // The old scope is free.
        Assert.NotEqual(contact.Person, (await Add(await Customer("next", a))).Person);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_that_keeps_places_elsewhere_is_split_and_the_new_one_is_invited(bool fromAnywhere)
    {
        var (a, b) = (await Domain("a"), await Domain("b"));
        string? from = fromAnywhere ? null : a;
        var (moving, staying) = (await Customer("moving", from), await Customer("staying", from));
        var contact = await Add(moving, Ann() with { PrivateNotes = "kept" });
        var other = await Add(staying, password: null);
        var person = Person(contact.Person);
        await person.SwitchPlace(await SignIn(contact, a), contact.Id, "192.0.2.9", By());
        var change = By();
        Assert.True(await person.PrepareMove(moving, b, change.OperationId));
        await person.FinishMove(moving, b, b, change);
        await person.FinishMove(moving, b, b, change);
        await Cluster.Deactivate(person);
        await person.FinishMove(moving, b, b, change);
        Assert.True((await Rehome(moving, b)).IsSaved);

        var row = await Directory.Find(moving, contact.Id, Stop);
        Assert.NotEqual(contact.Person, row!.Person);
        Assert.False(row.HasPassword);
        Assert.Equal([other.Id], (await Snapshot(contact.Person)).Places.Select(place => place.Contact));
        Assert.DoesNotContain((await Snapshot(contact.Person)).Sessions, session => session.Contact == contact.Id);
        var split = await Snapshot(row.Person);
        Assert.Equal((b, Email, false), (split.Scope, split.Email, split.EmailVerified));
        Assert.Equal("kept", (await Desk.Get(moving, contact.Id, Stop))!.Settings.PrivateNotes);
        var hash = HashOf(await Linked(row.Person, MailKind.Invitation));
        Assert.True((await Person(row.Person).UsePasswordLink(hash, b, "another horse battery", By())).IsSaved);
        Assert.NotNull((await Person(row.Person).SignIn(Attempt(b, "another horse battery"))).Token);
        Assert.NotNull((await person.SignIn(Attempt(a))).Token);
        Assert.Equal(row.Person, await Directory.FindPerson(Email, LoginScope.On(b, false), Stop));
        Assert.Equal(contact.Person, await Directory.FindPerson(Email, LoginScope.On(a, false), Stop));
        Assert.True(await IsSettled(contact.Person) && await IsSettled(row.Person));

        // Both hold the address for good, against everybody else.
        Clock.Push(TimeSpan.FromDays(2));
        Assert.Equal(row.Person, (await Add(await Customer("third", b), password: null)).Person);
        Assert.Equal(contact.Person, (await Add(await Customer("fourth", from), password: null)).Person);
    }

    [Fact]
    public async Task An_address_that_is_somebody_elses_there_stops_the_move_and_nothing_changes()
    {
        var (a, b) = (await Domain("a"), await Domain("b"));
        var customer = await Customer("acme", a);
        var contact = await Add(customer);
        var taken = await Add(await Customer("other", b));
        var before = await Payload(contact.Person);
        Assert.False(await Person(contact.Person).PrepareMove(customer, b, "move"));
        Assert.False(await Person(contact.Person).PrepareMove(customer, LoginScope.Anywhere, "move"));
        Assert.Equal(before, await Payload(contact.Person));
        Assert.Equal(taken.Person, await Directory.FindPerson(Email, [b], Stop));
    }

    [Fact]
    public async Task Who_lost_the_address_on_the_way_is_left_behind_disabled_and_holds_up_nobody()
    {
        var (a, b) = (await Domain("a"), await Domain("b"));
        var customer = await Customer("acme", a);
        var contact = await Add(customer);
        var person = Person(contact.Person);
        await SignIn(contact, a);
        var change = By();
        Assert.True(await person.PrepareMove(customer, b, change.OperationId));
        // A decided move whose cluster was away for longer than its holds.
        Clock.Push(TimeSpan.FromDays(2));
        var taker = await Add(await Customer("other", b));

        await person.FinishMove(customer, b, b, change);
        await person.FinishMove(customer, b, b, change);
        var left = await Snapshot(contact.Person);
        Assert.Equal((a, ContactStatus.Disabled, 0), (left.Scope, Assert.Single(left.Places).Status, left.Sessions.Length));
        Assert.Equal(ContactStatus.Disabled, (await Directory.Find(customer, contact.Id, Stop))!.Status);
        Assert.Equal(taker.Person, await Directory.FindPerson(Email, [b], Stop));
        Assert.Equal(contact.Person, await Directory.FindPerson(Email, [a], Stop));

        // Its own address in the old scope is free once staff remove it.
        Assert.True((await Desk.Remove(customer, contact.Id, By(), Stop)).IsSaved);
        Assert.Null(await Directory.FindPerson(Email, [a], Stop));
    }

    [Fact]
    public async Task A_move_that_is_taken_back_frees_the_address_and_keeps_the_old_one()
    {
        var (a, b) = (await Domain("a"), await Domain("b"));
        var (customer, other) = (await Customer("acme", a), await Customer("other", b));
        var contact = await Add(customer);
        var person = Person(contact.Person);
        Assert.True(await person.PrepareMove(customer, b, "move"));
        Assert.Equal("email", Assert.Single((await Desk.Add(other, Ann(), null, By(), Stop)).Errors).Field);
        await person.CancelMove(customer, b, "another move");
        await person.CancelMove(customer, b, "move");
        await person.CancelMove(customer, b, "move");
        Assert.Equal(a, (await Snapshot(contact.Person)).Scope);
        Assert.NotEqual(contact.Person, (await Add(other)).Person);
        Assert.Equal(contact.Person, await Directory.FindPerson(Email, [a], Stop));
        await SignIn(contact, a);
    }

    [Fact]
    public async Task A_customers_new_domain_takes_its_people_along_or_nobody()
    {
        var (a, b) = (await Domain("a"), await Domain("b"));
        var (moving, staying) = (await Customer("moving"), await Customer("staying"));
        var (ann, bob) = (await Add(moving), await Add(moving, Ann("bob-" + Email)));
        await Add(staying, password: null);
        Assert.True((await Rehome(moving, b)).IsSaved);
        Assert.Equal((b, LoginScope.Anywhere), ((await Snapshot(bob.Person)).Scope, (await Snapshot(ann.Person)).Scope));
        var split = (await Directory.Find(moving, ann.Id, Stop))!.Person;
        Assert.Equal((b, b), ((await Snapshot(split)).Scope, (await Snapshot(split)).HomeHost));
        await SignIn(bob, b);
        Assert.Equal(PersonSignInAnswer.Refused, await Person(bob.Person).SignIn(Attempt(a)));

        // Somebody else has one of the addresses there: nobody goes.
        await Add(await Customer("other", a), Ann("bob-" + Email));
        var refused = await Rehome(moving, a);
        Assert.Equal(SaveOutcome.Exists, refused.Outcome);
        Assert.Contains("bob-" + Email, Assert.Single(refused.Errors).Reason, StringComparison.Ordinal);
        Assert.Equal((b, b), ((await Snapshot(bob.Person)).Scope, (await Snapshot(split)).Scope));
        await SignIn(bob, b);
    }

    [Fact]
    public async Task A_deleted_customer_takes_its_places_and_people_with_it()
    {
        var host = await Domain();
        var (going, staying) = (await Customer("going", host), await Customer("staying", host));
        var (ann, bob) = (await Add(going), await Add(going, Ann("bob-" + Email)));
        var place = await Add(staying, password: null);
        Assert.True((await Cluster.Grains.GetGrain<ICustomerGrain>(going).Delete(By())).IsSaved);
        Assert.True((await Snapshot(bob.Person)).IsGone);
        Assert.Equal(place.Id, Assert.Single((await Snapshot(ann.Person)).Places).Contact);
        Assert.Equal(place.Id, Assert.Single((await Snapshot(await Signed(ann, host))).Sessions).Contact);
    }

    [Fact]
    public async Task A_place_that_comes_between_the_steps_makes_a_split_of_the_move()
    {
        var (a, b) = (await Domain("a"), await Domain("b"));
        var (moving, staying) = (await Customer("moving", a), await Customer("staying", a));
        var contact = await Add(moving);
        var change = By();
        Assert.True(await Person(contact.Person).PrepareMove(moving, b, change.OperationId));
        await Add(staying, password: null);
        await Person(contact.Person).FinishMove(moving, b, b, change);
        Assert.NotEqual(contact.Person, (await Directory.Find(moving, contact.Id, Stop))!.Person);
        Assert.Equal(a, (await Snapshot(contact.Person)).Scope);
    }

    private async Task<string> Signed(ContactView contact, string host)
    {
        await SignIn(contact, host);
        return contact.Person;
    }
}

public sealed class SqlitePersonMoveTests(SqlitePeople cluster) : PersonMoveScenarios(cluster), IClassFixture<SqlitePeople>;

public sealed class PostgresPersonMoveTests(PostgresPeople cluster) : PersonMoveScenarios(cluster), IClassFixture<PostgresPeople>;
