using System.Collections.Frozen;

namespace Portal.Customers;

/// <summary>The kinds of rows that hang on a customer. A kind that has no line here doesn't build.</summary>
internal static class ItemKinds
{
    private static readonly FrozenDictionary<ItemKind, ItemTraits> ByKind =
        Enum.GetValues<ItemKind>().ToFrozenDictionary(kind => kind, Make);

    /// <summary>In the order of <see cref="ItemKind"/>.</summary>
    public static IReadOnlyList<ItemTraits> All { get; } = [.. Enum.GetValues<ItemKind>().Select(Of)];

    public static ItemTraits Of(ItemKind kind) => ByKind[kind];

    public static ItemTraits Of(ItemSettings item) => ByKind[item.Kind];

    /// <param name="name">As rows have it.</param>
    public static ItemTraits Named(string name) => All.First(traits => traits.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ItemTraits Make(ItemKind kind) => kind switch
    {
        ItemKind.Payment => new PaymentTraits(),
        ItemKind.Route => new RouteTraits(),
        ItemKind.Package => new PackageTraits(),
        ItemKind.Alert => new AlertTraits(),
        ItemKind.Contract => new ContractTraits(),
    };
}
