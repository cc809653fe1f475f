using Portal.Customers;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.SignUp;
using Portal.Staff;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.SignUp;

public abstract class SignUpTests(ClusterFixture cluster) : SignUpScenarios(cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_confirmed_address_makes_a_customer_as_the_template_says()
    {
        await Open();
        var key = await Begin();
        Assert.Empty(await Customers());
        Assert.True(await Cluster.Service<ISignUpDirectory>().Exists(key, Stop));
        var (linked, hash) = Link();
        Assert.Equal(key, linked);
        Assert.Equal(SignUpLinkState.Confirmable, await SignUp(key).Look(hash, Host, "browser"));

        var made = await Confirm();
        Assert.True(made.IsSaved);
        Assert.Equal("Blue Ltd", made.Value!.Settings.Name);
        Assert.Equal(
            (Host, "GB", CustomerStatus.Active),
            (made.Value.Settings.Domain, made.Value.Settings.Address.Country, made.Value.Settings.Status));
        await HoldsOneOfEach();
        Assert.Equal(SignUpLinkState.Done, await SignUp(key).Look(hash, Host, "browser"));
    }

    [Fact]
    public async Task The_form_sent_three_times_at_once_is_one_sign_up_and_one_mail()
    {
        await Open();
        var key = NewKey();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Begin(key: key)));
        Assert.Single(Mails(MailKind.VerifyEmail));
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Confirm()));
        Assert.All(answers, answer => Assert.True(answer.IsSaved));
        Assert.Single(answers.Select(answer => answer.Value!.Settings.Id).Distinct());
        await HoldsOneOfEach();
        Assert.Empty((await SignUp(key).Begin(Form)).Errors);
        Assert.Single(Mails(MailKind.VerifyEmail));
    }

    [Fact]
    public async Task A_second_sign_up_of_an_unconfirmed_address_renews_the_first()
    {
        await Open();
        var first = await Begin();
        var old = Link();
        var second = await Begin(Form with { Company = "Blue and Sons", Email = Email.ToUpperInvariant(), BrowserHash = "other" });
        Assert.Equal(2, Mails(MailKind.VerifyEmail).Length);
        var renewed = Link();
        Assert.Equal(first, renewed.Key);
        Assert.Equal(SignUpLinkState.None, await SignUp(first).Look(old.Hash, Host, "browser"));
        Assert.Equal(SignUpLinkState.Confirmable, await SignUp(first).Look(renewed.Hash, Host, "other"));
        await Begin(Form, second);
        Assert.Equal(2, Mails(MailKind.VerifyEmail).Length);

        Assert.Equal("Blue and Sons", (await Confirm("other")).Value!.Settings.Name);
        Assert.Single(await Customers());
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_and_its_owner_a_mail()
    {
        await Open();
        await Begin();
        Assert.True((await Confirm()).IsSaved);
        var again = await Begin(Form with { Company = "Somebody Else" });
        var mail = Assert.Single(Mails(MailKind.KnownAddress));
        Assert.Equal((Email, "Bea Blue", "/sign-in"), (mail.ToAddress, mail.ToName, mail.Link));
        Assert.Single(Mails(MailKind.VerifyEmail));
        await Begin(key: again);
        Assert.Single(Mails(MailKind.KnownAddress));
        Assert.DoesNotContain(Email, await Stored(again), StringComparison.Ordinal);
        Assert.Single(await Customers());
    }

    [Fact]
    public async Task Another_browser_needs_a_password_of_its_own()
    {
        await Open();
        var key = await Begin();
        var (_, hash) = Link();
        Assert.Equal(SignUpLinkState.NeedsPassword, await SignUp(key).Look(hash, Host, null));
        Assert.Equal("password", Assert.Single((await Confirm("other")).Errors).Field);
        Assert.Equal("password", Assert.Single((await Confirm("other", "short")).Errors).Field);
        Assert.Empty(await Customers());
        Assert.True((await Confirm("other", "another horse battery")).IsSaved);
        var person = Cluster.Grains.GetGrain<IPersonGrain>(Assert.Single(Assert.Single(await Customers()).People).Person);
        Assert.NotNull((await person.SignIn(Attempt("another horse battery"))).Token);
        Assert.Null((await person.SignIn(Attempt(Password))).Token);
    }

    [Fact]
    public async Task A_link_is_good_on_its_host_with_its_token_alone()
    {
        await Open();
        var key = await Begin();
        var (_, hash) = Link();
        Assert.Equal(SignUpLinkState.None, await SignUp(key).Look(hash, "other.example", "browser"));
        Assert.Equal(SignUpLinkState.None, await SignUp(key).Look(SignUpLink.HashOf("made up"), Host, "browser"));
        Assert.Equal(SaveOutcome.NotFound, (await SignUp(key).Confirm(hash, "other.example", "browser", null)).Outcome);
        Assert.Equal(SignUpLinkState.None, await SignUp(NewKey()).Look(hash, Host, "browser"));
        Assert.Empty(await Customers());
    }

    [Fact]
    public async Task Neither_password_nor_token_stands_in_the_store()
    {
        await Open();
        var key = await Begin();
        var stored = await Stored(key);
        Assert.Contains(Email, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, stored, StringComparison.Ordinal);
        var link = Mails(MailKind.VerifyEmail)[0].Link!;
        Assert.DoesNotContain(link[(link.IndexOf('.', StringComparison.Ordinal) + 1)..], stored, StringComparison.Ordinal);
        Assert.True((await Confirm()).IsSaved);
        Assert.DoesNotContain(Email, await Stored(key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_fields_and_closed_domains_are_told_and_nothing_is_kept()
    {
        await Open();
        var key = NewKey();
        Assert.Equal(
            ["email", "currency"],
            (await SignUp(key).Begin(Form with { Email = "x", Currency = "GBP" })).Errors.Select(error => error.Field));
        Assert.Single((await SignUp(key).Begin(Form with { Kind = CustomerKind.Carrier })).Errors);
        Assert.Single((await SignUp(key).Begin(Form with { Host = "nowhere.example" })).Errors);
        Assert.Equal("", await Stored(key));
        await Begin(key: key);
        Assert.Single(Mails(MailKind.VerifyEmail));
    }

    [Fact]
    public async Task A_used_up_budget_changes_the_mails_and_not_the_answer()
    {
        await Open();
        for (var i = 0; i < 8; i++)
            await Begin();
        Assert.Equal(5, Mails(MailKind.VerifyEmail).Length);
    }

    [Fact]
    public async Task In_another_currency_staff_are_told_what_was_left_out()
    {
        await Open();
        var staff = $"ann@{Host}";
        Assert.True((await Cluster.Grains.GetGrain<IOperatorGrain>(staff).Create(
            new OperatorSettings { Email = staff, Name = "Ann", Rights = new StaffRights { Role = StaffRole.Admin } },
            "correct horse battery",
            By("staff"))).IsSaved);
        await Begin(Form with { Currency = "EUR" });
        var made = (await Confirm()).Value!;
        Assert.Equal(("EUR", 0m), (made.Settings.Currency, made.Settings.DebitLimit));
        var rows = await Cluster.Service<Portal.Audit.IAuditReader>().List(
            new Portal.Storage.ListQuery(), "customer/" + made.Settings.Id, Stop);
        var row = Assert.Single(rows.Items, item => item.Action == "signUp.leftOut");
        Assert.Contains("payments", row.After, StringComparison.Ordinal);
        var notice = Assert.Single(
            Mails(MailKind.SignUpNotice, IOutboxGrain.Platform), mail => mail.ToAddress == staff && mail.Values["host"] == Host);
        Assert.Equal("/customers/" + made.Settings.Id, notice.Link);
        Assert.Empty(Assert.Single(await Customers()).Items);
    }

    [Fact]
    public async Task A_carrier_signs_up_without_money()
    {
        await Open(settings => settings with { CarrierSignUp = true });
        await Begin(Form with { Kind = CustomerKind.Carrier, Currency = null });
        var made = (await Confirm()).Value!;
        Assert.StartsWith("cr_", made.Settings.Id, StringComparison.Ordinal);
        Assert.Equal((CustomerKind.Carrier, ""), (made.Settings.Kind, made.Settings.Currency));
        Assert.Empty(Assert.Single(await Customers(CustomerKind.Carrier)).Items);
    }

    [Fact]
    public async Task Rows_of_each_kind_are_copied_and_what_the_template_is_given_later_is_not()
    {
        await Open(
            null,
            new Payment { Total = 5, Currency = "USD" },
            new CustomerRoute { Name = "Standard", Prefix = "44", RateCard = "Gold" },
            new CustomerPackage { Name = "Number", Retail = 3, Currency = "USD" },
            new CustomerAlert { Title = "Low balance", Threshold = 1 },
            new CustomerContract { Name = "Terms", Text = "Be kind.", Required = true });
        await Begin();
        Assert.True((await Confirm()).IsSaved);
        Assert.True(
            (await Cluster.Grains.GetGrain<ICustomerGrain>(Template).AddItem(
                new Payment { Total = 1, Currency = "USD" }, By("later"))).IsSaved);
        var items = Assert.Single(await Customers()).Items;
        Assert.Equal(
            ["Payment", "CustomerRoute", "CustomerPackage", "CustomerAlert", "CustomerContract"],
            items.Select(item => item.GetType().Name));
        Assert.Equal("Be kind.", Assert.IsType<CustomerContract>(items[4]).Text);
        Assert.Equal("Gold", Assert.IsType<CustomerRoute>(items[1]).RateCard);
    }

    private PersonSignIn Attempt(string password) => new(Host, password, null, "test", false, false, true);
}

public sealed class SqliteSignUpTests(SqliteSignUps cluster) : SignUpTests(cluster), IClassFixture<SqliteSignUps>;

public sealed class PostgresSignUpTests(PostgresSignUps cluster) : SignUpTests(cluster), IClassFixture<PostgresSignUps>;
