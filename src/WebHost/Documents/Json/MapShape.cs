using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

/// <summary>An object whose names are the caller's own.</summary>
/// <param name="Of">Of what each name says; null: a text.</param>
internal sealed record MapShape(Shape? Of = null) : Shape
{
    protected override string Kind => "an object";

    protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    protected override void CheckInside(JsonElement value, string path, ShapeErrors errors, bool patch)
    {
        foreach (var property in value.EnumerateObject())
            Each.Check(property.Value, path + JsonPosition.Step(property.Name), errors, patch);
    }

    protected override JsonObject DescribeKind() => new() { ["type"] = "object", ["additionalProperties"] = Each.Describe() };

    private Shape Each => Of ?? Text;

    private static TextShape Text { get; } = new();
}
