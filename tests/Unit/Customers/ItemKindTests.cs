using System.Reflection;
using System.Runtime.CompilerServices;
using Portal.Customers;
using Portal.Saving;
using Portal.SignUp;
using Portal.Storage;

namespace Portal.Tests.Unit.Customers;

/// <summary>Each kind of rows is whole: nothing of it is forgotten where rows are stored, searched, moved and copied.</summary>
public sealed class ItemKindTests
{
    private static readonly DateTimeOffset Made = new(2030, 1, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Made.AddDays(50).AddHours(3);
    private static readonly CustomerSettings Customer = new() { Id = "c_1", Name = "Acme", Currency = "USD", TopUpCurrencies = ["EUR"] };

    // Set by approving, or by who makes it: no copy and no other moment has it.
    private static readonly string[] Recorded =
        [nameof(CustomerContract.ApprovedAt), nameof(CustomerContract.ApprovedBy), nameof(CustomerAlert.MadeBy)];

    public static TheoryData<ItemKind> Kinds => [.. Enum.GetValues<ItemKind>()];

    [Fact]
    public void Each_kind_is_described_by_one_class_and_each_class_of_rows_is_of_one_kind()
    {
        Assert.Equal(Enum.GetValues<ItemKind>(), ItemKinds.All.Select(traits => traits.Kind));
        var classes = typeof(ItemSettings).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ItemSettings)));
        Assert.Equal(classes.OrderBy(type => type.Name), ItemKinds.All.Select(traits => traits.Settings).OrderBy(type => type.Name));
        foreach (var traits in ItemKinds.All)
            Assert.Equal(traits.Kind, ((ItemSettings)RuntimeHelpers.GetUninitializedObject(traits.Settings)).Kind);
    }

    [Theory]
    [InlineData(ItemKind.Payment, "payment", "payments", "pay_")]
    [InlineData(ItemKind.Route, "route", "routes", "rt_")]
    [InlineData(ItemKind.Package, "package", "packages", "pk_")]
    [InlineData(ItemKind.Alert, "alert", "alerts", "al_")]
    [InlineData(ItemKind.Contract, "contract", "contracts", "co_")]
    public void What_is_stored_of_a_kind_never_changes(ItemKind kind, string name, string plural, string prefix)
    {
        var traits = ItemKinds.Of(kind);
        Assert.Equal((name, plural, prefix), (traits.Name, traits.Plural, traits.IdPrefix));
        Assert.Same(traits, ItemKinds.Named(name));
    }

    [Fact]
    public void No_two_kinds_have_one_name()
    {
        Assert.Distinct(ItemKinds.All.Select(traits => traits.Name));
        Assert.Distinct(ItemKinds.All.Select(traits => traits.Plural));
        foreach (var traits in ItemKinds.All)
        {
            var id = CustomerIds.ForItem("c_1", traits.Kind, "op", 0);
            Assert.Equal([traits.Kind], Enum.GetValues<ItemKind>().Where(kind => CustomerIds.Is(kind, id)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_row_with_all_of_its_values_is_taken_as_it_is_and_read_as_it_was_written(ItemKind kind)
    {
        var full = FullItems.Of(kind);
        Assert.All(
            Values(full),
            value => Assert.NotNull(value.GetValue(full)));
        var (clean, errors) = ItemRules.Check(full, Customer);
        Assert.Empty(errors);
        Assert.Equal(full, clean);
        var stored = ItemChanges.New("c_1", full, "op", 0, Made, 1);
        Assert.Equal(full, stored.ToSettings());
        Assert.NotEmpty(ItemKinds.Of(kind).Search(full));
        Assert.NotNull(stored.ToRow("c_1"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_of_its_dates_keeps_its_distance_when_a_row_begins_later(ItemKind kind)
    {
        var full = FullItems.Of(kind);
        var moved = ItemKinds.Of(kind).Move(full, new TimeShift(Made, Later));
        foreach (var value in Values(full))
        {
            var (before, after) = (value.GetValue(full), value.GetValue(moved));
            Assert.Equal(
                before switch { DateTimeOffset time => time + (Later - Made), DateOnly day => day.AddDays(50), _ => before },
                after);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_new_customer_gets_a_templates_row_of_each_kind(ItemKind kind)
    {
        var template = new TemplateSnapshot(Customer, [new ItemView("i", "c_1", FullItems.Of(kind), Made)], Later);
        var copy = TemplateCopy.Make(Customer with { Id = "c_2" }, template, Later);
        var stored = StoredItems.Of(copy.Items);
        var kept = System.Text.Json.JsonSerializer.Deserialize<StoredItems>(PortalJson.Write(stored), PortalJson.Options)!;
        Assert.IsType(ItemKinds.Of(kind).Settings, Assert.Single(kept.ToItems()));
        Assert.Empty(copy.LeftOut);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_carrier_has_what_is_for_carriers(ItemKind kind) => Assert.Equal(
        ItemKinds.Of(kind).IsForCarriers,
        ItemRules.Check(FullItems.Of(kind), Customer with { Kind = CustomerKind.Carrier }).Errors.All(error => error.Field != "kind"));

    private static IEnumerable<PropertyInfo> Values(ItemSettings item) => item.GetType().GetProperties()
        .Where(value => value.CanWrite && value.Name != nameof(Kept.Unknown) && !Recorded.Contains(value.Name));

    [Fact]
    public void A_kind_that_only_a_newer_release_knows_is_told_apart_from_a_fault() =>
        Assert.Equal(StoreFault.Newer, Assert.Throws<StoreUnavailableException>(() => ItemKinds.Named("did")).Fault);
}
