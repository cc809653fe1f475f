using Portal.Customers;
using Portal.Domains;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.SignUp;
using Portal.Staff;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.SignUp;

/// <summary>Sign-ups on a domain where staff approve them first.</summary>
public abstract class ApprovalTests(ClusterFixture cluster) : SignUpScenarios(cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_staff_approve_the_customer_waits_for_them_and_every_word_says_so()
    {
        await OpenForApproval();
        var staff = await Hire("ann", new StaffRights { Role = StaffRole.Admin });
        await Begin();
        Assert.Equal(MailSituations.Approval, Assert.Single(Mails(MailKind.VerifyEmail)).Values[MailSituations.Value]);
        var (key, hash) = Link();
        var made = (await Confirm()).Value!;
        Assert.Equal(CustomerStatus.PendingApproval, made.Settings.Status);
        Assert.Equal(SignUpLinkState.Waits, await SignUp(key).Look(hash, Host, "browser"));
        Assert.True((await Confirm()).IsSaved);

        Assert.Empty(Mails(MailKind.Welcome));
        Assert.Equal((Email, null), (Assert.Single(Mails(MailKind.SignUpWaits)).ToAddress, Mails(MailKind.SignUpWaits)[0].Link));
        var asked = Assert.Single(
            Mails(MailKind.SignUpAsks, IOutboxGrain.Platform), mail => mail.ToAddress == staff && mail.Values["host"] == Host);
        Assert.Equal("/customers/" + made.Settings.Id, asked.Link);

        var person = await Person(made.Settings.Id);
        Assert.Equal((null, true), Seen(await person.SignIn(Attempt(Password))));
        Assert.Equal((null, false), Seen(await person.SignIn(Attempt("a wrong password"))));
        Assert.Equal((null, false), Seen(await person.SignIn(Attempt(Password) with { Host = "elsewhere.example" })));

        await Begin(Form with { Source = "192.0.2.77" });
        Assert.Equal(
            (MailSituations.Waits, null),
            (Assert.Single(Mails(MailKind.KnownAddress)).Values[MailSituations.Value], Mails(MailKind.KnownAddress)[0].Link));
    }

    [Fact]
    public async Task What_the_template_brings_counts_from_approval_and_nothing_of_it_before()
    {
        var clock = Cluster.Service<TimeProvider>() as Dns.PushedClock;
        await OpenForApproval(
            new Payment { Total = 5.00m, Currency = "USD", Description = "Welcome" },
            new CustomerPackage { Name = "Number", Retail = 3, Currency = "USD", Start = Today(), End = Today().AddDays(30) },
            new CustomerContract { Name = "Terms", Text = "Be kind.", Required = true, GraceUntil = Now() + TimeSpan.FromDays(14) });
        await Begin();
        var id = (await Confirm()).Value!.Settings.Id;
        Assert.Empty(Assert.Single(await Customers()).Items);
        Assert.Equal(new Money(0, "USD"), await Cluster.Service<ICustomerItems>().Balance(id, "USD", Stop));
        Assert.Null((await Customer(id).GetSnapshot(-1))!.ContractsDueAt);

        clock?.Push(TimeSpan.FromDays(3));
        var before = Now();
        var change = By("approve");
        Assert.Equal(CustomerStatus.Active, (await Customer(id).Approve(change)).Value!.Settings.Status);
        Assert.True((await Customer(id).Approve(change)).IsSaved);
        Assert.Equal(SaveOutcome.Exists, (await Customer(id).Approve(By("again"))).Outcome);
        Assert.Equal(SaveOutcome.Exists, (await Customer(id).Refuse("Too late", By("too-late"))).Outcome);

        var items = Assert.Single(await Customers()).Items;
        var payment = Assert.Single(items.OfType<Payment>());
        Assert.Equal(5.00m, payment.Total);
        Assert.InRange(payment.Time!.Value, before - TimeSpan.FromMinutes(1), Now() + TimeSpan.FromMinutes(1));
        var package = Assert.Single(items.OfType<CustomerPackage>());
        Assert.Equal(30, package.End!.Value.DayNumber - package.Start!.Value.DayNumber);
        Assert.InRange(package.Start.Value, Day(before).AddDays(-1), Today());
        var due = Assert.Single(items.OfType<CustomerContract>()).GraceUntil!.Value;
        Assert.InRange(due - Now(), TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1), TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        Assert.Equal(due, (await Customer(id).GetSnapshot(-1))!.ContractsDueAt);
        Assert.Equal(new Money(5.00m, "USD"), await Cluster.Service<ICustomerItems>().Balance(id, "USD", Stop));

        Assert.Equal(
            (Email, "/sign-in"),
            (Assert.Single(Mails(MailKind.SignUpApproved)).ToAddress, Mails(MailKind.SignUpApproved)[0].Link));
        Assert.NotNull((await (await Person(id)).SignIn(Attempt(Password))).Token);
    }

    [Fact]
    public async Task A_refusal_has_a_reason_goes_by_mail_into_the_audit_and_holds_the_address()
    {
        await OpenForApproval();
        await Begin();
        var id = (await Confirm()).Value!.Settings.Id;
        Assert.Equal("reason", Assert.Single((await Customer(id).Refuse("  ", By("blank"))).Errors).Field);
        Assert.Equal("reason", Assert.Single((await Customer(id).Refuse(new string('x', 201), By("long"))).Errors).Field);
        var refused = (await Customer(id).Refuse("We do not serve this country yet.", By("refuse"))).Value!;
        Assert.Equal((CustomerStatus.Inactive, "We do not serve this country yet."), (refused.Settings.Status, refused.Refusal));

        var mail = Assert.Single(Mails(MailKind.SignUpRefused));
        Assert.Equal((Email, "We do not serve this country yet.", null), (mail.ToAddress, mail.Values["reason"], mail.Link));
        var rows = await Cluster.Service<Portal.Audit.IAuditReader>().List(new Portal.Storage.ListQuery(), "customer/" + id, Stop);
        Assert.Contains(
            "We do not serve this country yet.",
            Assert.Single(rows.Items, item => item.Action == "customer.refuse").After,
            StringComparison.Ordinal);
        Assert.Equal((null, false), Seen(await (await Person(id)).SignIn(Attempt(Password))));

        await Begin(Form with { Source = "192.0.2.78" });
        Assert.Equal(MailSituations.Closed, Assert.Single(Mails(MailKind.KnownAddress)).Values[MailSituations.Value]);
        Assert.True((await Customer(id).Delete(By("delete"))).IsSaved);
        await Begin(Form with { Source = "192.0.2.79" });
        Assert.Equal(2, Mails(MailKind.VerifyEmail).Length);
    }

    [Fact]
    public async Task A_status_set_by_hand_decides_as_the_buttons_do_and_a_change_of_mind_loses_nothing()
    {
        await OpenForApproval();
        await Begin();
        var made = (await Confirm()).Value!;
        var grain = Customer(made.Settings.Id);
        Assert.True((await grain.Save(made.Settings with { Status = CustomerStatus.Inactive }, By("inactive"))).IsSaved);
        Assert.Equal(MailSituations.Unsaid, Assert.Single(Mails(MailKind.SignUpRefused)).Values[MailSituations.Value]);
        Assert.Empty(Assert.Single(await Customers()).Items);
        Assert.True((await grain.Save(made.Settings with { Status = CustomerStatus.Active }, By("active"))).IsSaved);
        Assert.Single(Mails(MailKind.SignUpApproved));
        Assert.IsType<Payment>(Assert.Single(Assert.Single(await Customers()).Items));
        Assert.True((await grain.Save(made.Settings with { Status = CustomerStatus.Inactive }, By("off"))).IsSaved);
        Assert.True((await grain.Save(made.Settings with { Status = CustomerStatus.Active }, By("on"))).IsSaved);
        Assert.Equal((1, 1), (Mails(MailKind.SignUpApproved).Length, Mails(MailKind.SignUpRefused).Length));
        Assert.Single(Assert.Single(await Customers()).Items);
    }

    [Fact]
    public async Task Whatever_dies_while_staff_approve_there_is_one_of_each_and_one_mail()
    {
        await OpenForApproval();
        for (var point = 0; ; point++)
        {
            Assert.True(point < MostPoints);
            var email = $"approve{point}.{Email}";
            await Begin(Form with { Email = email, Source = $"198.51.100.{point}" });
            var id = (await Confirm()).Value!.Settings.Id;
            var change = By($"approve-{point}");
            var died = await DiesAt(point, id, Customer(id), () => Customer(id).Approve(change));
            // As the reminder does, or staff who press the button again.
            await Customer(id).AsReference<IRemindable>().ReceiveReminder("unfinished", default);
            Assert.True((await Customer(id).Approve(change)).IsSaved, $"died at {point}");

            var made = Assert.Single(await Customers(), customer => customer.Settings.Id == id);
            Assert.Equal(CustomerStatus.Active, made.Settings.Status);
            Assert.IsType<Payment>(Assert.Single(made.Items));
            Assert.Single(Mails(MailKind.SignUpApproved), mail => mail.ToAddress == email);
            if (!died)
                return;
        }
    }

    [Fact]
    public async Task Staff_of_another_brand_neither_hear_of_a_sign_up_nor_decide_on_it()
    {
        await OpenForApproval();
        var other = await Hire("rita", new StaffRights { Role = StaffRole.Reseller, Brands = ["another-brand"] });
        await Begin();
        var id = (await Confirm()).Value!.Settings.Id;
        Assert.DoesNotContain(Mails(MailKind.SignUpAsks, IOutboxGrain.Platform), mail => mail.ToAddress == other);
        var foreign = By("foreign") with { OnlyBrands = ["another-brand"] };
        Assert.Equal(SaveOutcome.NotFound, (await Customer(id).Approve(foreign)).Outcome);
        Assert.Equal(SaveOutcome.NotFound, (await Customer(id).Refuse("", foreign)).Outcome);
    }

    [Fact]
    public async Task A_carrier_waits_and_is_approved_alike()
    {
        await OpenForApproval();
        var staff = await Hire("ann", new StaffRights { Role = StaffRole.Admin });
        await Begin(Form with { Kind = CustomerKind.Carrier, Currency = null });
        var id = (await Confirm()).Value!.Settings.Id;
        Assert.Equal(CustomerStatus.PendingApproval, Assert.Single(await Customers(CustomerKind.Carrier)).Settings.Status);
        Assert.Single(Mails(MailKind.SignUpWaits));
        Assert.Equal(
            "/carriers/" + id,
            Assert.Single(Mails(MailKind.SignUpAsks, IOutboxGrain.Platform), mail => mail.ToAddress == staff).Link);
        Assert.True((await Customer(id).Approve(By("approve"))).IsSaved);
        Assert.Single(Mails(MailKind.SignUpApproved));
    }

    private Task OpenForApproval(params ItemSettings[] items) =>
        Open(settings => settings with { SignUpPolicy = SignUpPolicy.Approval, CarrierSignUp = true }, items);

    private async Task<string> Hire(string name, StaffRights rights)
    {
        var email = $"{name}@{Host}";
        var settings = new OperatorSettings { Email = email, Name = name, Rights = rights };
        Assert.True((await Cluster.Grains.GetGrain<IOperatorGrain>(email).Create(settings, Password, By(name))).IsSaved);
        return email;
    }

    private ICustomerGrain Customer(string id) => Cluster.Grains.GetGrain<ICustomerGrain>(id);

    private async Task<IPersonGrain> Person(string customer) => Cluster.Grains.GetGrain<IPersonGrain>(
        Assert.Single((await Cluster.Service<IContactDirectory>().List(customer, new Portal.Storage.ListQuery(), Stop)).Items).Person);

    private PersonSignIn Attempt(string password) => new(Host, password, null, "test", false, false, true);

    private static (string? Token, bool Waits) Seen(PersonSignInAnswer answer) => (answer.Token, answer.Waits);

    private DateTimeOffset Now() => Cluster.Service<TimeProvider>().GetUtcNow();

    private DateOnly Today() => Day(Now());

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}

public sealed class SqliteApprovalTests(SqliteSignUps cluster) : ApprovalTests(cluster), IClassFixture<SqliteSignUps>;

public sealed class PostgresApprovalTests(PostgresSignUps cluster) : ApprovalTests(cluster), IClassFixture<PostgresSignUps>;
