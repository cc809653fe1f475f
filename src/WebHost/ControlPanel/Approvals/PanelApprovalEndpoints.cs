using Portal.Customers;
using Portal.People;
using Portal.Saving;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>Sign-ups that wait for staff's word: the queue, and what is decided there or on the customer's own page.</summary>
internal static class PanelApprovalEndpoints
{
    // As many as somebody goes through at a sitting; those behind follow as these are decided.
    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/approvals", List);
        var place = routes.MapGroup(PanelCustomerEndpoints.Place);
        place.MapPost("/{id}/approve", Approve);
        place.MapGet("/{id}/refuse", AskReason);
        place.MapPost("/{id}/refuse", Refuse);
    }

    private static async Task<IResult> List(string? done, StaffCall call, CustomerDesk desk, IContactDirectory contacts)
    {
        var waiting = new List<WaitingSignUp>();
        var count = 0L;
        foreach (var kind in (CustomerKind[])[CustomerKind.Customer, CustomerKind.Carrier])
        {
            var query = new CustomerQuery(new ListQuery(null, Shown).With("status", "pending-approval"), kind);
            count += await desk.Count(call.Caller, query, call.Aborted);
            foreach (var row in (await desk.List(call.Caller, query, call.Aborted)).Items)
                waiting.Add(
                    new(row, (await contacts.List(row.Id, new ListQuery(null, 1), call.Aborted)).Items is [var first, ..] ? first : null));
        }

        return PanelPage.Of<ApprovalsPage>(
            new { Call = call, Waiting = waiting.OrderBy(one => one.Customer.ChangedAt).ToArray(), Count = count, Done = Said(done) });
    }

    private static async Task<IResult> Approve(string segment, string id, StaffCall call, CustomerDesk desk, CustomerPages pages)
    {
        var found = await pages.FindToChange(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var result = await desk.Approve(call.Caller, found.Value.Settings.Kind, id, call.Change(posted), call.Aborted);
        return Answer(call, found.Value, posted, result, "approved");
    }

    private static async Task<IResult> AskReason(string segment, string id, StaffCall call, CustomerPages pages) =>
        await pages.FindToChange(segment, id, call) is var found && !found.IsDone ? PanelPage.Refused(call, found)
        : found.Value!.Settings.Status != CustomerStatus.PendingApproval ? Decided(call, found.Value)
        : Page(call, found.Value, new FormValues());

    private static async Task<IResult> Refuse(string segment, string id, StaffCall call, CustomerDesk desk, CustomerPages pages)
    {
        var found = await pages.FindToChange(segment, id, call);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        var result = await desk.Refuse(call.Caller, found.Value.Settings.Kind, id, values.One("reason"), call.Change(posted), call.Aborted);
        return result.Outcome == DeskOutcome.Invalid
            ? Page(call, found.Value, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity)
            : Answer(call, found.Value, posted, result, "refused");
    }

    private static IResult Answer(
        StaffCall call, CustomerView view, IFormCollection posted, DeskAnswer<CustomerView> result, string done) => result.Outcome switch
        {
            DeskOutcome.Done => SignInEndpoints.SeeOther(
                (posted["_then"] == "queue" ? "/approvals" : CustomerWords.Path(view.Settings)) + "?done=" + done),
            DeskOutcome.InTheWay => Decided(call, view),
            DeskOutcome.NotFound or DeskOutcome.Forbidden or DeskOutcome.Invalid or DeskOutcome.Changed or DeskOutcome.Busy =>
                PanelPage.Refused(call, result),
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
