using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.WebHost.Api;

/// <summary>
/// The OpenAPI document (3.1), written from the routes as they are mapped: what a route checks and what the document
/// says are the same objects.
/// </summary>
internal static class ApiDocument
{
    // Each route has these: no key, not enough rights, a fault of ours, the store or cluster out of reach.
    private static readonly int[] Always = [401, 403, 429, 500, 503];

    public static JsonObject Write(IEnumerable<Endpoint> endpoints)
    {
        var schemas = new Schemas();
        var paths = new JsonObject();
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<ApiOperation>() is not { } operation)
                continue;
            var path = endpoint.RoutePattern.RawText![ApiPipeline.Prefix.Length..];
            if (paths[path] is not JsonObject item)
                paths[path] = item = Parameters(path);
            foreach (var verb in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
                item[verb.ToLowerInvariant()] = Operation(verb, path, operation, schemas);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Portal API",
                ["version"] = "v1",
                ["description"] =
                    "Domains, brands, customers, carriers, calls, files, audit and API keys of the platform. "
                        + "Errors are problem documents (RFC 9457): "
                    + "400 for what can't be read, 422 for wrong values, each with “errors” by path or field.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = ApiPipeline.Prefix }),
            ["security"] = new JsonArray(new JsonObject { ["apiKey"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.ToJson(),
                ["responses"] = DocumentProblems.Responses([.. Always, 400, 404, 409, 412, 413, 415, 422]),
                ["securitySchemes"] = new JsonObject
                {
                    ["apiKey"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = "An API key: POST /api-keys creates one.",
                    },
                },
            },
        };
    }

    private static JsonObject Parameters(string path)
    {
        var names = path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')).ToArray();
        return names.Length == 0 ? [] : new JsonObject
        {
            ["parameters"] = new JsonArray([.. names.Select(name => new JsonObject
            {
                ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" },
            })]),
        };
    }

    private static JsonObject Operation(string verb, string path, ApiOperation operation, Schemas schemas)
    {
        var json = new JsonObject
        {
            ["operationId"] = verb.ToLowerInvariant() + string.Concat(path.Split('/', '-').Select(part => Capital(part.Trim('{', '}')))),
            ["tags"] = new JsonArray(path.Split('/')[1]),
            ["summary"] = operation.Summary,
            ["description"] = string.Join(" ", new[] { operation.Description, $"Scope: `{operation.Scope}`." }.OfType<string>()),
        };
        var parameters = DocumentParameters.Of(verb, operation);
        if (parameters.Count > 0)
            json["parameters"] = parameters;
        if (Body(verb, operation, schemas) is { } body)
            json["requestBody"] = body;
        var responses = new JsonObject();
        foreach (var status in operation.Statuses)
            responses[$"{status}"] = Response(status, operation, schemas);
        foreach (var status in operation.Refuses.Concat(Always).Distinct().Order())
            responses[$"{status}"] = new JsonObject { ["$ref"] = $"#/components/responses/{DocumentProblems.Name(status)}" };
        json["responses"] = responses;
        return json;
    }

    private static JsonObject? Body(string verb, ApiOperation operation, Schemas schemas)
    {
        if (operation.TakesBytes)
        {
            return new JsonObject
            {
                ["required"] = true,
                ["content"] =
                    new JsonObject
                    {
                        ["application/octet-stream"] = new JsonObject
                        {
                            ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "binary" },
                        },
                    },
            };
        }

        if (operation.Takes is not { } shape)
            return null;
        string[] types = operation.Streams ?? [HttpMethods.IsPatch(verb) ? "application/merge-patch+json" : "application/json"];
        return new JsonObject
        {
            ["required"] = true,
            ["content"] = new JsonObject(types.Select(type => KeyValuePair.Create<string, JsonNode?>(
                type, new JsonObject { ["schema"] = schemas.Reference(shape) }))),
        };
    }

    private static JsonObject Response(int status, ApiOperation operation, Schemas schemas)
    {
        var response = new JsonObject { ["description"] = ReasonPhrases.GetReasonPhrase(status) };
        if (status is 204 or 304)
            return response;
        var schema = operation.Lists is { } item ? schemas.Page(item)
            : operation.GivesMany is { } many ? new JsonObject { ["type"] = "array", ["items"] = schemas.Reference(many) }
            : schemas.Reference(operation.Gives!);
        response["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } };
        var headers = new JsonObject();
        if (operation.Versioned)
            headers["ETag"] = Header("The version, in quotation marks.");
        if (status is 201 or 202)
            headers["Location"] = Header("Where the resource is.");
        if (headers.Count > 0)
            response["headers"] = headers;
        return response;
    }

    private static JsonObject Header(string description) => new()
    {
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static string Capital(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}
