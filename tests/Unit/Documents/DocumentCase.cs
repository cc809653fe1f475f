using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Portal.Saving;
using Portal.Storage;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Documents;

/// <summary>A document with a value that says all it can.</summary>
public abstract class DocumentCase
{
    public abstract string Name { get; }

    /// <summary>Members that the value leaves as they are when nobody sets them.</summary>
    public abstract IEnumerable<string> Unsaid { get; }

    internal abstract IEnumerable<FormField> Form { get; }

    public abstract void ThroughJson();

    public abstract void ThroughForm();
}

/// <inheritdoc/>
internal sealed class DocumentCase<T, TView>(Document<T, TView> document, T full, TView view) : DocumentCase
    where T : Kept
{
    /// <summary>What a form begins with; null: with nothing.</summary>
    public T? FormStart { get; init; }

    /// <summary>Members that are decided elsewhere.</summary>
    public string[] Elsewhere { get; init; } = [];

    public override string Name => document.Shape.Name;

    public override IEnumerable<string> Unsaid => Unchanged(full, document.Absent(), "").Except(Elsewhere, StringComparer.Ordinal);

    internal override IEnumerable<FormField> Form => document.Form();

    public override void ThroughJson()
    {
        var json = JsonSerializer.SerializeToElement(document.ToJson(full, view));
        Assert.Equal(
            document.Fields.Where(field => field.ToJson is not null).Select(field => field.Name),
            json.EnumerateObject().Select(value => value.Name));
        var (shape, errors) = (new ShapeErrors(), new List<FieldError>());
        document.Shape.Check(json, "$", shape);
        Assert.False(shape.Any);
        var read = document.FromJson(json, errors);
        Assert.Empty(errors);
        Same(read);
    }

    public override void ThroughForm()
    {
        var shown = document.ToForm(full);
        var sent = FormValues.From(new FormCollection(
            shown.Names.ToDictionary(name => name, name => new StringValues(shown.Many(name)), StringComparer.Ordinal)));
        var errors = new List<FieldError>();
        var read = document.FromForm(sent, errors, FormStart ?? document.Absent());
        Assert.Empty(errors);
        Same(read);
        Same(document.Keep(read, full));
        Assert.Equal(shown.Names.Order(StringComparer.Ordinal), Form.Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    // Languages have no order.
    private void Same(T read) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(PortalJson.Write(full)), JsonNode.Parse(PortalJson.Write(read))), PortalJson.Write(read));

    private static IEnumerable<string> Unchanged(Kept said, Kept unsaid, string path)
    {
        foreach (var property in said.GetType().GetProperties().Where(IsSet))
        {
            var (name, value) = (path + JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.GetValue(said));
            if (value is Kept part)
            {
                var other = (Kept)(property.GetValue(unsaid) ?? Activator.CreateInstance(part.GetType())!);
                foreach (var inside in Unchanged(part, other, name + "."))
                    yield return inside;
            }
            else if (PortalJson.Write(value) == PortalJson.Write(property.GetValue(unsaid)))
            {
                yield return name;
            }
        }
    }

    private static bool IsSet(PropertyInfo property) =>
        property.CanWrite && property.Name != nameof(Kept.Unknown) && property.PropertyType != typeof(SecretInput)
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is null;
}
