using System.Collections.Frozen;
using Portal.Access;

namespace Portal.WebHost.Portals;

/// <summary>Which section a path belongs to, and whether whoever asks may see it.</summary>
internal sealed partial class SectionRouter(
    IEnumerable<IPortalSection> sections,
    IEnumerable<ISignedInPage> others,
    PortalGate gate,
    PlaceGuard guard,
    PortalAnswer answers,
    PageAnswers pages,
    ILogger<SectionRouter> logger)
{
    private const int LargestForm = 1024 * 1024;
    private readonly FrozenDictionary<string, ISignedInPage> byKey =
        sections.Concat(others).ToFrozenDictionary(Key, StringComparer.Ordinal);

    public bool TryFind(string path, out ISignedInPage page, out string rest)
    {
        var end = path.AsSpan(1).IndexOfAny('/', '.');
        var key = end < 0 ? path.AsSpan(1) : path.AsSpan(1, end);
        rest = path[(key.Length + 1)..];
        return byKey.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out page!);
    }

    /// <summary>Answers a request for a section's path, or another page's. What isn't there and what is hidden look the same.</summary>
    public async Task Serve(HttpContext context, SitePages site, ISignedInPage page, string rest)
    {
        var answer = await gate.Check(context, site);
        if (answer.Call is null)
        {
            if (page.TakesJson && JsonAnswer.IsWanted(context.Request))
                await JsonAnswer.Refuse(context, StatusCodes.Status401Unauthorized, "Nobody is signed in.");
            else
                Leave(context, answer.Standing);
            return;
        }

        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var form = reads || (page.TakesJson && JsonAnswer.IsSent(context.Request)) ? null : await PostedForm.Read(context, LargestForm);
        if (await guard.Check(answer.Call, answer.Key!, form) is not { } call
            || ((page is not IPortalSection || call.Sees(page.Key)) && await page.Serve(call, rest)))
            return;
        if (reads && rest.Length == 0 && NonItemised.Leads(call, page.Key) is { } sums)
            await PortalAnswer.SeeOther(call, sums);
        else if (call.Stale is not null)
            await guard.Lost(call, page);
        else if (page.TakesJson && JsonAnswer.IsWanted(context.Request))
            await JsonAnswer.Refuse(context, StatusCodes.Status404NotFound, "There is no such thing.");
        else
            await answers.NotFound(call);
    }

    /// <summary>Answers a path that is nobody's: who is signed in stays among the own pages.</summary>
    public async Task Missing(HttpContext context, SitePages site)
    {
        try
        {
            if (SessionCookie.IsLikely(context.Request) && (await gate.Check(context, site)).Call is { } call)
            {
                await answers.NotFound(call);
                return;
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException && !context.Response.HasStarted)
        {
            LogUnknown(logger, site.Look.Host, problem);
        }

        await pages.Missing(context, site);
    }

    /// <summary>Sends a browser without a whole session to the step that it lacks.</summary>
    public static void Leave(HttpContext context, SessionStanding standing)
    {
        if (standing == SessionStanding.SignedOut)
            SessionCookie.Drop(context);
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        // A form that was sent is lost with the session: its page is come back to, and the page before says so.
        var path = reads
            ? context.Request.Path.ToUriComponent() + context.Request.QueryString
            : PageBefore.Of(context.Request) ?? "/" + context.Request.Path.Value!.Split('/')[1];
        var step = ReturnPath.With(
            standing switch
            {
                SessionStanding.NeedsCode => "/sign-in/code",
                SessionStanding.NeedsSecondFactor => "/sign-in/second-factor",
                SessionStanding.None or SessionStanding.SignedOut or SessionStanding.Whole => "/sign-in",
            },
            path);
        SeeOther.To(context, reads ? step : step + (step.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "word=ended");
    }

    // Nobody could see a section without a row: that is told at the start.
    private static string Key(ISignedInPage page) => page is IPortalSection && Sections.Find(page.Key) is null
        ? throw new InvalidOperationException(
            $"{page.GetType().Name} is the section “{page.Key}”, which has no row in {nameof(Sections)}.")
        : page.Key;

    [LoggerMessage(1, LogLevel.Warning, "Nobody can say who is signed in on {Host}; a path that is missing is answered as to a visitor")]
    private static partial void LogUnknown(ILogger logger, string host, Exception problem);
}

/// <summary>To a page after a form: reloading it sends nothing again.</summary>
internal static class SeeOther
{
    public static void To(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
        context.Response.Headers.CacheControl = "no-store";
    }
}
