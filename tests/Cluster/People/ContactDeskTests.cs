using Dapper;
using Portal.Access;
using Portal.ApiKeys;
using Portal.Domains;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.People;

public abstract class ContactDeskScenarios(ClusterFixture cluster) : PeopleScenarios(cluster)
{
    [Fact]
    public async Task A_password_by_hand_takes_back_an_address_that_was_asked_for_with_the_old_one()
    {
        var host = await Domain();
        var customer = await Customer("acme", host);
        var contact = await Add(customer);
        var person = Person(contact.Person);
        await SignIn(contact, host);
        Assert.True((await person.ChangeEmail(Password, "new-" + Email, By())).IsSaved);
        var hash = HashOf(await Linked(contact.Person, MailKind.ChangeEmail));

        Saved(await Desk.Save(customer, contact.Id, contact.Settings, SecretInput.Set("a password by hand"), By(), Stop));
        Assert.Null((await Snapshot(contact.Person)).NewEmail);
        Assert.Null(await person.LookAtLink(hash, host));
        Assert.NotEqual(contact.Person, (await Add(customer, Ann("new-" + Email))).Person);
    }

    [Fact]
    public async Task An_address_that_exists_in_the_scope_gets_one_more_place_by_accepting_and_keeps_its_own_fields()
    {
        var host = await Domain();
        var (acme, other) = (await Customer("acme", host), await Customer("other", host));
        var first = await Add(acme);
        var second = await Add(
            other,
            Ann(Email.ToUpperInvariant()) with { Name = "Somebody Else", Role = ContactRole.Billing, Department = "Books" },
            password: null);
        Assert.Equal(first.Person, second.Person);
        Assert.Equal(("Ann Smith", ContactRole.Billing, true), (second.Settings.Name, second.Settings.Role, second.HasOtherPlaces));

        Assert.Equal(SaveOutcome.Exists, (await Desk.Add(other, Ann(), null, By(), Stop)).Outcome);
        var wrong = await Desk.Save(
            other, second.Id, second.Settings with { Name = "Mallory", Phone = "1" }, SecretInput.Set("chosen by somebody"), By(), Stop);
        Assert.Equal("password", Assert.Single(wrong.Errors).Field);
        var saved = Saved(
            await Desk.Save(
                other,
                second.Id,
                second.Settings with { Name = "Mallory", Phone = "1", Role = ContactRole.ReadOnly },
                SecretInput.Keep,
                By(),
                Stop));
        Assert.Equal(("Ann Smith", null, ContactRole.ReadOnly), (saved.Settings.Name, saved.Settings.Phone, saved.Settings.Role));
        Assert.Null(await Desk.Get(acme, second.Id, Stop));
        Assert.Equal(SaveOutcome.NotFound, (await Desk.Save(acme, second.Id, second.Settings, SecretInput.Keep, By(), Stop)).Outcome);

        Saved(await Desk.Remove(other, second.Id, By(), Stop));
        var alone = Saved(
            await Desk.Save(
                acme, first.Id, first.Settings with { Name = "Ann Miller" }, SecretInput.Set("a password by hand"), By(), Stop));
        Assert.Equal("Ann Miller", alone.Settings.Name);
        Assert.NotNull((await Person(first.Person).SignIn(Attempt(host, "a password by hand"))).Token);
    }

    [Fact]
    public async Task A_cursor_made_by_hand_is_said_to_be_none()
    {
        var customer = await Customer("acme", await Domain());
        var contact = await Add(customer);
        foreach (var cursor in (string[])["ct_1.AAAA", "ct\0.QUFB", "ct_1.####", "."])
            Assert.Equal("cursor", Assert.Single((await Directory.List(customer, new ListQuery(null, 10, cursor), Stop)).Problems).Field);
        Assert.Equal(contact.Id, Assert.Single((await Directory.List(customer, new ListQuery(), Stop)).Items).Id);
    }

    [Fact]
    public async Task An_address_of_another_scope_is_refused_and_nothing_is_said_of_whose_it_is()
    {
        var host = await Domain();
        await Add(await Customer("acme", host));
        var result = await Desk.Add(await Customer("anywhere"), Ann(), null, By(), Stop);
        Assert.Equal(SaveOutcome.Exists, result.Outcome);
        Assert.Equal(new FieldError("email", "This address can't be added here."), Assert.Single(result.Errors));
        var other = await Add(await Customer("elsewhere", await Domain("second")));
        Assert.NotEqual(await Directory.FindPerson(Email, [host], Stop), other.Person);
    }

