using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

/// <summary>One field of an object.</summary>
/// <param name="Required">Its absence is a wrong value (422), told where the value is read; the document says it here.</param>
/// <param name="ReadOnly">Shown; ignored when it comes back.</param>
/// <param name="WriteOnly">Taken, never shown.</param>
internal record Field(string Name, Shape Shape, bool Required = false, bool ReadOnly = false, bool WriteOnly = false)
{
    /// <summary>A sentence for the reader of the API's document.</summary>
    public string? Description
    {
        get => Shape.Description;
        init => Shape = Shape with { Description = value };
    }

    /// <summary>An example, as JSON.</summary>
    public string? Example
    {
        get => Shape.Example;
        init => Shape = Shape with { Example = value };
    }

    /// <summary>Of a text.</summary>
    public string? Format
    {
        get => (Shape as TextShape)?.Format;
        init => Shape = (TextShape)Shape with { Format = value };
    }
}

/// <summary>An object with known fields. Its name is the schema's in the document.</summary>
internal sealed record ObjectShape(string Name, params Field[] Fields) : Shape
{
    protected override string Kind => "an object";

    /// <summary>The object's own schema, for the document's components.</summary>
    public JsonObject DescribeFields()
    {
        var properties = new JsonObject();
        foreach (var field in Fields)
        {
            var schema = field.Shape.Describe();
            if (field.ReadOnly)
                schema["readOnly"] = true;
            if (field.WriteOnly)
                schema["writeOnly"] = true;
            properties[field.Name] = schema;
        }

        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (Fields.Any(field => field.Required))
            whole["required"] = new JsonArray([.. Fields.Where(field => field.Required).Select(field => (JsonNode)field.Name)]);
        if (Description is not null)
            whole["description"] = Description;
        if (Example is not null)
            whole["examples"] = new JsonArray(JsonNode.Parse(Example));
        return whole;
    }

    /// <summary>
    /// A merge patch removes by null, but a write-only field that is absent is kept: puts the null back where the patch
    /// had it, so that it clears.
    /// </summary>
    public void RestoreClearing(JsonElement patch, JsonNode? merged)
    {
        if (patch.ValueKind != JsonValueKind.Object || merged is not JsonObject target)
            return;
        foreach (var field in Fields)
        {
            if (!patch.TryGetProperty(field.Name, out var value))
                continue;
            if (field.WriteOnly && value.ValueKind == JsonValueKind.Null)
                target[field.Name] = null;
            else if (field.Shape is ObjectShape inner)
                inner.RestoreClearing(value, target[field.Name]);
        }
    }

    protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    protected override void CheckInside(JsonElement value, string path, ShapeErrors errors, bool patch)
    {
        foreach (var property in value.EnumerateObject())
        {
            var inner = path + JsonPosition.Step(property.Name);
            var field = Array.Find(Fields, known => known.Name == property.Name);
            if (field is null)
                errors.Add(
                    inner,
                    $"There is no field with this name here. The fields are: {string.Join(", ", Fields.Select(known => known.Name))}.");
            else if (!field.ReadOnly)
                field.Shape.Check(property.Value, inner, errors, patch);
        }
    }

    protected override JsonObject DescribeKind() => Nullable
        ? new() { ["anyOf"] = new JsonArray(Reference(), new JsonObject { ["type"] = "null" }) }
        : Reference();

    private JsonObject Reference() => new() { ["$ref"] = "#/components/schemas/" + Name };
}
