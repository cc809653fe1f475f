using Portal.Metrics;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>The second step of signing in: a code of the app, or a recovery code.</summary>
internal sealed class CodeStep(
    PageAnswers answers,
    PortalGate gate,
    SessionStart start,
    KnownDevice devices,
    Tries tries,
    IGrainFactory grains,
    TimeProvider clock) : IOpenPage
{
    private const int LongestCode = 40;

    public IReadOnlyList<string> Paths { get; } = ["/sign-in/code"];

    public async Task Show(HttpContext context, SitePages site)
    {
        var found = await gate.Check(context, site);
        if (found.Standing != SessionStanding.NeedsCode)
            StepOrder.Elsewhere(context, found.Standing);
        else
            await answers.Fresh(context, site, PageKind.Code, new PageFill { FormToken = found.FormToken });
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        var found = await gate.Check(context, site);
        if (found.Standing != SessionStanding.NeedsCode || !found.IsFormToken(form[PortalCall.TokenField]))
        {
            StepOrder.Elsewhere(context, found.Standing);
            return;
        }

        var (person, texts) = (found.Person!, site.TextsFor(context.Request));
        var device = devices.Find(context, person.Email);
        var attempt = await Attempt.Begin(tries, "code", person.Id, context.Connection.RemoteIpAddress, device);
        var fill = new PageFill { FormToken = found.FormToken };
        if (attempt.WaitUntil is { } until)
        {
            Instruments.SignedIn(SignInStep.Face, "limited");
            await answers.TooMany(context, site, PageKind.Code, fill, until, clock.GetUtcNow());
            return;
        }

        var code = form["code"].ToString().Trim();
        var answer = code.Length is 0 or > LongestCode
            ? PersonSignInAnswer.Refused
            : await attempt.Check(() => grains.GetGrain<IPersonGrain>(person.Id).CheckCode(found.Session!.Id, code, device is not null));
        Instruments.SignedIn(SignInStep.Face, answer.Token is null ? "refused" : "accepted");
        if (answer.Token is null)
        {
            await answers.Fresh(
                context, site, PageKind.Code, fill with { Problem = texts["Code.Wrong"] }, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        await attempt.Right();
        await start.Go(context, person.Id, person.Email, answer, context.Request.Query["return"]);
    }
}

/// <summary>Where a browser belongs that isn't at this step.</summary>
internal static class StepOrder
{
    public static void Elsewhere(HttpContext context, SessionStanding standing)
    {
        if (standing == SessionStanding.SignedOut)
            SessionCookie.Drop(context);
        var back = context.Request.Query["return"];
        SeeOther.To(context, standing switch
        {
            SessionStanding.Whole => ReturnPath.Clean(back),
            SessionStanding.NeedsCode => ReturnPath.With("/sign-in/code", back),
            SessionStanding.NeedsSecondFactor => ReturnPath.With("/sign-in/second-factor", back),
            SessionStanding.None or SessionStanding.SignedOut => ReturnPath.With("/sign-in", back),
        });
    }
}
