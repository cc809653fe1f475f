using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Customers;
using Portal.Feed;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Reads and changes single customers for a caller; another brand's are not there for a reseller.</summary>
internal sealed class CustomerDesk(IGrainFactory grains, ICustomerDirectory customers, ICustomerItems items, CustomerRules rules)
{
    /// <summary>The read model vouches for the id: no grain is woken for one that anybody made up.</summary>
    /// <returns>Null: there is no such one for this caller.</returns>
    public async Task<CustomerView?> Find(CustomerKind kind, string id, ApiCall call, CancellationToken cancellation) =>
        CustomerIds.Is(kind, id) && await customers.Find(id, kind, cancellation) is not null
        && await grains.GetGrain<ICustomerGrain>(id).Get() is { } view && call.Rights.CanSee(view.Brand)
            ? view
            : null;

    /// <summary>The one that something hangs on; the answer when it isn't there, or may not be changed.</summary>
    public async Task<(CustomerView? View, ApiAnswer? Problem)> Owner(CustomerKind kind, string id, ApiCall call, bool changes, CancellationToken cancellation) =>
        await Find(kind, id, call, cancellation) is not { } view ? (null, Problems.NotFound(CustomerRoutes.What(kind)))
        : changes && !call.Rights.CanChange(view.Brand) ? (null, Problems.MayNotChange)
        : (view, null);

    public async Task<ApiAnswer> Read(CustomerKind kind, string id, ApiCall call, CancellationToken cancellation)
    {
        if (await Find(kind, id, call, cancellation) is not { } view)
            return Problems.NotFound(CustomerRoutes.What(kind));
        // The balance moves without a version: whoever asks "is it still this one?" of a customer wants to know that too.
        return view.Settings.IsCarrier && call.Conditions.Has(view.Version)
            ? ApiAnswer.NotModified(view.Version)
            : ApiAnswer.Ok(CustomerDocument.Write(view, await BalancesOf(view.Settings, cancellation)), view.Version);
    }

    public async Task<ApiAnswer> Create(CustomerKind kind, ApiCall call, CancellationToken cancellation)
    {
        if (call.Rights is { IsReseller: false } && !call.Rights.CanChange(null))
            return Problems.MayNotChange;
        var (body, problem) = await call.Read(CustomerDocument.Of(kind).Shape);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var settings = CustomerDocument.Of(kind).FromJson(body, errors) with { Id = CustomerIds.For(kind, $"{call.Key.Id}/{call.OperationId}") };
        if (errors.Count > 0)
            return Problems.Invalid(errors.Concat((await rules.Check(settings, null, call.OnlyBrands, cancellation)).Errors));
        var result = await grains.GetGrain<ICustomerGrain>(settings.Id).Create(settings, [], call.Change());
        return result.Answer(CustomerRoutes.What(kind), Version, view => ApiAnswer.Created(
            CustomerDocument.Write(view, Balances.None),
            $"{ApiPipeline.Prefix}{CustomerRoutes.Path(kind)}/{view.Settings.Id}",
            view.Version), FeedKey);
    }

    public async Task<ApiAnswer> Edit(CustomerKind kind, string id, ApiCall call, bool patch, CancellationToken cancellation)
    {
        if (await Find(kind, id, call, cancellation) is not { } found)
            return Problems.NotFound(CustomerRoutes.What(kind));
        var grain = grains.GetGrain<ICustomerGrain>(id);
        var balances = await BalancesOf(found.Settings, cancellation);
        return await new Edit<CustomerView, CustomerSettings>
        {
            What = CustomerRoutes.What(kind),
            Shape = CustomerDocument.Of(kind).Shape,
            Get = grain.Get,
            Version = Version,
            FeedKey = FeedKey,
            Brand = view => view.Brand,
            Write = view => CustomerDocument.Write(view, balances),
            Read = (document, now, errors) => Read(document, now, errors),
            Check = async (now, settings) => (await rules.Check(settings, now.Settings, call.OnlyBrands, cancellation)).Errors,
            Refuse = (_, _) => null,
            Save = grain.Save,
        }.Run(call, patch);
    }

    public async Task<ApiAnswer> Delete(CustomerKind kind, string id, ApiCall call, CancellationToken cancellation)
    {
        while (true)
        {
            var (view, problem) = await Owner(kind, id, call, changes: true, cancellation);
            if (view is null)
                return problem!;
            if (!call.Conditions.Allow(view.Version))
                return Problems.Changed(view.Version);
            var result = await grains.GetGrain<ICustomerGrain>(id).Delete(call.Change(view.Version));
            if (!call.TriesAgain(result.Outcome))
                return result.Answer(call, CustomerRoutes.What(kind), Version, _ => ApiAnswer.NoContent(), FeedKey);
        }
    }

    public async Task<JsonObject> Show(CustomerView view, CancellationToken cancellation) =>
        CustomerDocument.Write(view, await BalancesOf(view.Settings, cancellation));

    private static CustomerSettings Read(JsonElement document, CustomerView now, List<FieldError> errors)
    {
        var settings = CustomerDocument.Of(now.Settings.Kind).FromJson(document, errors);
        if (settings.Id.Length > 0 && settings.Id != now.Settings.Id)
            errors.Add(new FieldError("id", $"An id can't be changed: this is {now.Settings.Id}."));
        return settings with { Id = now.Settings.Id };
    }

    private async Task<Balances> BalancesOf(CustomerSettings settings, CancellationToken cancellation) =>
        settings.IsCarrier ? Balances.None : await items.Balances(settings.Id, cancellation);

    private static long Version(CustomerView view) => view.Version;

    private static string FeedKey(CustomerView view) => FeedKeys.Customer(view.Settings.Id);
}
