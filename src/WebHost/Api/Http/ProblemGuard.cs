using System.Data.Common;
using System.Globalization;
using Portal.Hosting.Storage;
using Portal.Load;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Makes a problem document of everything that went wrong without one: no route, no such verb, a fault of ours.</summary>
internal sealed partial class ProblemGuard(RequestDelegate next, StoreState store, ILogger<ProblemGuard> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await next(context);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception problem) when (!context.Response.HasStarted && problem is not OutOfMemoryException)
        {
            await Explain(context, problem).ExecuteAsync(context);
            return;
        }

        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null })
            await Bare(context).ExecuteAsync(context);
    }

    private static ApiAnswer Bare(HttpContext context) => context.Response.StatusCode switch
    {
        404 => Problems.Make(404, "This route doesn't exist. /openapi lists those that do."),
        405 => Problems.Make(405, $"This route doesn't support {context.Request.Method}. It supports {context.Response.Headers.Allow}."),
        415 => Problems.Make(415, "The body's media type is not supported here."),
        var status => Problems.Make(status, "The request can't be served."),
    };

    private ApiAnswer Explain(HttpContext context, Exception problem)
    {
        switch (problem)
        {
            case BadHttpRequestException bad:
                return Problems.Make(bad.StatusCode, bad.StatusCode switch
                {
                    413 => "The body is too large.",
                    408 => "The body came too slowly.",
                    _ => "The request can't be read.",
                });
            case Exception when DiskFull.Is(problem):
                store.Failed(problem);
                return Problems.Make(
                    503,
                    "The store's disk is full: nothing was changed, and nothing can be until there is space. It then recovers on its own.");
            case TooBusyException busy:
                context.Response.Headers.RetryAfter = busy.Seconds.ToString(CultureInfo.InvariantCulture);
                return Problems.Make(
                    busy.Status,
                    $"{(busy.IsShare ? "Too many requests like this from your network" : "Too many requests like this")} are "
                        + "already waiting. Nothing was changed: wait for Retry-After, then try again.");
            case StoreUnavailableException { Fault: StoreFault.Behind }:
                LogUnreachable(logger, context.Request.Method, context.Request.Path, problem);
                return Problems.Make(
                    503, "Nothing was changed: too many earlier changes to this are waiting for the store. Retry in a moment.");
            case StoreUnavailableException { Fault: StoreFault.Newer }:
                LogUnreachable(logger, context.Request.Method, context.Request.Path, problem);
                return Problems.Make(
                    503,
                    "A newer release wrote this in a way that this one can't change. Nothing was changed: "
                        + "try again when the whole platform runs the newer release.");
            case StoreUnavailableException or DbException or OrleansException or TimeoutException:
                LogUnreachable(logger, context.Request.Method, context.Request.Path, problem);
                return Problems.Make(
                    503,
                    "The store or the cluster can't be reached right now. If this was a change, it may or may not have been made: "
                        + "retry with the same Idempotency-Key, or with If-Match.");
            default:
                LogFault(logger, context.Request.Method, context.Request.Path, problem);
                return Problems.Make(500, "Something went wrong on our side. The details are in the log.");
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFault(ILogger logger, string method, string path, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Path}: the store or the cluster can't be reached")]
    private static partial void LogUnreachable(ILogger logger, string method, string path, Exception problem);
}
