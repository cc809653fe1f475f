using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

/// <summary>
/// What a value must look like: types and names of fields, no more. It checks what comes in and describes itself in
/// the OpenAPI document, so the two can't disagree.
/// </summary>
internal abstract record Shape
{
    /// <summary>A sentence for the reader of the document.</summary>
    public string? Description { get; init; }

    /// <summary>An example, as JSON.</summary>
    public string? Example { get; init; }

    /// <summary>Whether null is a value of it.</summary>
    public bool Nullable { get; init; }

    /// <summary>As in "must be text".</summary>
    protected abstract string Kind { get; }

    /// <param name="value">What came in; checked by <see cref="StrictJson"/> before.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="patch">Null stands for "remove" (RFC 7396) and passes everywhere.</param>
    public void Check(JsonElement value, string path, ShapeErrors errors, bool patch = false)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!Nullable && !patch)
                errors.Add(path, $"Must be {Kind}, not null.");
        }
        else if (!Fits(value))
        {
            errors.Add(path, $"Must be {Kind}, not {Named(value)}.");
        }
        else
        {
            CheckInside(value, path, errors, patch);
        }
    }

    /// <summary>The schema (JSON Schema 2020-12, as OpenAPI 3.1 takes it).</summary>
    public JsonObject Describe()
    {
        var schema = DescribeKind();
        if (Nullable && schema["type"] is JsonValue type)
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        if (Description is not null)
            schema["description"] = Description;
        if (Example is not null)
            schema["examples"] = new JsonArray(JsonNode.Parse(Example));
        return schema;
    }

    protected abstract bool Fits(JsonElement value);

    protected virtual void CheckInside(JsonElement value, string path, ShapeErrors errors, bool patch)
    {
    }

    protected abstract JsonObject DescribeKind();

    private static string Named(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => value.TryGetInt32(out _) ? "a number" : "this number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };
}
