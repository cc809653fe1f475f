using Portal.Customers;

namespace Portal.WebHost.Portals;

/// <summary>A section that shows one kind of what hangs on a customer: the overview says how many there are.</summary>
internal interface IItemSection : IPortalSection
{
    ItemKind Kind { get; }
}
