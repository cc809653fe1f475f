using System.Text.Json.Nodes;
using Portal.Lists;

namespace Portal.WebHost.Api;

/// <summary>The query and header parameters that a route takes by its nature.</summary>
internal static class DocumentParameters
{
    public static JsonArray Of(string verb, ApiOperation operation)
    {
        var all = new JsonArray();
        if (operation.Lists is not null)
        {
            all.Add(One("q", "query", "What to search for."));
            all.Add(
                One(
                    "limit",
                    "query",
                    "1 to 500; default 50.",
                    new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = ListRequest.MostItems, ["default"] = 50 }));
            all.Add(One("cursor", "query", "“next” from the previous page."));
        }

        if (operation.Plan is { } plan)
            AddPlan(all, plan);
        foreach (var (name, meaning) in operation.Query)
            all.Add(One(name, "query", meaning));
        if (HttpMethods.IsPost(verb) && operation.Streams is null)
            all.Add(
                One(
                    OncePerKey.Header,
                    "header",
                    "Identifies this request for 24 h: a repeat gets the first response again, and nothing is done twice."));
        if (operation.Versioned && HttpMethods.IsGet(verb))
            all.Add(One("If-None-Match", "header", "An ETag: 304 if it is still that version."));
        if (operation.Versioned && !HttpMethods.IsGet(verb) && !HttpMethods.IsPost(verb))
            all.Add(One("If-Match", "header", "An ETag: 412 if the version has changed."));
        return all;
    }

    private static void AddPlan(JsonArray all, ListPlan plan)
    {
        var keys = plan.Sorts.SelectMany(sort => new JsonNode[] { sort.Key, "-" + sort.Key }).ToArray();
        all.Add(One("sort", "query", "What to sort by; with “-” from the end.", new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray(keys),
            ["default"] = plan.Default,
        }));
        foreach (var filter in plan.Filters)
        {
            var schema = new JsonObject { ["type"] = "string" };
            if (filter.Values is { } values && filter.Advice is null)
                schema["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value.Name)]);
            var note = filter.IsTime ? " A date, or a time with its offset." : "";
            all.Add(One(filter.Name, "query", filter.Meaning + note, schema));
        }
    }

    private static JsonObject One(string name, string place, string description, JsonObject? schema = null) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["description"] = description,
        ["schema"] = schema ?? new JsonObject { ["type"] = "string" },
    };
}
