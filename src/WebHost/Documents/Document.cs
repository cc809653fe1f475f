using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>
/// The one description of a thing that people and programs read and change: its fields, in the API's order. From it come
/// the API's schema with its strict check, the JSON that goes out and comes in, forms, and labels (ADR 0054). Pure.
/// </summary>
/// <param name="name">Its schema's.</param>
/// <param name="absent">With the values that what isn't sent has.</param>
/// <param name="fields">In the API's order.</param>
/// <inheritdoc cref="Field{T,TView}"/>
internal sealed class Document<T, TView>(string name, Func<T> absent, params Field<T, TView>[] fields)
{
    /// <summary>One that is shown and never taken: a line of a list.</summary>
    public Document(string name, params Field<T, TView>[] fields)
        : this(name, () => throw new InvalidOperationException($"{name} is never read."), fields)
    {
    }

    /// <summary>A sentence for the reader of the API's document.</summary>
    public string? Description { get; init; }

    /// <summary>An example, as JSON.</summary>
    public string? Example { get; init; }

    public bool Nullable { get; init; }

    public IReadOnlyList<Field<T, TView>> Fields => fields;

    public Func<T> Absent => absent;

    public ObjectShape Shape => field ??= new ObjectShape(name, fields)
    {
        Description = Description,
        Example = Example,
        Nullable = Nullable,
    };

    /// <summary>What JSON says whose shape was checked.</summary>
    public T FromJson(JsonElement json, List<FieldError> errors) => FromJson(new Fields(json, "", errors), absent());

    /// <param name="json">Its shape was checked.</param>
    /// <param name="errors">Takes what is wrong with its values.</param>
    /// <param name="start">With the values that what isn't sent has.</param>
    public T FromJson(JsonElement json, List<FieldError> errors, T start) => FromJson(new Fields(json, "", errors), start);

    public T FromJson(Fields json) => FromJson(json, absent());

    public JsonObject ToJson(T item, TView view)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            if (field.ToJson is { } write)
                json[field.Name] = write(item, view);
        }

        return json;
    }

    /// <summary>What a form says.</summary>
    public T FromForm(FormValues form, List<FieldError> errors) => FromForm(form, errors, absent());

    /// <param name="form">As it was sent.</param>
    /// <param name="errors">Takes what can't be read.</param>
    /// <param name="start">With the values of what no form sets.</param>
    /// <param name="takes">Names what this form sets; null: all.</param>
    public T FromForm(FormValues form, List<FieldError> errors, T start, Func<string, bool>? takes = null) =>
        FromForm(new FormFields(form, "", errors), start, takes);

    public T FromForm(FormFields form, T start, Func<string, bool>? takes = null) => fields
        .Where(field => takes?.Invoke(field.Name) ?? true)
        .Aggregate(start, (item, field) => field.FromForm is { } read ? read(item, form) : item);

    /// <summary>As its form shows it.</summary>
    public FormValues ToForm(T item)
    {
        var values = new FormValues();
        ToForm(item, values, "");
        return values;
    }

    public void ToForm(T item, FormValues values, string path)
    {
        foreach (var field in fields)
            field.ToForm?.Invoke(item, values, path);
    }

    /// <summary>The fields of its form, below a path.</summary>
    public IEnumerable<FormField> Form(string path = "") =>
        fields.SelectMany(field => field.Form).Select(field => field with { Name = path + field.Name });

    /// <summary>With the keys that a form could not offer.</summary>
    public T KeepKeys(T read, T stored) => fields.Aggregate(read, (item, field) => field.Keep is { } keep ? keep(item, stored) : item);

    private T FromJson(Fields json, T start) =>
        fields.Aggregate(start, (item, field) => field.FromJson is { } read ? read(item, json) : item);
}

internal static class DocumentExtensions
{
    /// <summary>What is shown by itself alone.</summary>
    public static JsonObject Show<T>(this Document<T, T> document, T item) => document.ToJson(item, item);

    /// <summary>What a form read, with what it could not offer as it is stored: only a newer release knows it (ADR 0016).</summary>
    public static T Keep<T, TView>(this Document<T, TView> document, T read, T stored)
        where T : Kept => document.KeepKeys(Keeping.Stay(read, stored), stored);
}
