using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Portal.WebHost.Api;

/// <summary>One answer of the API, complete, so that it can be kept and given again.</summary>
/// <param name="Location">Path of what was created.</param>
/// <param name="Version">Becomes the ETag.</param>
/// <param name="Late">The change is written but may take up to 30 s to show on every front end.</param>
internal sealed record ApiAnswer(int Status, string? Body, string? Location = null, long? Version = null, bool Late = false) : IResult
{
    public const string LateHeader = "Shows-Within";

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The feed key and version that this process's pages are to show before the answer goes out.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public (string FeedKey, long Version)? Shows { get; init; }

    public bool IsProblem => Status >= 400;

    public static ApiAnswer Ok(JsonNode body, long? version = null, bool late = false) =>
        new(200, Text(body), Version: version, Late: late);

    public static ApiAnswer Created(JsonNode body, string location, long? version = null, bool late = false) =>
        new(201, Text(body), location, version, late);

    public static ApiAnswer Accepted(JsonNode body, string location, long? version = null) => new(202, Text(body), location, version);

    public static ApiAnswer NoContent(bool late = false) => new(204, null, Late: late);

    public static ApiAnswer NotModified(long version) => new(304, null, Version: version);

    public static string Text(JsonNode body) => body.ToJsonString(Writing);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (Location is not null)
            response.Headers.Location = Location;
        if (Version is { } version)
            response.Headers.ETag = Conditions.ETag(version);
        if (Late)
            response.Headers[LateHeader] = "30";
        response.Headers.CacheControl = IsProblem ? "no-store" : "private, no-cache";
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (Status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "5";
        if (Body is null)
            return;
        response.Headers[HeaderNames.ContentType] = IsProblem ? "application/problem+json" : "application/json; charset=utf-8";
        var bytes = System.Text.Encoding.UTF8.GetBytes(Body);
        response.Headers.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    // A record would print the body, and one answer has a key in it.
    public override string ToString() => Status.ToString(CultureInfo.InvariantCulture);
}
