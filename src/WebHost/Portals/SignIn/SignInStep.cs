using Portal.Credentials;
using Portal.Load;
using Portal.Metrics;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>Signing in by e-mail and password. Whatever is wrong, the answer and its time are the same.</summary>
internal sealed partial class SignInStep(
    PageAnswers answers, PortalGate gate, SessionStart start, KnownDevice devices, PasswordHashes passwords, IContactDirectory contacts,
    Tries tries, IGrainFactory grains, TimeProvider clock, ILogger<SignInStep> logger) : IOpenPage
{
    private const int LongestAgent = 200;

    // What the page before has to say; anything else in the address is nobody's.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["password"] = "ResetPassword.Done",
        ["email"] = "VerifyEmail.Done",
        ["account"] = "VerifyEmail.Waits",
        ["approval"] = "VerifyEmail.Approval",
        ["invitation"] = "Offer.Accepted",
        ["ended"] = "SignIn.Ended",
    };

    public const string Face = "portal";

    public IReadOnlyList<string> Paths { get; } = ["/", "/sign-in"];

    public Task Show(HttpContext context, SitePages site) =>
        SessionCookie.IsLikely(context.Request) || context.Request.QueryString.HasValue
            ? ShowTo(context, site)
            : answers.Stored(context, site, PageKind.SignIn);

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        var (typed, password) = (form["email"].ToString().Trim(), form["password"].ToString());
        var email = TypedEmail.Read(typed);
        var device = email is null ? null : devices.Find(context, email);
        // Not by the host: who signs in on all of them must not be guessed at on each anew.
        var attempt = await Attempt.Begin(tries, "account", TypedEmail.Shown(email ?? typed), context.Connection.RemoteIpAddress, device);
        var fill = new PageFill { Typed = Typed(typed, form["remember"].ToString()) };
        if (attempt.WaitUntil is { } until)
        {
            Instruments.SignedIn(Face, "limited");
            await answers.TooMany(context, site, PageKind.SignIn, fill, until, clock.GetUtcNow());
            return;
        }

        string? person;
        PersonSignInAnswer answer;
        try
        {
            (person, answer) = await attempt.Check(() => Check(context, site, email, password, form["remember"] == "yes", device));
        }
        catch (TooBusyException busy)
        {
            Instruments.SignedIn(Face, "busy");
            PageAnswers.Later(context, busy.Seconds);
            await answers.Fresh(
                context, site, PageKind.SignIn, fill with { Problem = site.TextsFor(context.Request)["SignIn.Busy"] }, busy.Status);
            return;
        }

        Instruments.SignedIn(Face, Outcome(answer));
        if (answer.Invitation is { } invitation)
        {
            await attempt.Right();
            SeeOther.To(context, $"{Invitations.Path}?token={invitation}");
            return;
        }

        if (answer.Waits)
        {
            await attempt.Right();
            await answers.Fresh(
                context,
                site,
                PageKind.SignIn,
                fill with { Word = site.TextsFor(context.Request)["SignIn.Approval"] },
                StatusCodes.Status422UnprocessableEntity);
            return;
        }

        if (answer.Token is null)
        {
            await answers.Fresh(
                context,
                site,
                PageKind.SignIn,
                fill with { Problem = site.TextsFor(context.Request)["SignIn.Wrong"] },
                StatusCodes.Status422UnprocessableEntity);
            return;
        }

        await attempt.Right();
        await start.Go(context, person!, email, answer, context.Request.Query["return"]);
    }

    private static string Outcome(PersonSignInAnswer answer) => answer switch
    {
        { Waits: true } => "waits",
        { Invitation: null, Token: null } => "refused",
        { Stage: SessionStage.NeedsCode } => "needs_code",
        _ => "accepted",
    };

    private async Task ShowTo(HttpContext context, SitePages site)
    {
        var standing = SessionStanding.None;
        try
        {
            standing = (await gate.Check(context, site)).Standing;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Public pages go on while nobody can say who it is.
            LogUnknown(logger, site.Look.Host, problem);
        }

        if (standing == SessionStanding.Whole)
        {
            SeeOther.To(context, ReturnPath.Clean(context.Request.Query["return"]));
            return;
        }

        if (standing == SessionStanding.SignedOut)
            SessionCookie.Drop(context);
        if (context.Request.Query["word"] is [{ } word] && Words.TryGetValue(word, out var key))
            await answers.Fresh(context, site, PageKind.SignIn, new PageFill { Word = site.TextsFor(context.Request)[key] });
        else
            await answers.Stored(context, site, PageKind.SignIn);
    }

    private async Task<(string? Person, PersonSignInAnswer Answer)> Check(
        HttpContext context, SitePages site, string? email, string password, bool remember, string? device)
    {
        var sound = password.Length <= PasswordRules.Longest;
        var scopes = await LoginScopes.Of(site, contacts, context.RequestAborted);
        var person = email is null ? null : await contacts.FindPerson(email, scopes, context.RequestAborted);
        if (person is null || !sound)
        {
            await passwords.Pretend(sound ? password : "");
            return (null, PersonSignInAnswer.Refused);
        }

        return (person, await grains.GetGrain<IPersonGrain>(person).SignIn(new PersonSignIn(
            site.Look.Host,
            password,
            context.Connection.RemoteIpAddress?.ToString(),
            Agent(context),
            remember && site.Look.RememberMe,
            site.Look.RequiresSecondFactor,
            device is not null)));
    }

    public static string Agent(HttpContext context) =>
        context.Request.Headers.UserAgent.ToString() is { Length: > LongestAgent } agent
            ? agent[..LongestAgent]
            : context.Request.Headers.UserAgent.ToString();

    private static Dictionary<string, string> Typed(string email, string remember) => new(StringComparer.Ordinal)
    {
        ["email"] = TypedEmail.Shown(email),
        ["remember"] = remember,
    };

    [LoggerMessage(1, LogLevel.Warning, "Nobody can say who is signed in on {Host}; its sign-in page is shown to them")]
    private static partial void LogUnknown(ILogger logger, string host, Exception problem);
}
