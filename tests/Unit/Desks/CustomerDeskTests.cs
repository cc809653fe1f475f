using Portal.ApiKeys;
using Portal.Customers;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Unit.Domains;
using Portal.Tests.Unit.Portals.Sections;
using static Portal.Saving.DeskOutcome;

namespace Portal.Tests.Unit.Desks;

/// <summary>Who may do what with a customer of the brand <c>acme</c>, and with what hangs on it.</summary>
public sealed class CustomerDeskTests
{
    private const string Id = "c_1";
    private static readonly CustomerSettings Settings = new() { Id = Id, Name = "Anvils", Currency = "USD", Reseller = "acme" };
    private static readonly CustomerView View = new(Settings, 7, "acme", default, default);
    private static readonly Payment Item = new() { Total = 1, Currency = "USD" };
    private static readonly ItemView ItemView = new(ItemId, Id, Item, default, 3);

    private readonly MadeUpGrains grains = new();
    private readonly CustomerDesk desk;
    private readonly ItemDesk items;

    public CustomerDeskTests()
    {
        grains.Answers["Get"] = View;
        foreach (var verb in new[] { "Create", "Save", "Delete", "Approve", "Refuse" })
            grains.Answers[verb] = SaveResult<CustomerView>.Saved(View);
        foreach (var verb in new[] { "AddItem", "SaveItem", "DeleteItem" })
            grains.Answers[verb] = SaveResult<ItemView>.Saved(ItemView);
        var customers = Told.That<ICustomerDirectory>(
            ("Exists", (object?[] asked) => (object)(asked is [Id, CustomerKind.Customer, _])));
        desk = new(
            grains.Factory,
            customers,
            new CustomerRules(new KnownDomains(), new KnownThings("acme", "other")),
            new DecidedChange(TimeProvider.System));
        items = new(grains.Factory, desk, Told.That<ICustomerItems>(
            ("Find", (object?[] asked) => asked is [Id, ItemKind.Payment, { } item, _] && (string)item == ItemId ? ItemView : null),
            ("List", new Page<ItemView>([ItemView], null))));
    }

