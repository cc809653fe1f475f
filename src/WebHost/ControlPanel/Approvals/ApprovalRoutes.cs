using Portal.Customers;
using Portal.People;
using Portal.Saving;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>Sign-ups that wait for staff's word: the queue, and what is decided there or on the customer's own page.</summary>
internal static class ApprovalRoutes
{
    // As many as somebody goes through at a sitting; those behind follow as these are decided.
    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/approvals", List);
        var place = routes.MapGroup(CustomerRoutes.Place);
        place.MapPost("/{id}/approve", Approve);
        place.MapGet("/{id}/refuse", AskReason);
        place.MapPost("/{id}/refuse", Refuse);
    }

    private static async Task<IResult> List(string? done, StaffCall call, ICustomerDirectory customers, IContactDirectory contacts)
    {
        var waiting = new List<WaitingSignUp>();
        var count = 0L;
        foreach (var kind in (CustomerKind[])[CustomerKind.Customer, CustomerKind.Carrier])
        {
            var query = new CustomerQuery(new ListQuery(null, Shown, null, call.OnlyBrands).With("status", "pending-approval"), kind);
            count += await customers.Count(query, call.Aborted);
            foreach (var row in (await customers.List(query, call.Aborted)).Items)
                waiting.Add(new(row, (await contacts.List(row.Id, new ListQuery(null, 1), call.Aborted)).Items is [var first, ..] ? first : null));
        }

        return PanelPage.Of<ApprovalsPage>(new { Call = call, Waiting = waiting.OrderBy(one => one.Customer.ChangedAt).ToArray(), Count = count, Done = Said(done) });
    }

    private static async Task<IResult> Approve(string segment, string id, StaffCall call, CustomerDesk desk)
    {
        if (await desk.Find(segment, id, call) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        return Answer(call, view, posted, await desk.Grain(id).Approve(call.Change(posted)), "approved");
    }

    private static async Task<IResult> AskReason(string segment, string id, StaffCall call, CustomerDesk desk) =>
        await desk.Find(segment, id, call) is not { } view ? PanelPage.NotFound(call)
        : !call.Rights.CanChange(view.Brand) ? PanelPage.Forbidden(call)
        : view.Settings.Status != CustomerStatus.PendingApproval ? Decided(call, view)
        : Page(call, view, new FormValues());

    private static async Task<IResult> Refuse(string segment, string id, StaffCall call, CustomerDesk desk)
    {
        if (await desk.Find(segment, id, call) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Brand))
            return PanelPage.Forbidden(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        var result = await desk.Grain(id).Refuse(values.One("reason"), call.Change(posted));
        return result.Outcome == SaveOutcome.Invalid
            ? Page(call, view, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity)
            : Answer(call, view, posted, result, "refused");
    }

    private static IResult Answer(StaffCall call, CustomerView view, IFormCollection posted, SaveResult<CustomerView> result, string done) => result.Outcome switch
    {
        SaveOutcome.Saved => SignInRoutes.SeeOther((posted["_then"] == "queue" ? "/approvals" : CustomerWords.Path(view.Settings)) + "?done=" + done),
        SaveOutcome.Exists => Decided(call, view),
        SaveOutcome.NotFound => PanelPage.NotFound(call),
        var outcome => throw new InvalidOperationException($"An outcome that nobody thought of: {outcome}."),
    };

    private static IResult Decided(StaffCall call, CustomerView view) => PanelPage.Refused(
        call,
        $"{view.Settings.Name} is not waiting for approval: somebody has already decided. Open its page to see its status.",
        StatusCodes.Status409Conflict);

    private static IResult Page(StaffCall call, CustomerView view, FormValues values, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<RefusalPage>(new { Call = call, Customer = view.Settings, Values = values }, status);

    public static string? Said(string? done) => done switch
    {
        "approved" => "Approved. Its people get an e-mail and can sign in now.",
        "refused" => "Refused. Its people get an e-mail with the reason.",
        _ => null,
    };
}

/// <param name="Contact">Whoever signed up; null: removed since.</param>
public sealed record WaitingSignUp(CustomerRow Customer, ContactRow? Contact);
