using Portal.Credentials;
using Portal.Load;
using Portal.Metrics;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>Signing in: e-mail and password, then the code. The session begins anew at each step.</summary>
internal static class SignInEndpoints
{
    private const string Face = "panel";
    private const string Wrong = "The e-mail or password is wrong.";
    private const string WrongCode = "This code is wrong or has already been used. Wait for the next one, or use a recovery code.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Redirect("/domains"));
        routes.MapGet(
            "/sign-in", (StaffCall call, string? to) => call.Staff is null ? Page(call, to) : Results.Redirect(ReturnTo.Clean(to)));
        routes.MapPost("/sign-in", CheckPassword);
        routes.MapGet(
            "/sign-in/code",
            (StaffCall call, string? to) => call.Session is { Pending: true } ? StaffCodePage(call, to) : Results.Redirect("/sign-in"));
        routes.MapPost("/sign-in/code", CheckCode);
        routes.MapPost("/sign-out", SignOut);
    }

    private static async Task<IResult> CheckPassword(
        StaffCall call,
        IGrainFactory grains,
        OperatorDirectory directory,
        PasswordHashes passwords,
        StaffSessions sessions,
        StaffTries tries,
        StaffCookies cookies,
        TimeProvider clock)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (to, written, password) = ((string?)form["to"], form["email"].ToString(), form["password"].ToString());
        var email = StaffEmail.Normalise(written) ?? "";
        using var turn = await tries.Begin(call, email);
        if (turn.WaitUntil is { } wait)
        {
            Instruments.SignedIn(Face, "limited");
            return Later(call, wait, clock, text => Page(call, to, written, text, StatusCodes.Status429TooManyRequests));
        }

        var isSound = password.Length <= PasswordRules.Longest;
        var answer = await Counted(() => turn.Check(async () =>
        {
            if (isSound && email.Length > 0 && await directory.Exists(email, call.Aborted))
                return await grains.GetGrain<IOperatorGrain>(email).CheckPassword(password, Device(call));
            // The same time and words, whether the address exists or not.
            await passwords.Pretend(isSound ? password : "");
            return SignInAnswer.Refused;
        }));
        if (answer.Outcome != SignInOutcome.Refused)
            await turn.GiveBack();
        switch (answer.Outcome)
        {
            case SignInOutcome.Accepted:
                return await Enter(call, email, to, grains, sessions, cookies);
            case SignInOutcome.NeedsCode:
                StaffCookies.WriteSession(call.Context, await sessions.Start(email, pending: true, call.From, Agent(call)));
                return SeeOther("/sign-in/code" + (string.IsNullOrEmpty(to) ? "" : "?to=" + Uri.EscapeDataString(to)));
            case SignInOutcome.Wait:
                return Later(
                    call, answer.WaitUntil!.Value, clock, text => Page(call, to, written, text, StatusCodes.Status429TooManyRequests));
            case SignInOutcome.Refused:
                return Page(call, to, written, Wrong, StatusCodes.Status422UnprocessableEntity);
            default:
                throw new InvalidOperationException($"An outcome that nobody thought of: {answer.Outcome}.");
        }
    }

    private static async Task<SignInAnswer> Counted(Func<Task<SignInAnswer>> check)
    {
        try
        {
            var answer = await check();
            Instruments.SignedIn(Face, Word(answer.Outcome));
            return answer;
        }
        catch (TooBusyException)
        {
            Instruments.SignedIn(Face, "busy");
            throw;
        }
    }

    private static string Word(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.Accepted => "accepted",
        SignInOutcome.NeedsCode => "needs_code",
        SignInOutcome.Wait => "limited",
        SignInOutcome.Refused => "refused",
    };

    private static async Task<IResult> CheckCode(
        StaffCall call, IGrainFactory grains, StaffSessions sessions, StaffTries tries, StaffCookies cookies, TimeProvider clock)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (call.Session is not { Pending: true } session)
            return Results.Redirect("/sign-in");
        var code = form["code"].ToString();
        using var turn = await tries.Begin(call, session.Email);
        if (turn.WaitUntil is { } wait)
        {
            Instruments.SignedIn(Face, "limited");
            return Later(call, wait, clock, text => StaffCodePage(call, form["to"], text, StatusCodes.Status429TooManyRequests));
        }

        var answer = await Counted(() => code.Length > 40
            ? Task.FromResult(SignInAnswer.Refused)
            : turn.Check(() => grains.GetGrain<IOperatorGrain>(session.Email).CheckCode(code, Device(call))));
        if (answer.Outcome != SignInOutcome.Refused)
            await turn.GiveBack();
        if (answer.Outcome == SignInOutcome.Wait)
            return Later(
                call, answer.WaitUntil!.Value, clock, text => StaffCodePage(call, form["to"], text, StatusCodes.Status429TooManyRequests));
        if (answer.Outcome != SignInOutcome.Accepted)
            return StaffCodePage(call, form["to"], WrongCode, StatusCodes.Status422UnprocessableEntity);
        await sessions.End(session.Email, session.Id);
        return await Enter(call, session.Email, form["to"], grains, sessions, cookies);
    }

    private static async Task<IResult> SignOut(StaffCall call, StaffSessions sessions)
    {
        if (call.Session is { } session)
            await sessions.End(session.Email, session.Id);
        StaffCookies.DropSession(call.Context);
        return SeeOther("/sign-in");
    }

    /// <summary>Starts a whole session, and knows this browser again next time.</summary>
    public static async Task<IResult> Enter(
        StaffCall call, string email, string? to, IGrainFactory grains, StaffSessions sessions, StaffCookies cookies)
    {
        StaffCookies.WriteSession(call.Context, await sessions.Start(email, pending: false, call.From, Agent(call)));
        var device = StaffCookies.ReadDevice(call.Context)
            ?? Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        cookies.WriteDevice(call.Context, device);
        await grains.GetGrain<IOperatorGrain>(email).TrustDevice(StaffSessions.HashOf(device));
        return SeeOther(ReturnTo.Clean(to));
    }

    /// <summary>To a page after a form: reloading it sends nothing again.</summary>
    public static IResult SeeOther(string path) => new SeeOtherResult(path);

    private static string? Device(StaffCall call) =>
        StaffCookies.ReadDevice(call.Context) is { } token ? StaffSessions.HashOf(token) : null;

    private static string Agent(StaffCall call) => call.Context.Request.Headers.UserAgent.ToString();

    private static IResult Later(StaffCall call, DateTimeOffset until, TimeProvider clock, Func<string, IResult> page)
    {
        var seconds = WholeSeconds.Of(until - clock.GetUtcNow());
        call.Context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return page(
            $"Too many failed attempts. Wait {(seconds < 90 ? $"{seconds} seconds" : $"{(seconds + 59) / 60} minutes")}, then try again.");
    }

    private static IResult Page(
        StaffCall call, string? to, string email = "", string? error = null, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<StaffSignInPage>(new { Call = call, To = to, Email = email, Error = error }, status);

    private static IResult StaffCodePage(StaffCall call, string? to, string? error = null, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<StaffCodePage>(new { Call = call, To = to, Error = error }, status);

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
