using System.Net.Mime;
using System.Text;

namespace Portal.WebHost.Front;

/// <summary>Answers that belong to no brand: short, the same for everybody, without the name that was asked for.</summary>
internal static class NeutralAnswer
{
    private static readonly byte[] NobodyHere = Page("Nothing here", "This address is not served here.");
    private static readonly byte[] BeingSetUp = Page("Being set up", "This address is being set up. Try again in a few minutes.");
    private static readonly byte[] Failed = Page("Something went wrong", "The page could not be shown. Try again in a moment.");
    private static readonly byte[] Bad = Page("Bad request", "The request can't be read.");

    /// <summary>421: the host is nobody's, or not this connection's.</summary>
    public static Task Misdirected(HttpContext context) => Write(context, StatusCodes.Status421MisdirectedRequest, NobodyHere);

    /// <summary>503: the host has no certificate yet.</summary>
    public static Task Waiting(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "30";
        return Write(context, StatusCodes.Status503ServiceUnavailable, BeingSetUp);
    }

    public static Task BadRequest(HttpContext context) => Write(context, StatusCodes.Status400BadRequest, Bad);

    /// <summary>503: what the page needs is out of reach.</summary>
    public static Task Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return Write(context, StatusCodes.Status503ServiceUnavailable, Failed);
    }

    private static Task Write(HttpContext context, int status, byte[] page)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(page).AsTask();
    }

    private static byte[] Page(string title, string text) => Encoding.UTF8.GetBytes(
        $"<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title>"
        + "<style>:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-content:center;padding:24px;font:16px/1.5 system-ui,sans-serif;text-align:center}h1{font-size:20px;margin:0}p{margin:8px 0 0}</style>"
        + $"<h1>{title}</h1><p>{text}</p></html>");
}