    private static string ItemId => ItemKinds.Of(ItemKind.Payment).IdPrefix + "1";

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owner", Done, Done, Done)]
    [InlineData("administrator", Done, Done, Done)]
    [InlineData("support", Done, Forbidden, Forbidden)]
    [InlineData("read-only", Done, Forbidden, Forbidden)]
    [InlineData("reseller of acme", Done, Done, Done)]
    [InlineData("reseller of both", Done, Done, Done)]
    [InlineData("reseller of other", NotFound, NotFound, Invalid)]
    [InlineData("reseller of none", NotFound, NotFound, Forbidden)]
    [InlineData("role of a later release", NotFound, NotFound, Forbidden)]
    [InlineData("signed out", NotFound, NotFound, Forbidden)]
    internal async Task Each_caller_sees_changes_and_adds_what_is_theirs(
        string who, DeskOutcome sees, DeskOutcome changes, DeskOutcome adds)
    {
        foreach (var (verb, act) in Verbs())
        {
            grains.Asked.Clear();
            var expected = Reads.Contains(verb) ? sees : verb == "create" ? adds : changes;
            Assert.Equal((verb, expected), (verb, await act(Callers.Of(who), Id)));
            if (expected != Done)
                Assert.All(grains.Asked, asked => Assert.EndsWith(" Get", asked, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("reseller of acme")]
    public async Task An_id_that_is_not_there_wakes_no_grain(string who)
    {
        foreach (var (verb, act) in Verbs().Where(one => one.Verb != "create"))
        {
            foreach (var id in new[] { "c_2", "cr_1", "no id", "" })
                Assert.Equal((verb, NotFound), (verb, await act(Callers.Of(who), id)));
        }

        Assert.Empty(grains.Asked);
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_no_more()
    {
        foreach (var scope in Scopes.Known)
        {
            foreach (var (verb, act) in Verbs())
            {
                var needed = Reads.Contains(verb) ? "customers.read" : "customers.write";
                Assert.Equal(
                    (scope, verb, Scopes.Allow([scope], needed) ? Done : Forbidden),
                    (scope, verb, await act(Callers.KeyFor(scope), Id)));
            }
        }
    }

    [Fact]
    public async Task The_grain_is_told_whose_change_it_is_whatever_the_face_said()
    {
        Change? sent = null;
        grains.Heard = (_, arguments) => sent = arguments.OfType<Change>().FirstOrDefault() ?? sent;
        await desk.Save(Callers.Of("reseller of acme"), Settings, [], Callers.Change(), None);
        Assert.Equal(((long?)7, "o_1"), (sent!.ExpectedVersion, sent.Actor.Id));
        Assert.Equal(["acme"], sent.OnlyBrands!);
    }

    [Theory]
    [InlineData("reseller of acme", "other", "reseller")]
    [InlineData("reseller of acme", "nowhere", "reseller")]
    [InlineData("reseller of both", "other", null)]
    [InlineData("reseller of both", null, "reseller")]
    [InlineData("reseller of acme", null, null)]
    [InlineData("owner", null, null)]
    public async Task A_customer_goes_to_no_brand_that_the_caller_has_not(string who, string? brand, string? wrong)
    {
        var answer = await desk.Save(Callers.Of(who), Settings with { Reseller = brand }, [], Callers.Change(), None);
        Assert.Equal(wrong is null ? Done : Invalid, answer.Outcome);
        string[] fields = wrong is null ? [] : [wrong];
        Assert.Equal(fields, answer.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task A_row_that_is_not_the_customers_is_not_there()
    {
        foreach (var item in new[] { ItemKinds.Of(ItemKind.Payment).IdPrefix + "2", "no id", "" })
        {
            foreach (var answer in new[]
            {
                await items.Find(Callers.Of("owner"), CustomerKind.Customer, Id, ItemKind.Payment, item, None),
                await items.Save(Callers.Of("owner"), CustomerKind.Customer, Id, item, Item, [], Callers.Change(), None),
                await items.Delete(Callers.Of("owner"), CustomerKind.Customer, Id, ItemKind.Payment, item, Callers.Change(), None),
            })
                Assert.Equal(NotFound, answer.Outcome);
        }
    }

    private static readonly string[] Reads = ["find", "list items", "find item"];

    private IEnumerable<(string Verb, Func<Caller, string, Task<DeskOutcome>> Act)> Verbs()
    {
        const CustomerKind kind = CustomerKind.Customer;
        var change = Callers.Change();
        return
        [
            ("find", async (caller, id) => (await desk.Find(caller, kind, id, None)).Outcome),
            ("save", async (caller, id) => (await desk.Save(caller, Settings with { Id = id }, [], change, None)).Outcome),
            ("delete", async (caller, id) => (await desk.Delete(caller, kind, id, change, None)).Outcome),
            ("approve", async (caller, id) => (await desk.Approve(caller, kind, id, change, None)).Outcome),
            ("refuse", async (caller, id) => (await desk.Refuse(caller, kind, id, "No.", change, None)).Outcome),
            ("create", async (caller, _) => (await desk.Create(caller, Settings, [], change, None)).Outcome),
            ("list items", async (caller, id) => (await items.List(caller, kind, id, ItemKind.Payment, new ListQuery(), None)).Outcome),
            ("find item", async (caller, id) => (await items.Find(caller, kind, id, ItemKind.Payment, ItemId, None)).Outcome),
            ("add item", async (caller, id) => (await items.Add(caller, kind, id, Item, [], change, None)).Outcome),
            ("save item", async (caller, id) => (await items.Save(caller, kind, id, ItemId, Item, [], change, None)).Outcome),
            ("delete item", async (caller, id) => (await items.Delete(caller, kind, id, ItemKind.Payment, ItemId, change, None)).Outcome),
        ];
    }
}
