using System.Collections.Frozen;
using Portal.Hosting.Storage;
using Portal.Load;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>The customers' face: which page a path is.</summary>
internal sealed partial class PortalFace(
    IEnumerable<IOpenPage> openPages,
    SectionRouter sections,
    EventStreams events,
    PageAnswers answers,
    AssetFiles assets,
    StoreState store,
    ILogger<PortalFace> logger) : ISiteFace
{
    private readonly FrozenDictionary<string, IOpenPage> open =
        openPages.SelectMany(page => page.Paths, (page, path) => (page, path)).ToFrozenDictionary(
            pair => pair.path, pair => pair.page, StringComparer.Ordinal);

    public async Task Serve(HttpContext context, Site site)
    {
        // What a form asks for may be costly: it is shared out by whose it is.
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            CallOrigin.Set(site.Host, context.Connection.RemoteIpAddress);
        try
        {
            await Route(context, SitePages.Of(site));
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await Refuse(context, SitePages.Of(site), refused.StatusCode);
        }
        catch (TooBusyException busy) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await answers.Busy(context, SitePages.Of(site), busy);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException && !context.RequestAborted.IsCancellationRequested)
        {
            store.Failed(problem);
            if (!DiskFull.Is(problem))
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
        if (open.TryGetValue(path, out var page) && page.IsThere(site.Look, path))
        {
            if (reads)
                return page.Show(context, site);
            if (HttpMethods.IsPost(request.Method))
                return page.Take(context, site);
            context.Response.Headers.Allow = "GET, HEAD, POST";
            throw new BadHttpRequestException("Neither read nor a form.", StatusCodes.Status405MethodNotAllowed);
        }

        if (path == EventStreams.Path && HttpMethods.IsGet(request.Method))
            return events.Serve(context, site);
        if (sections.TryFind(path, out var found, out var rest))
            return sections.Serve(context, site, found, rest);
        return reads ? Other(context, site, path) : answers.Missing(context, site);
    }

    private async Task Other(HttpContext context, SitePages site, string path)
    {
        if (path.StartsWith(AssetFiles.Prefix, StringComparison.Ordinal) && await assets.TryServe(context, site, path))
            return;
        if (path == "/favicon.ico" && site.Look.Favicon is { } icon)
            context.Response.Redirect(icon.Path);
        else if (path == "/robots.txt")
            await Robots(context, site);
        else
            await sections.Missing(context, site);
    }

    /// <summary>Only a request that no page of ours sends, or one from a page that was left open for long, is refused whole.</summary>
    private Task Refuse(HttpContext context, SitePages site, int status)
    {
        var texts = site.TextsFor(context.Request);
        var text = status switch
        {
            StatusCodes.Status403Forbidden => "Refused.Foreign",
            StatusCodes.Status413PayloadTooLarge => "Refused.Large",
            StatusCodes.Status405MethodNotAllowed or StatusCodes.Status415UnsupportedMediaType => "Refused.Unknown",
            _ => "Refused.Unreadable",
        };
        return answers.Fresh(
            context,
            site,
            PageKind.Notice,
            new PageFill { Heading = texts["Refused.Title"], Text = texts[text], Next = ("/", texts["Refused.Next"]) },
            status);
    }

    private static Task Robots(HttpContext context, SitePages site)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(site.Look.NoIndex ? "User-agent: *\nDisallow: /\n" : "User-agent: *\nAllow: /\n");
    }

    [LoggerMessage(1, LogLevel.Error, "The page {Path} of {Host} could not be made")]
    private static partial void LogFailed(ILogger logger, string host, string path, Exception problem);
}
