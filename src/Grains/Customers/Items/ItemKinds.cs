using System.Collections.Frozen;
using Portal.Saving;

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
    /// <exception cref="StoreUnavailableException">
    /// Only a newer release knows it: what needs all rows waits for a member that does.
    /// </exception>
    public static ItemTraits Named(string name) =>
        All.FirstOrDefault(traits => traits.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new StoreUnavailableException(StoreFault.Newer, $"It has rows of a kind that this one doesn't know: {name}.");

    private static ItemTraits Make(ItemKind kind) => kind switch
    {
        ItemKind.Payment => new PaymentTraits(),
        ItemKind.Route => new RouteTraits(),
        ItemKind.Package => new PackageTraits(),
        ItemKind.Alert => new AlertTraits(),
        ItemKind.Contract => new ContractTraits(),
    };
}
