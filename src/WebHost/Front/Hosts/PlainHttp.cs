using Microsoft.Extensions.Options;
using Portal.Certificates;
using Portal.Platform;

namespace Portal.WebHost.Front;

/// <summary>What plain HTTP gets: a CA's challenge its answer, everybody else the way to HTTPS. Never a page, never a form.</summary>
internal sealed partial class PlainHttp(
    CertificateTable certificates,
    IGrainFactory grains,
    IOptions<PlatformOptions> platform,
    IOptions<FrontOptions> options,
    ILogger<PlainHttp> logger)
{
    private const string Challenge = "/.well-known/acme-challenge/";
    private const int MaxToken = 256;

    private readonly string port = platform.Value.HttpsPublicPort == 443
        ? ""
        : FormattableString.Invariant($":{platform.Value.HttpsPublicPort}");
    private readonly bool behindProxy = options.Value.IsBehindProxy;

    /// <param name="site">Null: a control name.</param>
    public async Task Answer(HttpContext context, string host, Site? site)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith(Challenge, StringComparison.Ordinal))
        {
            await AnswerChallenge(context, host, path[Challenge.Length..]);
            return;
        }

        if (!behindProxy && site is not { HasCertificate: true })
        {
            if (!await HasCertificate(host))
            {
                await NeutralAnswer.Waiting(context);
                return;
            }

            if (site is not null)
                site.HasCertificate = true;
        }

        var request = context.Request;
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location =
            $"https://{(host.Contains(':') ? $"[{host}]" : host)}{port}{request.PathBase}{request.Path}{request.QueryString}";
        // The way may change (another port, no certificate any more): browsers are not to learn it for ever.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = 0;
    }

    private async Task AnswerChallenge(HttpContext context, string host, string token)
    {
        var answer = token.Length is 0 or > MaxToken ? null : await grains.GetGrain<ICertificateGrain>(host).AnswerHttp(token);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = answer.Length;
        await context.Response.WriteAsync(answer);
    }

    private async Task<bool> HasCertificate(string host)
    {
        try
        {
            return await certificates.Has(host);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogUnknown(logger, host, problem);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Could not find out whether {Host} has a certificate")]
    private static partial void LogUnknown(ILogger logger, string host, Exception problem);
}
