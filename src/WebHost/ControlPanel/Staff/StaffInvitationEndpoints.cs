using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>Where a handed-over link leads: its holder sets a password. Looking changes nothing.</summary>
internal static class StaffInvitationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/invitation", Show);
        routes.MapPost("/invitation", SetPassword);
    }

    private static async Task<IResult> Show(
        StaffCall call, string? who, string? token, IGrainFactory grains, OperatorDirectory directory) =>
        await Find(who, token, call, grains, directory) is { } found && await found.Get() is { } view
            ? Page(call, who!, token!, view, new FormValues())
            : NoGood(call);

    private static async Task<IResult> SetPassword(
        StaffCall call, IGrainFactory grains, OperatorDirectory directory, StaffSessions sessions, StaffCookies cookies)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (who, token, password) = (form["who"].ToString(), form["token"].ToString(), form["password"].ToString());
        if (await Find(who, token, call, grains, directory) is not { } found || await found.Get() is not { } view)
            return NoGood(call);
        var actor = new Actor("operator", view.Id, view.Settings.Name, call.From);
        var result = await found.UseLink(StaffLink.HashOf(token), password, Change.By(actor));
        if (result.Outcome == SaveOutcome.Invalid)
            return Page(call, who, token, view, new FormValues().With(result.Errors), StatusCodes.Status422UnprocessableEntity);
        if (!result.IsSaved)
            return NoGood(call);
        // A link stands for a password alone, never for the second factor.
        if (!result.Value!.HasSecondFactor)
            return await SignInEndpoints.Enter(call, view.Settings.Email, null, grains, sessions, cookies);
        if (call.Session is { } session)
            await sessions.End(session.Email, session.Id);
        StaffCookies.DropSession(call.Context);
        return SignInEndpoints.SeeOther("/sign-in");
    }

    private static async Task<IOperatorGrain?> Find(
        string? who, string? token, StaffCall call, IGrainFactory grains, OperatorDirectory directory) =>
        who is { Length: > 3 and <= 64 } && token is { Length: 64 } && await directory.Find(who, call.Aborted) is { } email
            && grains.GetGrain<IOperatorGrain>(email) is var found && await found.AcceptsLink(StaffLink.HashOf(token))
            ? found
            : null;

    private static IResult Page(
        StaffCall call, string who, string token, OperatorView view, FormValues values, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<StaffInvitationPage>(
            new { Call = call, Who = who, Token = token, view.Settings.Name, view.Settings.Email, Values = values }, status);

    private static IResult NoGood(StaffCall call) =>
        PanelPage.Refused(
            call,
            "This link no longer works: it has been used, has expired or was replaced by a newer one. "
                + "Get a new one with “Forgot password” on the sign-in page, or from the owner who gave it to you.",
            StatusCodes.Status404NotFound);
}
