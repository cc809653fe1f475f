using Portal.Credentials;
using Portal.Saving;
using Portal.Staff;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>One's own account: password, second factor, sessions.</summary>
internal static class ProfileEndpoints
{
    private const string WrongCode = "This code is wrong. Check the app again: "
        + "a code is valid for half a minute, and your phone's clock must be right.";
    private const string TooOld = "This page was open for more than an hour, or your account has changed since. "
        + "Scan the new picture, then enter its code.";
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(10);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/profile", (StaffCall call, string? done, StaffSessions sessions) => Page(call, sessions, new FormValues(), Said(done)));
        routes.MapPost("/profile/password", ChangePassword);
        routes.MapPost("/profile/sessions/{id}/end", EndSession);
        routes.MapGet("/profile/second-factor", ShowEnrolment);
        routes.MapPost("/profile/second-factor", FinishEnrolment);
        routes.MapGet(
            "/profile/second-factor/codes",
            (StaffCall call) => call.Staff!.HasSecondFactor ? AskPage(call, new FormValues()) : SignInEndpoints.SeeOther("/profile"));
        routes.MapPost("/profile/second-factor/codes", NewCodes);
    }

    private static IOperatorGrain Me(StaffCall call, IGrainFactory grains) => grains.GetGrain<IOperatorGrain>(call.Session!.Email);

    private static async Task<IResult> ChangePassword(StaffCall call, IGrainFactory grains, StaffSessions sessions)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (current, next) = (form["currentPassword"].ToString(), form["password"].ToString());
        var result = current.Length > PasswordRules.Longest
            ? SaveResult<OperatorView>.Invalid(new FieldError("currentPassword", "This is not your current password."))
            : await Me(call, grains).ChangePassword(current, next, call.Change(form));
        if (!result.IsSaved)
            return await Page(call, sessions, new FormValues().With(result.Errors), status: StatusCodes.Status422UnprocessableEntity);
        await sessions.EndOthers(call.Session!.Email, call.Session.Id);
        return SignInEndpoints.SeeOther("/profile?done=password");
    }

    private static async Task<IResult> EndSession(string id, StaffCall call, StaffSessions sessions)
    {
        await sessions.End(call.Session!.Email, id);
        return SignInEndpoints.SeeOther("/profile");
    }

    private static async Task<IResult> ShowEnrolment(StaffCall call, string? to, IGrainFactory grains, TimeProvider clock)
    {
        // The page with the codes, read again: they were shown. Who wants another app comes by its link, which says where to go on.
        if (to is null && call.Staff!.HasSecondFactor)
            return SignInEndpoints.SeeOther("/profile?done=codes");
        // Whoever holds one must prove it (by having signed in with it); a new one replaces it only with a right code and the password.
        return await EnrolPage(call, Me(call, grains), null, to, clock);
    }

    private static async Task<IResult> FinishEnrolment(StaffCall call, IGrainFactory grains, StaffSessions sessions, TimeProvider clock)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (me, offer) = (Me(call, grains), form["offer"].ToString());
        if (AsksPassword(call, clock) && await me.ProvePassword(form["currentPassword"].ToString()) is { IsSaved: false } refused)
            return await EnrolPage(call, me, offer, form["to"], clock, [.. refused.Errors]);
        if (await me.FinishEnrolment(offer, form["code"].ToString(), call.Change(form)) is not { } codes)
            return await EnrolPage(call, me, offer, form["to"], clock, new FieldError("code", WrongCode));
        // The session begins anew now that it is worth more, and the others have to prove the factor.
        await sessions.EndOthers(call.Session!.Email, "");
        var token = await sessions.Start(call.Session.Email, pending: false, call.From, call.Context.Request.Headers.UserAgent.ToString());
        StaffCookies.WriteSession(call.Context, token);
        // The page's forms belong to the new session.
        return CodesPage(new StaffCall(call.Context, token, await sessions.Find(token, call.Aborted), await me.Get()), codes, form["to"]);
    }

    private static async Task<IResult> NewCodes(StaffCall call, IGrainFactory grains)
    {
        if (!call.Staff!.HasSecondFactor)
            return SignInEndpoints.SeeOther("/profile");
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        return await Me(call, grains).ProvePassword(form["currentPassword"].ToString()) is { IsSaved: false } refused
            ? AskPage(call, new FormValues().With(refused.Errors))
            : CodesPage(call, await Me(call, grains).RenewRecoveryCodes(call.Change(form)), "/profile");
    }

    /// <summary>A browser that was left open must not lock its owner out; who signed in a moment ago has just typed it.</summary>
    private static bool AsksPassword(StaffCall call, TimeProvider clock) =>
        call.Staff!.HasSecondFactor || clock.GetUtcNow() - call.Session!.CreatedAt > JustNow;

    private static string? Said(string? done) => done switch
    {
        null => null,
        "codes" => "Your second factor is set up. Recovery codes are shown once: if you didn't save yours, generate new ones here.",
        _ => "Saved. Your other sessions have ended.",
    };

    private static async Task<IResult> Page(
        StaffCall call, StaffSessions sessions, FormValues values, string? done = null, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<StaffProfilePage>(
            new { Call = call, Values = values, Sessions = await sessions.List(call.Session!.Email, call.Aborted), Done = done }, status);

    private static IResult CodesPage(StaffCall call, string[] codes, string? to) =>
        PanelPage.Of<StaffRecoveryCodesPage>(new { Call = call, Codes = codes, To = ReturnTo.Clean(to) });

    private static IResult AskPage(StaffCall call, FormValues values) =>
        PanelPage.Of<NewCodesPage>(
            new { Call = call, Values = values }, values.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <param name="refused">The offer whose form was wrong; null: the page is just opened.</param>
    private static async Task<IResult> EnrolPage(
        StaffCall call, IOperatorGrain me, string? refused, string? to, TimeProvider clock, params FieldError[] errors)
    {
        var enrolment = await me.GetEnrolment(refused);
        if (refused is not null && enrolment.Offer != refused)
            errors = [new("code", TooOld), .. errors.Where(error => error.Field != "code")];
        return PanelPage.Of<StaffSecondFactorPage>(
            new
            {
                Call = call,
                Svg = FactorPicture.Of(enrolment.Uri),
                enrolment.Secret,
                enrolment.Offer,
                To = to,
                Values = new FormValues().With(errors),
                AsksPassword = AsksPassword(call, clock),
            },
            errors.Length > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
