using Portal.ApiKeys;
using Portal.Customers;
using Portal.People;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Unit.Domains;
using Portal.Tests.Unit.Portals.Sections;
using static Portal.Saving.DeskOutcome;

namespace Portal.Tests.Unit.Desks;

/// <summary>Who may do what with the people of a customer of the brand <c>acme</c>.</summary>
public sealed class ContactDeskTests
{
    private const string Customer = "c_1";
    private const string Contact = "ct_1";
    private const CustomerKind Kind = CustomerKind.Customer;
    private static readonly ContactSettings Settings = new() { Name = "Ann", Email = "ann@anvils.example", Phone = "+1 555 0100" };
    private static readonly ContactView View = new(Contact, Customer, "p_1", Settings, true, true, false, 3, default, null);

    private readonly MadeUpGrains grains = new();
    private ContactView stored = View;
    private readonly CustomerContactDesk desk;

    public ContactDeskTests()
    {
        grains.Answers["ICustomerGrain.Get"] = new CustomerView(
            new CustomerSettings { Id = Customer, Name = "Anvils", Currency = "USD", Reseller = "acme" }, 7, "acme", default, default);
        grains.Answers["OfferInvitation"] = new InvitationLink("portal.acme.example", "/reset-password?token=x", default);
        grains.Answers["ResetSecondFactor"] = new SaveResult<PersonSnapshot> { Outcome = SaveOutcome.Saved };
        grains.Answers["OpenPortal"] = "token";
        var customers = new CustomerDesk(
            grains.Factory,
            Told.That<ICustomerDirectory>(("Exists", (object?[] asked) => (object)(asked is [Customer, Kind, _]))),
            new CustomerRules(new KnownDomains(), new KnownThings("acme")),
            new DecidedChange(TimeProvider.System));
        object? Saved(object?[] asked) => SaveResult<ContactView>.Saved(stored);
        var contacts = Told.That<IContactDesk>(
            ("Get", (object?[] asked) => asked is [Customer, Contact, _] ? stored : null),
            ("Add", (Func<object?[], object?>)Saved),
            ("Save", (Func<object?[], object?>)Saved),
            ("Remove", (Func<object?[], object?>)Saved),
            ("Invite", (Func<object?[], object?>)Saved),
            ("Withdraw", (Func<object?[], object?>)Saved),
            ("SendPasswordLink", true));
        var directory = Told.That<IContactDirectory>(("List", new Page<ContactRow>([], null)));
        desk = new(customers, contacts, directory, grains.Factory);
    }

