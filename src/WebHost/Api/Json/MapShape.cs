using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.WebHost.Api;

/// <summary>An object whose names are the caller's own, each with a text.</summary>
internal sealed record MapShape : Shape
{
    protected override string Kind => "an object";

    protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    protected override void CheckInside(JsonElement value, string path, ShapeErrors errors, bool patch)
    {
        foreach (var property in value.EnumerateObject())
            Text.Check(property.Value, path + JsonPosition.Step(property.Name), errors, patch);
    }

    protected override JsonObject DescribeKind() => new() { ["type"] = "object", ["additionalProperties"] = Text.Describe() };

    private static TextShape Text { get; } = new();
}
