using Portal.Customers;
using Portal.Feed;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Staff's word on sign-ups that wait for it: customers and carriers alike.</summary>
internal static class ApprovalRoutes
{
    private static readonly ObjectShape Refusal = new(
        "Refusal",
        new Field(
            "reason",
            new TextShape
            {
                Example = "\"We do not serve this country yet.\"",
                Description = "The people who signed up see it in their e-mail.",
            },
            Required: true));

    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, CustomerKind.Customer);
        Map(api, CustomerKind.Carrier);
    }

    private static void Map(IEndpointRouteBuilder api, CustomerKind kind)
    {
        var (what, path) = (CustomerRoutes.What(kind), CustomerRoutes.Path(kind) + "/{id}");
        api.MapPost(path + "/approve", (string id, ApiCall call, CustomerDesk desk, IGrainFactory grains, CancellationToken cancellation) =>
            Approve(kind, id, call, desk, grains, cancellation)).Does(Operation($"Approve a {what}’s sign-up", kind) with
            {
                Description = "It becomes active, and its people are notified by e-mail. "
                    + "What the template includes starts now: payments, packages, grace periods of contracts. "
                    + "409 unless it is pending-approval.",
            });
        api.MapPost(path + "/refuse", (string id, ApiCall call, CustomerDesk desk, IGrainFactory grains, CancellationToken cancellation) =>
            Refuse(kind, id, call, desk, grains, cancellation)).Does(Operation($"Refuse a {what}’s sign-up", kind) with
            {
                Takes = Refusal,
                Description = "It becomes inactive; its people get the reason by e-mail, and the audit keeps it. "
                    + $"Their address stays taken until the {what} is deleted. 409 unless it is pending-approval.",
                Refuses = [400, 404, 409, 412, 413, 415, 422],
            });
    }

    private static ApiOperation Operation(string summary, CustomerKind kind) => new(summary, "customers.write")
    {
        Gives = CustomerDocument.Of(kind).Shape,
        Refuses = [404, 409, 412],
        Versioned = true,
    };

    private static async Task<ApiAnswer> Approve(
        CustomerKind kind, string id, ApiCall call, CustomerDesk desk, IGrainFactory grains, CancellationToken cancellation)
    {
        var (view, problem) = await desk.Owner(kind, id, call, changes: true, cancellation);
        return view is null
            ? problem!
            : await Decide(view, call, desk, change => grains.GetGrain<ICustomerGrain>(id).Approve(change), cancellation);
    }

    private static async Task<ApiAnswer> Refuse(
        CustomerKind kind, string id, ApiCall call, CustomerDesk desk, IGrainFactory grains, CancellationToken cancellation)
    {
        var (view, problem) = await desk.Owner(kind, id, call, changes: true, cancellation);
        if (view is null)
            return problem!;
        var (body, unreadable) = await call.Read(Refusal);
        if (unreadable is not null)
            return unreadable;
        var reason = new Fields(body, "", []).Text("reason");
        return await Decide(view, call, desk, change => grains.GetGrain<ICustomerGrain>(id).Refuse(reason, change), cancellation);
    }

    private static async Task<ApiAnswer> Decide(
        CustomerView view,
        ApiCall call,
        CustomerDesk desk,
        Func<Change, Task<SaveResult<CustomerView>>> decide,
        CancellationToken cancellation)
    {
        var what = CustomerRoutes.What(view.Settings.Kind);
        if (!call.Conditions.Allow(view.Version))
            return Problems.Changed(view.Version);
        var result = await decide(call.ChangeOf(view.Version));
        if (!result.IsSaved)
            return result.Answer(what, Version, _ => ApiAnswer.NoContent());
        var body = await desk.Show(result.Value!, cancellation);
        return result.Answer(
            what, Version, saved => ApiAnswer.Ok(body, saved.Version), saved => FeedKeys.Customer(saved.Settings.Id));
    }

    private static long Version(CustomerView view) => view.Version;
}
