using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Customers;
using Portal.Feed;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Single customers and carriers with their balances: decoded, given to the desk, answered.</summary>
internal sealed class CustomerAnswers(CustomerDesk desk, ICustomerItems items)
{
    public async Task<ApiAnswer> Read(CustomerKind kind, string id, ApiCall call, CancellationToken cancellation)
    {
        var found = await desk.Find(call.Caller, kind, id, cancellation);
        if (!found.IsDone)
            return found.Refused(CustomerEndpoints.What(kind));
        var view = found.Value;
        // The balance moves without a version: whoever asks "is it still this one?" of a customer wants to know that too.
        return view.Settings.IsCarrier && call.Conditions.Has(view.Version)
            ? ApiAnswer.NotModified(view.Version)
            : ApiAnswer.Ok(await Show(view, cancellation), view.Version);
    }

    public async Task<ApiAnswer> Create(CustomerKind kind, ApiCall call, CancellationToken cancellation)
    {
        if (CustomerDesk.RefuseAdding(call.Caller) is { } refused)
            return refused.Refused(CustomerEndpoints.What(kind));
        var (body, problem) = await call.Read(CustomerDocument.Of(kind).Shape);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var result = await desk.Create(call.Caller, CustomerDocument.Of(kind).FromJson(body, errors), errors, call.Change(), cancellation);
        return result.Answer(CustomerEndpoints.What(kind), Version, view => ApiAnswer.Created(
            CustomerDocument.Write(view, Balances.None),
            $"{ApiPipeline.Prefix}{CustomerEndpoints.Path(kind)}/{view.Settings.Id}",
            view.Version), FeedKey);
    }

    public Task<ApiAnswer> Edit(CustomerKind kind, string id, ApiCall call, bool patch, CancellationToken cancellation) =>
        new Edit<CustomerView, CustomerSettings>
        {
            What = CustomerEndpoints.What(kind),
            Shape = CustomerDocument.Of(kind).Shape,
            Find = () => desk.FindToChange(call.Caller, kind, id, cancellation),
            Version = Version,
            FeedKey = FeedKey,
            // What is merged into has no need of balances: nobody sets them.
            Write = view => CustomerDocument.Write(view, Balances.None),
            Show = view => ShowSaved(view, cancellation),
            Read = Read,
            Save = (settings, errors, change) => desk.Save(call.Caller, settings, errors, change, cancellation),
        }.Run(call, patch);

    public Task<ApiAnswer> Delete(CustomerKind kind, string id, ApiCall call, CancellationToken cancellation) => Removal.Run(
        call,
        CustomerEndpoints.What(kind),
        () => desk.FindToChange(call.Caller, kind, id, cancellation),
        Version,
        change => desk.Delete(call.Caller, kind, id, change, cancellation),
        FeedKey);

    /// <summary>What was decided about a sign-up.</summary>
    public async Task<ApiAnswer> Answer(CustomerKind kind, DeskAnswer<CustomerView> result, CancellationToken cancellation)
    {
        var body = result.IsDone ? await ShowSaved(result.Value, cancellation) : null;
        return result.Answer(CustomerEndpoints.What(kind), Version, view => ApiAnswer.Ok(body!, view.Version), FeedKey);
    }

    private async Task<JsonObject> Show(CustomerView view, CancellationToken cancellation) =>
        CustomerDocument.Write(view, await BalancesOf(view.Settings, cancellation));

    // It is saved: a balance that can't be read now is left out, and no error.
    private async Task<JsonObject> ShowSaved(CustomerView view, CancellationToken cancellation)
    {
        try
        {
            return await Show(view, cancellation);
        }
        catch (Exception problem) when (problem is DbException or TimeoutException)
        {
            var without = CustomerDocument.Write(view, Balances.None);
            without.Remove(MoneyFields.BalanceName);
            return without;
        }
    }

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