    [Theory]
    [InlineData("owner", Done)]
    [InlineData("reseller of acme", Done)]
    [InlineData("reseller of other", Forbidden)]
    [InlineData("read-only", Forbidden)]
    internal async Task The_first_contact_of_a_customer_made_just_now_needs_no_row_of_it(string who, DeskOutcome expected)
    {
        var made = new CustomerView(
            new CustomerSettings { Id = "c_new", Name = "Made", Currency = "USD", Reseller = "acme" }, 1, "acme", default, default);
        Assert.Equal(expected, (await desk.AddFirst(Callers.Of(who), made, Settings, Callers.Change(), None)).Outcome);
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owner", Done, Done, Done, Done)]
    [InlineData("administrator", Done, Done, Done, Done)]
    [InlineData("support", Done, Forbidden, Done, Done)]
    [InlineData("read-only", Done, Forbidden, Forbidden, Forbidden)]
    [InlineData("reseller of acme", Done, Done, Done, Forbidden)]
    [InlineData("reseller of both", Done, Done, Done, Forbidden)]
    [InlineData("reseller of other", NotFound, NotFound, NotFound, NotFound)]
    [InlineData("reseller of none", NotFound, NotFound, NotFound, NotFound)]
    [InlineData("role of a later release", NotFound, NotFound, NotFound, NotFound)]
    [InlineData("signed out", NotFound, NotFound, NotFound, NotFound)]
    internal async Task Support_helps_and_those_whose_customer_it_is_change(
        string who, DeskOutcome sees, DeskOutcome changes, DeskOutcome helps, DeskOutcome handsOver)
    {
        foreach (var (verb, act) in Verbs())
        {
            var expected = verb[..5] switch { "read:" => sees, "help:" => helps, "hand:" => handsOver, _ => changes };
            Assert.Equal((verb, expected), (verb, await act(Callers.Of(who), Contact)));
        }
    }

    [Fact]
    public async Task Somebody_who_is_not_there_is_found_by_nobody()
    {
        foreach (var (verb, act) in Verbs().Where(one => !one.Verb.Contains("all", StringComparison.Ordinal)))
        {
            foreach (var contact in new[] { "ct_2", "", new string('x', 65) })
                Assert.Equal((verb, NotFound), (verb, await act(Callers.Of("owner"), contact)));
        }
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_no_more()
    {
        foreach (var scope in Scopes.Known)
        {
            foreach (var (verb, act) in Verbs())
            {
                var needed = verb.StartsWith("read:", StringComparison.Ordinal) ? "customers.read" : "customers.write";
                Assert.Equal(
                    (scope, verb, Scopes.Allow([scope], needed) ? Done : Forbidden),
                    (scope, verb, await act(Callers.KeyFor(scope), Contact)));
            }
        }
    }

    [Theory]
    [InlineData("owner", Done)]
    [InlineData("reseller of acme", Invalid)]
    internal async Task Passwords_are_set_by_the_platforms_staff_alone(string who, DeskOutcome outcome)
    {
        var caller = Callers.Of(who);
        const string password = "correct horse battery";
        var added = await desk.Add(caller, Kind, Customer, Settings, password, [], Callers.Change(), None);
        var saved = await desk.Save(caller, Kind, Customer, Contact, Settings, SecretInput.Set(password), [], Callers.Change(), None);
        Assert.Equal((outcome, outcome), (added.Outcome, saved.Outcome));
        string[] fields = outcome == Done ? [] : ["password"];
        Assert.Equal(fields, saved.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task Of_somebody_who_has_places_elsewhere_a_reseller_sees_and_resets_nothing_of_their_own()
    {
        stored = View with { HasOtherPlaces = true };
        var reseller = Callers.Of("reseller of acme");
        Assert.Null((await desk.Find(reseller, Kind, Customer, Contact, None)).Value!.Settings.Phone);
        Assert.Null((await desk.Invite(reseller, Kind, Customer, Contact, Callers.Change(), None)).Value!.Settings.Phone);
        Assert.Equal(Forbidden, (await desk.ResetSecondFactor(reseller, Kind, Customer, Contact, Callers.Change(), None)).Outcome);
        Assert.Equal(Done, (await desk.ResetSecondFactor(Callers.Of("support"), Kind, Customer, Contact, Callers.Change(), None)).Outcome);
        Assert.NotNull((await desk.Find(Callers.Of("support"), Kind, Customer, Contact, None)).Value!.Settings.Phone);
    }

    [Fact]
    public async Task Who_has_not_accepted_has_no_second_factor_to_reset()
    {
        stored = View with { IsInvited = true };
        var answer = await desk.ResetSecondFactor(Callers.Of("owner"), Kind, Customer, Contact, Callers.Change(), None);
        Assert.Equal(InTheWay, answer.Outcome);
        Assert.DoesNotContain(grains.Asked, asked => asked.EndsWith("ResetSecondFactor", StringComparison.Ordinal));
    }

    private IEnumerable<(string Verb, Func<Caller, string, Task<DeskOutcome>> Act)> Verbs()
    {
        var change = Callers.Change();
        return
        [
            ("read: all", async (caller, _) => (await desk.List(caller, Kind, Customer, new ListQuery(), None)).Outcome),
            ("read: one", async (caller, id) => (await desk.Find(caller, Kind, Customer, id, None)).Outcome),
            ("change: add to all", async (caller, _) => (await desk.Add(caller, Kind, Customer, Settings, null, [], change, None)).Outcome),
            ("change: save", async (caller, id) =>
                (await desk.Save(caller, Kind, Customer, id, Settings, SecretInput.Keep, [], change, None)).Outcome),
            ("change: remove", async (caller, id) => (await desk.Remove(caller, Kind, Customer, id, change, None)).Outcome),
            ("change: invite", async (caller, id) => (await desk.Invite(caller, Kind, Customer, id, change, None)).Outcome),
            ("change: withdraw", async (caller, id) => (await desk.Withdraw(caller, Kind, Customer, id, change, None)).Outcome),
            ("help: link", async (caller, id) => (await desk.SendLink(caller, Kind, Customer, id, change, None)).Outcome),
            ("help: factor", async (caller, id) => (await desk.ResetSecondFactor(caller, Kind, Customer, id, change, None)).Outcome),
            ("help: portal", async (caller, id) =>
                (await desk.OpenPortal(caller, Kind, Customer, id, "portal.acme.example", change, None)).Outcome),
            ("hand: over", async (caller, id) => (await desk.OfferInvitation(caller, Kind, Customer, id, change, None)).Outcome),
        ];
    }
}
