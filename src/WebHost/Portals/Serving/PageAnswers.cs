using System.Globalization;
using Portal.Load;

namespace Portal.WebHost.Portals;

/// <summary>Sends pages: those that are the same for everybody from memory, byte for byte, and those made for one request.</summary>
internal sealed class PageAnswers(PageCache cache, PageHeaders headers, PageWriter writer)
{
    public Task Missing(HttpContext context, SitePages site) => Stored(context, site, PageKind.NotFound, StatusCodes.Status404NotFound);

    public Task Stored(HttpContext context, SitePages site, PageKind kind, int status = StatusCodes.Status200OK)
    {
        var getting = cache.Get(site, kind, site.LanguageFor(context.Request));
        return getting.IsCompletedSuccessfully
            ? Send(context, site, kind, status, getting.Result)
            : Wait(context, site, kind, status, getting);
    }

    /// <summary>A page of this one request: no browser and no cache keeps it.</summary>
    public async Task Fresh(HttpContext context, SitePages site, PageKind kind, PageFill fill, int status = StatusCodes.Status200OK)
    {
        var html = await writer.Write(site.Model(kind, site.LanguageFor(context.Request), fill));
        headers.Write(context.Response, site, kind, isStored: false);
        context.Response.StatusCode = status;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.WriteAsync(html, context.RequestAborted);
    }

    /// <summary>Costly work was not begun: the caller's share is full, or all of it.</summary>
    public Task Busy(HttpContext context, SitePages site, TooBusyException busy)
    {
        var texts = site.TextsFor(context.Request);
        Later(context, busy.Seconds);
        var fill = new PageFill { Heading = texts["Busy.Title"], Text = texts["Busy.Text"] };
        return Fresh(context, site, PageKind.Notice, fill, busy.Status);
    }

    /// <summary>429: the same page, with a sentence that says when.</summary>
    public Task TooMany(HttpContext context, SitePages site, PageKind kind, PageFill fill, DateTimeOffset until, DateTimeOffset now)
    {
        var texts = site.TextsFor(context.Request);
        Later(context, WholeSeconds.Of(until - now));
        var problem = texts.Format("SignIn.Wait", Attempt.Wait(texts, until, now));
        return Fresh(context, site, kind, fill with { Problem = problem }, StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Says when it is worth another try.</summary>
    public static void Later(HttpContext context, int seconds) =>
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);

    private async Task Wait(HttpContext context, SitePages site, PageKind kind, int status, ValueTask<PublicPage> getting) =>
        await Send(context, site, kind, status, await getting);

    private Task Send(HttpContext context, SitePages site, PageKind kind, int status, PublicPage page)
    {
        var response = context.Response;
        var bytes = page.For(context.Request.Headers.AcceptEncoding, out var grown);
        if (grown)
            cache.Count(page);
        headers.Write(response, site, kind, isStored: true);
        if (status == StatusCodes.Status200OK)
        {
            response.Headers.ETag = bytes.ETag;
            if (context.Request.Headers.IfNoneMatch is { Count: > 0 } seen && Matches(seen.ToString(), bytes.ETag))
            {
                response.Headers.ContentType = default;
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        response.StatusCode = status;
        if (bytes.Encoding is not null)
            response.Headers.ContentEncoding = bytes.Encoding;
        response.ContentLength = bytes.Content.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes.Content).AsTask();
    }

    // Weak comparison (RFC 9110, 13.1.2). Our tags have nothing in them that a list could be split at wrongly.
    private static bool Matches(string seen, string tag) => seen == "*" || seen.Contains(tag, StringComparison.Ordinal);
}
