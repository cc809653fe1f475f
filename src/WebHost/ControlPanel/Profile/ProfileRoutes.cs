using Portal.Credentials;
using Portal.Saving;
using Portal.Staff;
using QRCoder;

namespace Portal.WebHost.ControlPanel;

/// <summary>One's own account: password, second factor, sessions.</summary>
internal static class ProfileRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/profile", (StaffCall call, string? done, StaffSessions sessions) => Page(call, sessions, new FormValues(), done is not null ? "Saved. Your other sessions were ended." : null));
        routes.MapPost("/profile/password", ChangePassword);
        routes.MapPost("/profile/sessions/{id}/end", EndSession);
        routes.MapGet("/profile/second-factor", ShowEnrolment);
        routes.MapPost("/profile/second-factor", FinishEnrolment);
        routes.MapPost("/profile/second-factor/codes", NewCodes);
    }

    private static IOperatorGrain Me(StaffCall call, IGrainFactory grains) => grains.GetGrain<IOperatorGrain>(call.Session!.Email);

    private static async Task<IResult> ChangePassword(StaffCall call, IGrainFactory grains, StaffSessions sessions)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (current, next) = (form["currentPassword"].ToString(), form["password"].ToString());
        var result = current.Length > PasswordRules.Longest
            ? SaveResult<OperatorView>.Invalid(new FieldError("currentPassword", "This is not your present password."))
            : await Me(call, grains).ChangePassword(current, next, call.Change(form));
        if (!result.IsSaved)
            return await Page(call, sessions, new FormValues().With(result.Errors), status: StatusCodes.Status422UnprocessableEntity);
        await sessions.EndOthers(call.Session!.Email, call.Session.Id);
        return SignInRoutes.SeeOther("/profile?done=password");
    }

    private static async Task<IResult> EndSession(string id, StaffCall call, StaffSessions sessions)
    {
        await sessions.End(call.Session!.Email, id);
        return SignInRoutes.SeeOther("/profile");
    }

    private static async Task<IResult> ShowEnrolment(StaffCall call, string? to, IGrainFactory grains)
    {
        // Whoever holds one must prove it (by having signed in with it); a new one replaces it only with a right code.
        var enrolment = await Me(call, grains).BeginEnrolment();
        return EnrolPage(call, enrolment, to, null);
    }

    private static async Task<IResult> FinishEnrolment(StaffCall call, IGrainFactory grains, StaffSessions sessions)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var me = Me(call, grains);
        if (await me.FinishEnrolment(form["code"].ToString(), call.Change(form)) is not { } codes)
            return EnrolPage(call, await me.BeginEnrolment(), form["to"], "This code is wrong. Look at the app again: a code lives for half a minute, and the clock of your phone must be right.");
        // The session begins anew now that it is worth more, and the others have to prove the factor.
        await sessions.EndOthers(call.Session!.Email, "");
        var token = await sessions.Start(call.Session.Email, pending: false, call.From, call.Context.Request.Headers.UserAgent.ToString());
        StaffCookies.WriteSession(call.Context, token);
        // The page's forms belong to the new session.
        return CodesPage(new StaffCall(call.Context, token, await sessions.Find(token, call.Aborted), await me.Get()), codes, form["to"]);
    }

    private static async Task<IResult> NewCodes(StaffCall call, IGrainFactory grains) =>
        CodesPage(call, await Me(call, grains).RenewRecoveryCodes(call.Change(await call.Context.Request.ReadFormAsync(call.Aborted))), "/profile");

    private static async Task<IResult> Page(StaffCall call, StaffSessions sessions, FormValues values, string? done = null, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<ProfilePage>(new { Call = call, Values = values, Sessions = await sessions.List(call.Session!.Email, call.Aborted), Done = done }, status);

    private static IResult CodesPage(StaffCall call, string[] codes, string? to) =>
        PanelPage.Of<RecoveryCodesPage>(new { Call = call, Codes = codes, To = ReturnTo.Clean(to) });

    private static IResult EnrolPage(StaffCall call, SecondFactorEnrolment enrolment, string? to, string? error)
    {
        using var code = QRCodeGenerator.GenerateQrCode(enrolment.Uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        var svg = picture.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return PanelPage.Of<SecondFactorPage>(
            new { Call = call, Svg = svg, enrolment.Secret, To = to, Error = error },
            error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
