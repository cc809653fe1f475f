using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;
using Portal.Calls;

namespace Portal.WebHost.Api;

/// <summary>The body of calls that a request brings: as a stream of any size, never in memory as a whole.</summary>
internal static class CdrBody
{
    private static readonly (string Type, CallFormat Format)[] Formats =
    [
        ("application/x-ndjson", CallFormat.Ndjson), ("application/json", CallFormat.Ndjson), ("text/plain", CallFormat.Ndjson),
        ("text/csv", CallFormat.Csv),
    ];

    public static readonly string[] MediaTypes = Array.ConvertAll(Formats, one => one.Type);

    // A switch behind a thin line passes; one that says nothing would hold a place that others wait for.
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(30));

    /// <summary>The body, not yet read; or the answer that says why it isn't.</summary>
    /// <param name="mapping">It says what the body is: switches call it what they like.</param>
    public static (CallBody? Body, ApiAnswer? Problem) Of(HttpContext context, CallMapping? mapping)
    {
        if ((mapping is null ? Format(context.Request.ContentType) : CallFormat.Ndjson) is not { } format)
        {
            return (null, Problems.Make(
                415, $"Send calls as {string.Join(", ", MediaTypes)}, in UTF-8: a JSON object on each line, or CSV with a head."));
        }

        if (Packing(context.Request.Headers.ContentEncoding.ToString()) is not { } packing)
        {
            context.Response.Headers.AcceptEncoding = "gzip, zstd";
            return (null, Problems.Make(415, "Send the body as it is, or with one Content-Encoding: gzip or zstd."));
        }

        var stream = PackedBody.Open(Open(context), packing);
        return (new(stream, format, KeyCredentials.Read(context.Request)?.User) { Mapping = mapping }, null);
    }

    /// <summary>The mapping that is asked for; null: none. FreeSWITCH writes <c>?uuid=…</c> behind whatever address it was given.</summary>
    public static string? MappingOf(HttpRequest request) =>
        request.Query["mapping"].ToString().Split('?')[0] is { Length: > 0 } name ? name : null;

    private static Stream Open(HttpContext context)
    {
        // Where an upgrade is asked for, reading would wait for the connection's end.
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return Stream.Null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        // On HTTP/2 streams share their connection's.
        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = Slowest;
        return context.Request.Body;
    }

    private static CallFormat? Format(string? type)
    {
        if (!MediaTypeHeaderValue.TryParse(type, out var media)
            || (media.Charset.HasValue && !media.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return null;
        return Array.FindIndex(Formats, one => media.MediaType.Equals(one.Type, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at
            ? Formats[at].Format
            : null;
    }

    private static BodyPacking? Packing(string encoding) => encoding.ToLowerInvariant() switch
    {
        "" or "identity" => BodyPacking.None,
        "gzip" or "x-gzip" => BodyPacking.Gzip,
        "zstd" => BodyPacking.Zstd,
        _ => null,
    };
}
