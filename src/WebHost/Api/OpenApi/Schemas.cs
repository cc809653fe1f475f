using System.Text.Json.Nodes;

namespace Portal.WebHost.Api;

/// <summary>The named schemas of the document, each once, with those that they refer to.</summary>
internal sealed class Schemas
{
    private readonly SortedDictionary<string, JsonObject> byName = new(StringComparer.Ordinal) { ["Problem"] = DocumentProblems.Schema() };

    public JsonObject Reference(ObjectShape shape)
    {
        Add(shape);
        return new JsonObject { ["$ref"] = "#/components/schemas/" + shape.Name };
    }

    public JsonObject Page(ObjectShape item)
    {
        var name = item.Name + "Page";
        byName[name] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("items", "next"),
            ["properties"] = new JsonObject
            {
                ["items"] = new JsonObject { ["type"] = "array", ["items"] = Reference(item) },
                ["next"] = new JsonObject
                {
                    ["type"] = new JsonArray("string", "null"),
                    ["description"] = "The cursor for the next page; null: this is the last page.",
                },
            },
        };
        return new JsonObject { ["$ref"] = "#/components/schemas/" + name };
    }

    public JsonObject ToJson() => new(byName.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, one.Value)));

    private void Add(Shape shape)
    {
        switch (shape)
        {
            case ListShape list:
                Add(list.Of);
                break;
            case MapShape { Of: { } each }:
                Add(each);
                break;
            case ObjectShape named when byName.TryAdd(named.Name, named.DescribeFields()):
                foreach (var field in named.Fields)
                    Add(field.Shape);
                break;
        }
    }
}
