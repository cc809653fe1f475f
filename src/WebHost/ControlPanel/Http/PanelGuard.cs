using System.Globalization;
using Portal.Hosting.Storage;
using Portal.Load;

namespace Portal.WebHost.ControlPanel;

/// <summary>Headers of every answer, and a page instead of a stack trace.</summary>
internal sealed partial class PanelGuard(RequestDelegate next, StoreState store, ILogger<PanelGuard> logger)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; frame-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The policy of a page whose forms may lead to these sites too.</summary>
    public static string PolicyWithForms(IEnumerable<string> sites) =>
        Policy.Replace("form-action 'self'", "form-action 'self' " + string.Join(' ', sites), StringComparison.Ordinal);

    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex";
        headers.CacheControl = "no-store";
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser went away: nobody to answer.
        }
        catch (StaleFormException stale) when (!context.Response.HasStarted)
        {
            await PanelPage.Stale(
                context.Features.Get<StaffCall>()!,
                stale.Form,
                await context.Request.ReadFormAsync(context.RequestAborted)).ExecuteAsync(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            Renew(context);
            await PanelPage.Unreadable(context, refused.StatusCode).ExecuteAsync(context);
        }
        catch (TooBusyException busy) when (!context.Response.HasStarted)
        {
            Renew(context);
            context.Response.Headers.RetryAfter = busy.Seconds.ToString(CultureInfo.InvariantCulture);
            await PanelPage.Busy(context, busy).ExecuteAsync(context);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            store.Failed(problem);
            if (!DiskFull.Is(problem))
                LogFailed(logger, problem, context.Request.Method, context.Request.Path);
            if (context.Response.HasStarted)
                throw;
            Renew(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await (DiskFull.Is(problem) ? PanelPage.Full(context) : PanelPage.Broken(context)).ExecuteAsync(context);
        }
    }

    private static void Renew(HttpContext context)
    {
        context.Response.Clear();
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-store";
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} of the control panel failed")]
    private static partial void LogFailed(ILogger logger, Exception problem, string method, string path);
}