    [Fact]
    public async Task The_same_operation_makes_one_contact_however_often_it_is_tried()
    {
        var customer = await Customer("acme", await Domain());
        var change = By();
        var made = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Desk.Add(customer, Ann(), null, change, Stop)));
        Assert.Single(made.Select(one => Saved(one).Id).Distinct(StringComparer.Ordinal));
        await Cluster.Deactivate(Person(made[0].Value!.Person));
        Assert.Equal(made[0].Value!.Id, Saved(await Desk.Add(customer, Ann(), null, change, Stop)).Id);
        Assert.Single((await Directory.List(customer, new ListQuery(), Stop)).Items);
        Assert.Equal(1, await Audits("contact.add", "contact/" + made[0].Value!.Id));
    }

    [Fact]
    public async Task The_last_place_takes_the_person_with_it_and_frees_the_address()
    {
        var host = await Domain();
        var customer = await Customer("acme", host);
        var contact = await Add(customer);
        await SignIn(contact, host);
        var change = By();
        Saved(await Desk.Remove(customer, contact.Id, change, Stop));
        Assert.True((await Person(contact.Person).RemovePlace(contact.Id, change)).IsSaved);
        Assert.Equal(SaveOutcome.NotFound, (await Desk.Remove(customer, contact.Id, By(), Stop)).Outcome);
        await Cluster.Deactivate(Person(contact.Person));
        var gone = await Snapshot(contact.Person);
        Assert.True(gone.IsGone);
        Assert.Equal(("", 0), (gone.Email, gone.Sessions.Length));
        Assert.Equal(PersonSignInAnswer.Refused, await Person(contact.Person).SignIn(Attempt(host)));
        Assert.False(await Directory.PersonExists(contact.Person, Stop));
        Assert.DoesNotContain(Email, await Payload(contact.Person), StringComparison.Ordinal);
        Assert.True(await IsSettled(contact.Person));
        Assert.NotEqual(contact.Person, (await Add(customer)).Person);
    }

    [Fact]
    public async Task Who_saw_an_older_contact_is_told_but_a_sign_in_meanwhile_is_no_change_of_it()
    {
        var host = await Domain();
        var customer = await Customer("acme", host);
        var contact = await Add(customer);
        await SignIn(contact, host);
        var saved = Saved(
            await Desk.Save(
                customer,
                contact.Id,
                contact.Settings with { Department = "Books" },
                SecretInput.Keep,
                By(expected: contact.PersonVersion),
                Stop));
        Assert.Equal(
            SaveOutcome.Conflict,
            (await Desk.Save(customer, contact.Id, contact.Settings, SecretInput.Keep, By(expected: contact.PersonVersion), Stop)).Outcome);
        Assert.Equal(
            "email",
            Assert.Single(
                (await Desk.Save(
                    customer,
                    contact.Id,
                    saved.Settings with { Email = "mallory@mail.example" },
                    SecretInput.Keep,
                    By(),
                    Stop)).Errors).Field);
        var me = await Person(contact.Person).SaveMe(
            contact.Id, new PersonalSettings("Ann M.", "+1 2", null, "Desk", "de", "Europe/Berlin"), By());
        Assert.Equal(("Ann M.", "de", "Desk"), (me.Value!.Name, me.Value.Language, me.Value.Places[0].Department));
        Assert.Equal(
            "timeZone",
            Assert.Single(
                (await Person(contact.Person).SaveMe(
                    contact.Id, new PersonalSettings("Ann", null, null, null, null, "Mars"), By())).Errors).Field);
        Assert.Equal("Ann M.", (await Directory.Find(customer, contact.Id, Stop))!.Name);
    }

    [Fact]
    public async Task Contacts_are_listed_by_name_page_by_page_and_found_by_parts()
    {
        var customer = await Customer("acme", await Domain());
        foreach (var name in (string[])["Zoe", "anna", "Bob", "Ärnie", "bob"])
            await Add(customer, Ann($"{Guid.NewGuid():n}@mail.example") with { Name = name }, password: null);
        var names = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await Directory.List(customer, new ListQuery(Limit: 2, Cursor: cursor), Stop);
            names.AddRange(page.Items.Select(row => row.Name));
            if ((cursor = page.Next) is null)
                break;
        }

        Assert.Equal(["anna", "bob", "bob", "zoe", "ärnie"], names.Select(name => name.ToLowerInvariant()));
        Assert.Equal(2, (await Directory.List(customer, new ListQuery("OB"), Stop)).Items.Count);
        Assert.Empty((await Directory.List("c_NOBODY", new ListQuery(), Stop)).Items);
        Assert.Equal(5, (await Directory.List(customer, new ListQuery { CountTo = 10 }.With("status", "active"), Stop)).Count);
    }

    [Fact]
    public async Task A_row_that_a_crash_left_out_is_written_on_activation_and_at_night()
    {
        var customer = await Customer("acme", await Domain());
        var contact = await Add(customer);
        await Lose(contact.Person);
        await Cluster.Deactivate(Person(contact.Person));
        await Snapshot(contact.Person);
        Assert.True(await IsSettled(contact.Person));
        Assert.NotNull(await Directory.Find(customer, contact.Id, Stop));

        await Lose(contact.Person);
        await Cluster.Grains.GetGrain<IReconcilerGrain>(0).Run();
        Assert.NotNull(await Directory.Find(customer, contact.Id, Stop));
    }

    [Fact]
    public async Task Brands_of_resellers_and_of_their_keys_are_held_until_the_key_is_revoked()
    {
        var brand = $"held-{Host()}".Replace('.', '-');
        Assert.False(await Directory.IsHeldByReseller(brand, Stop));
        var rights = new StaffRights { Role = StaffRole.Reseller, Brands = [brand] };
        var key = Cluster.Grains.GetGrain<IApiKeyGrain>("key-" + brand);
        Assert.True(
            (await key.Create(
                new ApiKeySettings { Name = "Key", Scopes = ["domains.read"], Rights = rights },
                new ApiKeyDigest("pk_1", brand),
                By())).IsSaved);
        Assert.True(await Directory.IsHeldByReseller(brand, Stop));
        await key.Revoke(By());
        Assert.False(await Directory.IsHeldByReseller(brand, Stop));
        var reseller = Cluster.Grains.GetGrain<IOperatorGrain>(Email);
        Assert.True(
            (await reseller.Create(new OperatorSettings { Email = Email, Name = "Rita", Rights = rights }, Password, By())).IsSaved);
        Assert.True(await Directory.IsHeldByReseller(brand, Stop));
    }

    [Fact]
    public async Task Neither_token_nor_address_stands_where_it_must_not()
    {
        var host = await Domain();
        var contact = await Add(await Customer("acme", host), password: null);
        var link = await Linked(contact.Person, MailKind.Invitation);
        Assert.True((await Person(contact.Person).UsePasswordLink(HashOf(link), host, Password, By())).IsSaved);
        var answer = await Person(contact.Person).SignIn(Attempt(host));
        var secret = await Enrol(Person(contact.Person), HashOf(answer.Token));
        await using var connection = await Cluster.Database.Read.OpenConnectionAsync(Stop);
        var rows = (await connection.QueryAsync<(string Type, string? Key, byte[] Payload)>(
            "SELECT GrainTypeString, GrainIdExtensionString, PayloadBinary FROM OrleansStorage WHERE PayloadBinary IS NOT NULL")).AsList();
        Assert.Contains(rows, row => row.Type == "email-claim");
        Assert.All(rows, row => Assert.DoesNotContain("@", row.Type == "person" ? row.Key! : "", StringComparison.Ordinal));
        Assert.All(rows.Where(row => row.Type == "email-claim"), row =>
        {
            Assert.Matches("^[0-9a-f]{64}$", row.Key);
            Assert.DoesNotContain("@", System.Text.Encoding.UTF8.GetString(row.Payload), StringComparison.Ordinal);
        });
        var all = string.Concat(rows.Select(row => System.Text.Encoding.UTF8.GetString(row.Payload)));
        foreach (var hidden in (string[])[link.Split('.')[1], answer.Token!.Split('.')[1], secret, Password])
            Assert.DoesNotContain(hidden, all, StringComparison.Ordinal);
        var audits = string.Concat(
            await connection.QueryAsync<string>("SELECT COALESCE(before, '') || COALESCE(after, '') FROM portal_audit"));
        Assert.DoesNotContain(Password, audits, StringComparison.Ordinal);
    }

    private async Task Lose(string person)
    {
        await using var connection = await Cluster.Database.Write.OpenConnectionAsync(Stop);
        await connection.ExecuteAsync("DELETE FROM portal_persons WHERE id = @person", new { person });
        await connection.ExecuteAsync("DELETE FROM portal_contacts WHERE person = @person", new { person });
    }
}

public sealed class SqliteContactDeskTests(SqlitePeople cluster) : ContactDeskScenarios(cluster), IClassFixture<SqlitePeople>;

public sealed class PostgresContactDeskTests(PostgresPeople cluster) : ContactDeskScenarios(cluster), IClassFixture<PostgresPeople>;
