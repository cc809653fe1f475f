using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>The customers' face: which page a path is. Public pages come from memory, byte for byte.</summary>
internal sealed partial class PortalFace(PageCache cache, PageHeaders headers, AssetFiles assets, SignInPost signIn, ILogger<PortalFace> logger) : ISiteFace
{
    public async Task Serve(HttpContext context, Site site)
    {
        try
        {
            await Route(context, SitePages.Of(site));
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await NeutralAnswer.Refused(context, refused.StatusCode);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException && !context.RequestAborted.IsCancellationRequested)
        {
            LogFailed(logger, site.Host, context.Request.Path, problem);
            if (!context.Response.HasStarted)
            {
                context.Response.Clear();
                await NeutralAnswer.Unavailable(context);
            }
        }
    }

    private Task Route(HttpContext context, SitePages site)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "/";
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (KindOf(path, site.Look) is { } kind)
        {
            if (reads)
                return Page(context, site, kind, StatusCodes.Status200OK);
            if (kind == PageKind.SignIn && HttpMethods.IsPost(request.Method))
                return signIn.Answer(context, site, Language(context, site));
            context.Response.Headers.Allow = kind == PageKind.SignIn ? "GET, HEAD, POST" : "GET, HEAD";
            return NeutralAnswer.Refused(context, StatusCodes.Status405MethodNotAllowed);
        }

        return reads ? Other(context, site, path) : Missing(context, site);
    }

    private static PageKind? KindOf(string path, EffectiveSite look) => path switch
    {
        "/sign-in" or "/" => PageKind.SignIn,
        "/sign-up" when look.CustomerSignUp => PageKind.SignUp,
        "/sign-up/carrier" when look.CarrierSignUp => PageKind.CarrierSignUp,
        "/forgot-password" => PageKind.ForgotPassword,
        _ => null,
    };

    private async Task Other(HttpContext context, SitePages site, string path)
    {
        if (path.StartsWith(AssetFiles.Prefix, StringComparison.Ordinal) && await assets.TryServe(context, site, path))
            return;
        if (path == "/favicon.ico" && site.Look.Favicon is { } icon)
            context.Response.Redirect(icon.Path);
        else if (path == "/robots.txt")
            await Robots(context, site);
        else
            await Missing(context, site);
    }

    private Task Missing(HttpContext context, SitePages site) => Page(context, site, PageKind.NotFound, StatusCodes.Status404NotFound);

    private Task Page(HttpContext context, SitePages site, PageKind kind, int status)
    {
        var language = Language(context, site);
        var getting = cache.Get(site, kind, language);
        return getting.IsCompletedSuccessfully ? Send(context, site, kind, status, getting.Result) : Wait(context, site, kind, status, getting);
    }

    private async Task Wait(HttpContext context, SitePages site, PageKind kind, int status, ValueTask<PublicPage> getting) =>
        await Send(context, site, kind, status, await getting);

    private Task Send(HttpContext context, SitePages site, PageKind kind, int status, PublicPage page)
    {
        var response = context.Response;
        var bytes = page.For(context.Request.Headers.AcceptEncoding, out var grown);
        if (grown > 0)
            cache.Grew(grown);
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

    private static Task Robots(HttpContext context, SitePages site)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(site.Look.NoIndex ? "User-agent: *\nDisallow: /\n" : "User-agent: *\nAllow: /\n");
    }

    private static int Language(HttpContext context, SitePages site) =>
        LanguageChoice.Choose(context.Request.Headers.AcceptLanguage.ToString(), site.Look.Languages);

    [LoggerMessage(1, LogLevel.Error, "The page {Path} of {Host} could not be made")]
    private static partial void LogFailed(ILogger logger, string host, string path, Exception problem);
}
