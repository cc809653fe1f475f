using System.Collections.Frozen;
using Portal.Customers;

namespace Portal.WebHost.Items;

/// <summary>The kinds of rows that hang on a customer, as staff and programs see them. One without a line here doesn't build.</summary>
internal static class ItemPlans
{
    private static readonly FrozenDictionary<ItemKind, ItemPlan> ByKind =
        Enum.GetValues<ItemKind>().ToFrozenDictionary(kind => kind, Make);

    /// <summary>In the order of <see cref="ItemKind"/>.</summary>
    public static IReadOnlyList<ItemPlan> All { get; } = [.. Enum.GetValues<ItemKind>().Select(Of)];

    public static ItemPlan Of(ItemKind kind) => ByKind[kind];

    /// <summary>Those that one kind of customer has.</summary>
    public static IEnumerable<ItemPlan> Of(CustomerKind kind) => kind switch
    {
        CustomerKind.Customer => All,
        CustomerKind.Carrier => All.Where(plan => plan.IsForCarriers),
    };

    /// <summary>Null: this kind of customer has no such rows.</summary>
    public static ItemPlan? Find(CustomerKind kind, string segment) => Of(kind).FirstOrDefault(plan => plan.Segment == segment);

    private static ItemPlan Make(ItemKind kind) => kind switch
    {
        ItemKind.Payment => new PaymentPlan(),
        ItemKind.Route => new RoutePlan(),
        ItemKind.Package => new PackagePlan(),
        ItemKind.Alert => new AlertPlan(),
        ItemKind.Contract => new ContractPlan(),
    };
}
