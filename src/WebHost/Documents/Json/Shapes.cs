using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

internal sealed record TextShape : Shape
{
    /// <summary>Of JSON Schema: <c>date-time</c>, <c>hostname</c>, …</summary>
    public string? Format { get; init; }

    /// <summary>The values it may have. Another text is a wrong value (422), not a wrong type.</summary>
    public string[]? Choices { get; init; }

    protected override string Kind => "text";

    protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.String;

    protected override JsonObject DescribeKind()
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (Format is not null)
            schema["format"] = Format;
        if (Choices is not null)
            schema["enum"] = new JsonArray([.. Choices.Select(choice => (JsonNode)choice), .. Nullable ? new JsonNode?[] { null } : []]);
        return schema;
    }
}

internal sealed record NumberShape : Shape
{
    protected override string Kind => "a whole number";

    protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _);

    protected override JsonObject DescribeKind() => new() { ["type"] = "integer" };
}

internal sealed record FlagShape : Shape
{
    protected override string Kind => "true or false";

    protected override bool Fits(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    protected override JsonObject DescribeKind() => new() { ["type"] = "boolean" };
}

internal sealed record ListShape(Shape Of) : Shape
{
    protected override string Kind => "a list";

    protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    // A merge patch replaces a list as a whole: what is in it is no patch.
    protected override void CheckInside(JsonElement value, string path, ShapeErrors errors, bool patch)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
            Of.Check(item, $"{path}[{index++}]", errors);
    }

    protected override JsonObject DescribeKind() => new() { ["type"] = "array", ["items"] = Of.Describe() };
}

/// <summary>Anything at all: what we show and never take.</summary>
internal sealed record AnyShape : Shape
{
    protected override string Kind => "a value";

    protected override bool Fits(JsonElement value) => true;

    protected override JsonObject DescribeKind() => [];
}
