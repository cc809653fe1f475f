using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Staff's word on sign-ups that wait for it: customers and carriers alike.</summary>
internal static class ApprovalEndpoints
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
        var (what, path) = (CustomerEndpoints.What(kind), CustomerEndpoints.Path(kind) + "/{id}");
        api.MapPost(
            path + "/approve",
            (string id, ApiCall call, CustomerDesk desk, CustomerAnswers answers, CancellationToken cancellation) =>
            Approve(kind, id, call, desk, answers, cancellation)).Does(Operation($"Approve a {what}’s sign-up", kind) with
            {
                Description = "It becomes active, and its people are notified by e-mail. "
                    + "What the template includes starts now: payments, packages, grace periods of contracts. "
                    + "409 unless it is pending-approval.",
            });
        api.MapPost(
            path + "/refuse",
            (string id, ApiCall call, CustomerDesk desk, CustomerAnswers answers, CancellationToken cancellation) =>
            Refuse(kind, id, call, desk, answers, cancellation)).Does(Operation($"Refuse a {what}’s sign-up", kind) with
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
        CustomerKind kind, string id, ApiCall call, CustomerDesk desk, CustomerAnswers answers, CancellationToken cancellation)
    {
        var found = await desk.FindToChange(call.Caller, kind, id, cancellation);
        return !found.IsDone ? found.Refused(CustomerEndpoints.What(kind))
            : await Decide(found.Value, call, answers, change => desk.Approve(call.Caller, kind, id, change, cancellation), cancellation);
    }

    private static async Task<ApiAnswer> Refuse(
        CustomerKind kind, string id, ApiCall call, CustomerDesk desk, CustomerAnswers answers, CancellationToken cancellation)
    {
        var found = await desk.FindToChange(call.Caller, kind, id, cancellation);
        if (!found.IsDone)
            return found.Refused(CustomerEndpoints.What(kind));
        var (body, unreadable) = await call.Read(Refusal);
        if (unreadable is not null)
            return unreadable;
        var reason = new Fields(body, "", []).Text("reason");
        return await Decide(
            found.Value, call, answers, change => desk.Refuse(call.Caller, kind, id, reason, change, cancellation), cancellation);
    }

    private static async Task<ApiAnswer> Decide(
        CustomerView found,
        ApiCall call,
        CustomerAnswers answers,
        Func<Change, Task<DeskAnswer<CustomerView>>> decide,
        CancellationToken cancellation) => call.Conditions.Allow(found.Version)
            ? await answers.Answer(found.Settings.Kind, await decide(call.ChangeOf(found.Version)), cancellation)
            : Problems.Changed(found.Version);
}
