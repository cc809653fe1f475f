using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Scalar.AspNetCore;

namespace Portal.WebHost.Api;

/// <summary>
/// <c>/openapi/v1.json</c> and a page to read it. Everything comes from here: the page asks nothing of other hosts, and
/// its content security policy says so.
/// </summary>
internal static class ReadingPage
{
    private const string Script = "ScalarStaticAssets.scalar.js";

    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <title>API</title>
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <link rel="icon" href="data:,">
        </head>
        <body>
          <div id="app"></div>
          <noscript>This page needs JavaScript. The document itself is at <a href="/openapi/v1.json">/openapi/v1.json</a>.</noscript>
          <script src="/openapi/reader.js"></script>
          <script src="/openapi/start.js"></script>
        </body>
        </html>
        """;

    private const string Start = """
        Scalar.createApiReference('#app', {
          url: '/openapi/v1.json',
          telemetry: false,
          withDefaultFonts: false,
          proxyUrl: '',
          hideClientButton: true,
          showDeveloperTools: 'never',
          agent: { disabled: true },
          mcp: { disabled: true },
        })
        """;

    // The reader writes styles of its own into the page; scripts come from this host alone.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
        + "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        JsonObject? document = null;
        routes.MapGet("/openapi/v1.json", (HttpContext context) =>
        {
            document ??= ApiDocument.Write(routes.DataSources.SelectMany(source => source.Endpoints));
            return Text(context, ApiAnswer.Text(document), "application/json; charset=utf-8");
        });
        routes.MapGet("/openapi", (HttpContext context) => Text(context, Page, "text/html; charset=utf-8"));
        routes.MapGet("/openapi/start.js", (HttpContext context) => Text(context, Start, "text/javascript; charset=utf-8"));
        routes.MapGet("/openapi/reader.js", Reader);
    }

    private static IResult Text(HttpContext context, string text, string type)
    {
        Guard(context.Response.Headers);
        return Results.Text(text, type, Encoding.UTF8);
    }

    private static async Task Reader(HttpContext context)
    {
        await using var packed = typeof(ScalarOptions).Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException($"The reader's script {Script} is not part of the build.");
        Guard(context.Response.Headers);
        context.Response.ContentType = "text/javascript; charset=utf-8";
        context.Response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            // It is stored compressed, and goes out as it is.
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.ContentLength = packed.Length;
            await packed.CopyToAsync(context.Response.Body, context.RequestAborted);
            return;
        }

        await using var plain = new GZipStream(packed, CompressionMode.Decompress);
        await plain.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static void Guard(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
    }
}
