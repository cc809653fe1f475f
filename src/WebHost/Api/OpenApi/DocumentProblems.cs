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
            ["detail"] = new JsonObject { ["type"] = "string", ["description"] = "A sentence for a person." },
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
        400 => "It can't be read, has a wrong type or an unknown field. “errors” has the paths.",
        401 => "No API key, or one that is unknown, expired or revoked.",
        403 => "The key lacks the scope, or its role may not do this.",
        404 => "There is no such thing, or it belongs to another brand.",
        409 => "It exists already, or others use it.",
        412 => "It was changed since the version in If-Match. ETag has the present one.",
        413 => "The body is too large.",
        415 => "The body is not of the media type that is taken here.",
        422 => "Values are wrong; nothing was changed. “errors” has the fields.",
        429 => "Of what you ask for, or of wrong keys, your network has had its share. Retry-After says when to go on.",
        503 => "The store or the cluster can't be reached just now. A change may or may not have been made. With Retry-After: too much waits, and nothing was begun.",
        _ => "A fault on our side.",
    };

    private static JsonObject Example(int status)
    {
        var example = new JsonObject { ["type"] = "about:blank", ["title"] = ReasonPhrases.GetReasonPhrase(status), ["status"] = status, ["detail"] = Meaning(status) };
        if (status is 400 or 422)
            example["errors"] = new JsonObject { [status == 400 ? "$.smtp.port" : "smtp.port"] = new JsonArray("Must be a whole number, not text.") };
        return example;
    }
}
