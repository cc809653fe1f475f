using Portal.Saving;
using Portal.Storage;

namespace Portal.Customers;

/// <summary>
/// What is done with customers and carriers, whoever asks by whichever face: the one place where their rights are decided
/// (ADR 0055). Which domains and brands a reseller may name is among the rules: <see cref="CustomerRules"/>.
/// </summary>
internal sealed class CustomerDesk(IGrainFactory grains, ICustomerDirectory customers, CustomerRules rules, DecidedChange decided)
{
    public const string Writing = "customers.write";
    private const string Reading = "customers.read";

    public static bool MaySee(Caller caller, string? brand) => caller.Rights.CanSee(brand);

    public static bool MayChange(Caller caller, string? brand) => caller.Rights.CanChange(brand);

    /// <summary>Before anything else is asked about a new one. Null: go on.</summary>
    public static DeskAnswer<CustomerView>? RefuseAdding(Caller caller) =>
        caller.Lacks(Writing) ? DeskAnswer<CustomerView>.Lacks(Writing)
        : caller.Rights.CanAdd ? null
        : DeskAnswer<CustomerView>.Forbidden();

    public Task<Page<CustomerRow>> List(Caller caller, CustomerQuery query, CancellationToken cancellation) =>
        customers.List(Own(caller, query), cancellation);

    public IAsyncEnumerable<CustomerRow> All(Caller caller, CustomerQuery query, CancellationToken cancellation) =>
        customers.All(Own(caller, query), cancellation);

    public Task<long> Count(Caller caller, CustomerQuery query, CancellationToken cancellation) =>
        customers.Count(Own(caller, query), cancellation);

    /// <summary>The tags in use, of which others' aren't told.</summary>
    public async Task<IReadOnlyList<string>> Tags(Caller caller, CancellationToken cancellation) =>
        caller.Rights.OnlyBrands is null ? await customers.Tags(cancellation) : [];

    /// <summary>The read model vouches for the id: no grain is woken for one that anybody made up.</summary>
    public async Task<DeskAnswer<CustomerView>> Find(Caller caller, CustomerKind kind, string id, CancellationToken cancellation) =>
        caller.Lacks(Reading) ? DeskAnswer<CustomerView>.Lacks(Reading)
        : CustomerIds.Is(kind, id) && await customers.Exists(id, kind, cancellation)
            && await Grain(id).Get() is { } view && MaySee(caller, view.Brand) ? DeskAnswer<CustomerView>.Done(view)
        : DeskAnswer<CustomerView>.NotFound() with { What = UnknownNames.Of(kind) };

    public async Task<DeskAnswer<CustomerView>> FindToChange(Caller caller, CustomerKind kind, string id, CancellationToken cancellation) =>
        caller.Lacks(Writing) ? DeskAnswer<CustomerView>.Lacks(Writing)
        : await Find(caller, kind, id, cancellation) is var found && found.IsDone && !MayChange(caller, found.Value.Brand)
            ? DeskAnswer<CustomerView>.Forbidden()
        : found;

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public async Task<DeskAnswer<CustomerView>> Create(
        Caller caller, CustomerSettings settings, IReadOnlyCollection<FieldError> unread, Change change, CancellationToken cancellation)
    {
        if (RefuseAdding(caller) is { } refused)
            return refused;
        var id = CustomerIds.For(settings.Kind, caller.OwnNew(change).OperationId);
        return await Wrong(caller, settings, null, unread, cancellation)
            ?? DeskAnswer<CustomerView>.Of(await Grain(id).Create(settings with { Id = id }, [], caller.Own(change)));
    }

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public Task<DeskAnswer<CustomerView>> Save(
        Caller caller, CustomerSettings settings, IReadOnlyCollection<FieldError> unread, Change change, CancellationToken cancellation) =>
        Decide(
            caller,
            settings.Kind,
            settings.Id,
            change,
            async (now, exact) => await Wrong(caller, settings, now.Settings, unread, cancellation)
                ?? DeskAnswer<CustomerView>.Of(await Grain(settings.Id).Save(settings, exact)),
            cancellation);

    public Task<DeskAnswer<CustomerView>> Delete(
        Caller caller, CustomerKind kind, string id, Change change, CancellationToken cancellation) =>
        Decide(caller, kind, id, change, async (_, exact) => DeskAnswer<CustomerView>.Of(await Grain(id).Delete(exact)), cancellation);

    /// <summary>Lets a sign-up that waits in. In the way: it doesn't wait.</summary>
    public Task<DeskAnswer<CustomerView>> Approve(
        Caller caller, CustomerKind kind, string id, Change change, CancellationToken cancellation) =>
        Decide(caller, kind, id, change, async (_, exact) => DeskAnswer<CustomerView>.Of(await Grain(id).Approve(exact)), cancellation);

    /// <summary>Refuses a sign-up that waits. In the way: it doesn't wait.</summary>
    public Task<DeskAnswer<CustomerView>> Refuse(
        Caller caller, CustomerKind kind, string id, string? reason, Change change, CancellationToken cancellation) =>
        Decide(
            caller, kind, id, change, async (_, exact) => DeskAnswer<CustomerView>.Of(await Grain(id).Refuse(reason, exact)), cancellation);

    private Task<DeskAnswer<CustomerView>> Decide(
        Caller caller,
        CustomerKind kind,
        string id,
        Change change,
        Func<CustomerView, Change, Task<DeskAnswer<CustomerView>>> make,
        CancellationToken cancellation) =>
        decided.Make(caller, () => FindToChange(caller, kind, id, cancellation), view => view.Version, change, make);

    /// <summary>
    /// What is wrong, and which domains and brands a reseller may not name. Null: nothing, or the grain asks the same rules.
    /// </summary>
    private async Task<DeskAnswer<CustomerView>?> Wrong(
        Caller caller,
        CustomerSettings settings,
        CustomerSettings? now,
        IReadOnlyCollection<FieldError> unread,
        CancellationToken cancellation)
    {
        if (unread.Count == 0 && !caller.Rights.IsReseller)
            return null;
        var wrong = FieldErrors.Join(unread, (await rules.Check(settings, now, caller.Rights.OnlyBrands, cancellation)).Errors);
        return wrong.Count == 0 ? null : DeskAnswer<CustomerView>.Invalid(wrong);
    }

    private static CustomerQuery Own(Caller caller, CustomerQuery query) =>
        query with { List = query.List with { Brands = caller.Rights.OnlyBrands } };

    private ICustomerGrain Grain(string id) => grains.GetGrain<ICustomerGrain>(id);
}
