using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.WebHost.Api;

/// <summary>The problem answers in the document, each described once.</summary>
internal static class DocumentProblems
{
    public static string Name(int status) => ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal);

    public static JsonObject Responses(IEnumerable<int> statuses)
    {
        var all = new JsonObject();
        foreach (var status in statuses.Distinct().Order())
        {
            all[Name(status)] = new JsonObject
            {
                ["description"] = Meaning(status),
                ["content"] = new JsonObject
                {
                    ["application/problem+json"] = new JsonObject
                    {
                        ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                        ["example"] = Example(status),
                    },
                },
            };
        }

        return all;
    }

    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["description"] = "A problem (RFC 9457).",
        ["required"] = new JsonArray("type", "title", "status"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string" },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string", ["description"] = "A sentence for people to read." },
            ["errors"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "What is wrong where: by JSON path at 400 ($.smtp.port), by field at 422 (smtp.port).",
                ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            },
        },
    };

    private static string Meaning(int status) => status switch
    {
        400 => "It can't be read, or has a wrong type or an unknown field. “errors” has the paths.",
        401 => "No API key, or one that is unknown, expired or revoked.",
        403 => "The key lacks the scope, or its role may not do this.",
        404 => "It doesn't exist, or belongs to another brand.",
        409 => "It already exists, or is in use.",
        412 => "It was changed since the version in If-Match. ETag has the current one.",
        413 => "The body is too large.",
        415 => "The body's media type is not accepted here.",
        422 => "Values are wrong; nothing was changed. “errors” has the fields.",
        429 => "Too many requests like this, or too many wrong keys, from your network. Retry-After says when to continue.",
        503 => "The store or the cluster can't be reached right now. A change may or may not have been made. With Retry-After: "
            + "too many requests are waiting, and nothing was started.",
        _ => "An error on our side.",
    };

    private static JsonObject Example(int status)
    {
        var example =
            new JsonObject
            {
                ["type"] = "about:blank",
                ["title"] = ReasonPhrases.GetReasonPhrase(status),
                ["status"] = status,
                ["detail"] = Meaning(status),
            };
        if (status is 400 or 422)
            example["errors"] =
                new JsonObject { [status == 400 ? "$.smtp.port" : "smtp.port"] = new JsonArray("Must be a whole number, not text.") };
        return example;
    }
}
