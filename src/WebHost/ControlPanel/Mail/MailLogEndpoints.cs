using Portal.Mail;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>The mail log: what was sent, what waits, what was refused and why.</summary>
internal static class MailLogEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail", List);
        routes.MapGet("/mail.csv", Csv);
        routes.MapGet("/mail/show", Show);
        routes.MapPost("/mail/send", SendAgain);
    }

    private static async Task<IResult> List(StaffCall call, MailDesk desk)
    {
        var url = Url(call);
        var page = await desk.List(call.Caller, url.Query(), call.Aborted);
        return PanelPage.Of<MailListPage>(new { Call = call, Url = url, Page = page }, ListUrl.Status(page));
    }

    private static Task<IResult> Csv(StaffCall call, MailDesk desk) =>
        CsvFile.Of(
            call,
            "mail",
            Url(call).Query(),
            query => desk.List(call.Caller, query, call.Aborted),
            query => desk.All(call.Caller, query, call.Aborted),
            () => List(call, desk),
            ("created", mail => CsvFile.Time(mail.CreatedAt)),
            ("to", mail => mail.To),
            ("kind", mail => Names<MailKind>.Of(mail.Kind)),
            ("state", mail => Names<MailState>.Of(mail.State)),
            ("domain", mail => mail.Box),
            ("brand", mail => mail.Brand),
            ("done", mail => CsvFile.Time(mail.DoneAt)),
            ("reason", mail => mail.Reason));

    private static ListUrl Url(StaffCall call) => ListUrl.Of(call.Context, MailUrl.Path, MailList.Plan);

    private static async Task<IResult> Show(string? domain, string? id, string? done, StaffCall call, MailDesk desk) =>
        await desk.Find(call.Caller, domain, id, call.Aborted) is var found && found.IsDone
            ? PanelPage.Of<MailPage>(
                new
                {
                    Call = call,
                    Mail = found.Value,
                    Notice = done is null
                        ? ((bool, string)?)null
                        : (true, "It is being tried again. Reload this page in a moment to see the result."),
                })
            : PanelPage.Refused(call, found);

    private static async Task<IResult> SendAgain(string? domain, string? id, StaffCall call, MailDesk desk)
    {
        var change = call.Change(await call.Context.Request.ReadFormAsync(call.Aborted));
        var result = await desk.SendAgain(call.Caller, domain, id, change, call.Aborted);
        return result.IsDone ? SignInEndpoints.SeeOther(MailUrl.Of(result.Value) + "&done=again")
            : result is { Outcome: DeskOutcome.InTheWay, Value: { } now, Reason: { } why }
                ? PanelPage.Of<MailPage>(
                    new { Call = call, Mail = now, Notice = ((bool, string)?)(now.State == MailState.Sent, why) },
                    StatusCodes.Status409Conflict)
            : PanelPage.Refused(call, result);
    }
}
