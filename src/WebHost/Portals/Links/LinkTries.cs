using Portal.Load;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>Bounds how many links one network may make up. A link that is good doesn't count.</summary>
internal sealed class LinkTries(PageAnswers answers, Tries tries, TimeProvider clock)
{
    /// <summary>Null: it has to wait, and the answer is given.</summary>
    public async Task<Try?> Begin(HttpContext context, SitePages site)
    {
        var attempt = await tries.Begin(null, Tries.Network("link", context.Connection.RemoteIpAddress));
        if (attempt.WaitUntil is not { } until)
            return attempt;
        var (texts, now) = (site.TextsFor(context.Request), clock.GetUtcNow());
        PageAnswers.Later(context, WholeSeconds.Of(until - now));
        await answers.Fresh(
            context,
            site,
            PageKind.Notice,
            new PageFill { Heading = texts["Link.Title"], Text = texts.Format("SignIn.Wait", Attempt.Wait(texts, until, now)) },
            StatusCodes.Status429TooManyRequests);
        return null;
    }
}
