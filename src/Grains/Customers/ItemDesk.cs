using Portal.Saving;
using Portal.Storage;

namespace Portal.Customers;

/// <summary>What is done with the rows that hang on a customer. Whose the customer is decides (ADR 0055).</summary>
internal sealed class ItemDesk(IGrainFactory grains, CustomerDesk customers, ICustomerItems items)
{
    public async Task<DeskAnswer<Page<ItemView>>> List(
        Caller caller, CustomerKind owner, string id, ItemKind kind, ListQuery query, CancellationToken cancellation) =>
        await customers.Find(caller, owner, id, cancellation) is var found && found.IsDone
            ? DeskAnswer<Page<ItemView>>.Done(await items.List(id, kind, query, cancellation))
            : found.Refusing<Page<ItemView>>();

    public async Task<DeskAnswer<ItemView>> Find(
        Caller caller, CustomerKind owner, string id, ItemKind kind, string item, CancellationToken cancellation) =>
        await customers.Find(caller, owner, id, cancellation) is var found && found.IsDone
            ? await Of(id, kind, item, cancellation)
            : found.Refusing<ItemView>();

    public async Task<DeskAnswer<ItemView>> FindToChange(
        Caller caller, CustomerKind owner, string id, ItemKind kind, string item, CancellationToken cancellation) =>
        await customers.FindToChange(caller, owner, id, cancellation) is var found && found.IsDone
            ? await Of(id, kind, item, cancellation)
            : found.Refusing<ItemView>();

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public async Task<DeskAnswer<ItemView>> Add(
        Caller caller,
        CustomerKind owner,
        string id,
        ItemSettings settings,
        IReadOnlyCollection<FieldError> unread,
        Change change,
        CancellationToken cancellation) =>
        await customers.FindToChange(caller, owner, id, cancellation) is var found && !found.IsDone ? found.Refusing<ItemView>()
        : unread.Count > 0 ? Wrong(settings, found.Value!, unread)
        : DeskAnswer<ItemView>.Of(await Grain(id).AddItem(settings, caller.OwnNew(change)));

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public async Task<DeskAnswer<ItemView>> Save(
        Caller caller,
        CustomerKind owner,
        string id,
        string item,
        ItemSettings settings,
        IReadOnlyCollection<FieldError> unread,
        Change change,
        CancellationToken cancellation) =>
        await customers.FindToChange(caller, owner, id, cancellation) is var found && !found.IsDone ? found.Refusing<ItemView>()
        : await Of(id, settings.Kind, item, cancellation) is { IsDone: false } missing ? missing
        : unread.Count > 0 ? Wrong(settings, found.Value!, unread)
        : DeskAnswer<ItemView>.Of(await Grain(id).SaveItem(item, settings, caller.Own(change)));

    public async Task<DeskAnswer<ItemView>> Delete(
        Caller caller, CustomerKind owner, string id, ItemKind kind, string item, Change change, CancellationToken cancellation) =>
        await FindToChange(caller, owner, id, kind, item, cancellation) is { IsDone: false } refused
            ? refused
            : DeskAnswer<ItemView>.Of(await Grain(id).DeleteItem(kind, item, caller.Own(change)));

    private static DeskAnswer<ItemView> Wrong(ItemSettings settings, CustomerView customer, IReadOnlyCollection<FieldError> unread) =>
        DeskAnswer<ItemView>.Invalid(FieldErrors.Join(unread, ItemRules.Check(settings, customer.Settings).Errors));

    private async Task<DeskAnswer<ItemView>> Of(string id, ItemKind kind, string item, CancellationToken cancellation) =>
        CustomerIds.Is(kind, item) && await items.Find(id, kind, item, cancellation) is { } view
            ? DeskAnswer<ItemView>.Done(view)
            : DeskAnswer<ItemView>.NotFound();

    private ICustomerGrain Grain(string id) => grains.GetGrain<ICustomerGrain>(id);
}
