using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Saving;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>What pages of the portal say to programs that are signed in like people: JSON, and errors as RFC 9457 writes them.</summary>
internal static class JsonAnswer
{
    private const int Largest = 64 * 1024;

    /// <summary>Whether whoever asks reads JSON rather than a page.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.HasJsonContentType() || HttpMethods.IsDelete(request.Method)
        || (!request.HasFormContentType && !request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is no form. No page of another host can send such a request unasked; this makes sure of it.</summary>
    /// <exception cref="BadHttpRequestException">It is from elsewhere.</exception>
    public static bool IsSent(HttpRequest request)
    {
        if (!request.HasJsonContentType() && !HttpMethods.IsDelete(request.Method))
            return false;
        return FormOrigin.IsOwn(request)
            ? true
            : throw new BadHttpRequestException("Not from a page of this host.", StatusCodes.Status403Forbidden);
    }

    /// <summary>The body, checked; null: it is wrong, and that was answered.</summary>
    public static async Task<JsonElement?> Read(HttpContext context, ObjectShape shape)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (body.Length + read > Largest)
            {
                await Refuse(context, StatusCodes.Status413PayloadTooLarge, "The body is too large.");
                return null;
            }

            body.Write(buffer, 0, read);
        }

        var (root, errors) = StrictJson.Parse(body.ToArray());
        if (!errors.Any)
            shape.Check(root, "$", errors);
        if (!errors.Any)
            return root;
        await Refuse(context, StatusCodes.Status400BadRequest, "The body can't be accepted as it is.", errors);
        return null;
    }

    public static Task Send(HttpContext context, int status, JsonNode body) => Write(context, status, "application/json", body);

    /// <summary>422: values are wrong.</summary>
    public static Task Invalid(HttpContext context, IEnumerable<FieldError> errors)
    {
        var all = new ShapeErrors();
        foreach (var error in errors)
            all.Add(error.Field, error.Reason);
        return Refuse(context, StatusCodes.Status422UnprocessableEntity, "Nothing was changed. “errors” says why.", all);
    }

    public static Task Refuse(HttpContext context, int status, string detail, ShapeErrors? errors = null)
    {
        var body = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
        };
        if (errors is not null)
            body["errors"] = errors.ToJson();
        return Write(context, status, "application/problem+json", body);
    }

    private static Task Write(HttpContext context, int status, string type, JsonNode body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type + "; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
