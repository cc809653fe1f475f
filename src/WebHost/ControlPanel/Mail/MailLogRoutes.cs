using Portal.Mail;

namespace Portal.WebHost.ControlPanel;

/// <summary>The mail log: what was sent, what waits, what was refused and why.</summary>
internal static class MailLogRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail", List);
        routes.MapGet("/mail.csv", Csv);
        routes.MapGet("/mail/show", Show);
        routes.MapPost("/mail/send", SendAgain);
    }

    private static async Task<IResult> List(StaffCall call, IMailLog log)
    {
        var url = Url(call);
        var page = await log.List(null, null, url.Query(call), call.Aborted);
        return PanelPage.Of<MailListPage>(new { Call = call, Url = url, Page = page }, ListUrl.Status(page));
    }

    private static async Task<IResult> Csv(StaffCall call, IMailLog log)
    {
        var query = Url(call).Query(call);
        if ((await log.List(null, null, query with { Limit = 1, CountTo = null }, call.Aborted)).Problems.Count > 0)
            return await List(call, log);
        return CsvFile.Of(
            call,
            "mail",
            log.All(query, call.Aborted),
            ("created", mail => CsvFile.Time(mail.CreatedAt)),
            ("to", mail => mail.To),
            ("kind", mail => Names<MailKind>.Of(mail.Kind)),
            ("state", mail => Names<MailState>.Of(mail.State)),
            ("domain", mail => mail.Box),
            ("brand", mail => mail.Brand),
            ("done", mail => CsvFile.Time(mail.DoneAt)),
            ("reason", mail => mail.Reason));
    }

    private static ListUrl Url(StaffCall call) => ListUrl.Of(call.Context, MailUrl.Path, MailList.Plan);

    private static async Task<IResult> Show(string? domain, string? id, string? done, StaffCall call, IMailLog log) =>
        await Find(domain, id, call, log) is { } mail
            ? PanelPage.Of<MailPage>(
                new
                {
                    Call = call,
                    Mail = mail,
                    Notice = done is null
                        ? ((bool, string)?)null
                        : (true, "It is being tried again. Reload this page in a moment to see the result."),
                })
            : PanelPage.NotFound(call);

    private static async Task<IResult> SendAgain(string? domain, string? id, StaffCall call, IMailLog log, IGrainFactory grains)
    {
        if (await Find(domain, id, call, log) is not { } mail)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(mail.Brand))
            return PanelPage.Forbidden(call);
        var change = call.Change(await call.Context.Request.ReadFormAsync(call.Aborted));
        if (await grains.GetGrain<IOutboxGrain>(mail.Box).Resend(mail.Id, change))
            return SignInRoutes.SeeOther(MailUrl.Of(mail) + "&done=again");
        var now = await log.Find(mail.Box, mail.Id, call.Aborted) ?? mail;
        var why = now.State == MailState.Sent
            ? "It has been sent in the meantime."
            : "It is too old to be of use: its link has expired. Start again whatever it was sent for.";
        return PanelPage.Of<MailPage>(new { Call = call, Mail = now, Notice = ((bool, string)?)(now.State == MailState.Sent, why) }, StatusCodes.Status409Conflict);
    }

    /// <summary>A mail that the signed-in person may see: of their brands, by the brand that the domain had then.</summary>
    private static async Task<MailRow?> Find(string? domain, string? id, StaffCall call, IMailLog log) =>
        domain is { Length: > 0 and <= 253 } && id is { Length: > 0 and <= 500 } && !domain.Contains('\0', StringComparison.Ordinal) && !id.Contains('\0', StringComparison.Ordinal)
            && await log.Find(domain, id, call.Aborted) is { } mail && call.Rights.CanSee(mail.Brand)
            ? mail
            : null;
}
