using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

/// <summary>One field of a document, as <see cref="FieldsOf{T,TView}"/> makes them: all that any face needs to know of it.</summary>
/// <typeparam name="T">What the document is of; immutable.</typeparam>
/// <typeparam name="TView">What is shown of it: beside itself what nobody sets, such as its version.</typeparam>
internal sealed record Field<T, TView>(string Name, Shape Shape) : Field(Name, Shape)
{
    /// <summary>What people call it in a form; empty: no form has it.</summary>
    public string Label { get; init; } = "";

    /// <summary>With the value as JSON has it; null: nobody sets it there.</summary>
    public Func<T, Fields, T>? FromJson { get; init; }

    /// <summary>Null: it isn't shown, or only where somebody adds it.</summary>
    public Func<T, TView, JsonNode?>? ToJson { get; init; }

    /// <summary>With the value as a form has it; null: no form sets it.</summary>
    public Func<T, FormFields, T>? FromForm { get; init; }

    /// <summary>Puts it into a form's values, under a path.</summary>
    public Action<T, FormValues, string>? ToForm { get; init; }

    /// <summary>What a form read, with what it could not offer as it is stored.</summary>
    public Func<T, T, T>? Keep { get; init; }

    /// <summary>The fields of a form that it is made of.</summary>
    public IEnumerable<FormField> Form { get; init; } = [];
}

/// <summary>A field of a form as people meet it.</summary>
/// <param name="Name">Its path in the API.</param>
/// <param name="IsKeys">Its texts are keys, for which people read words.</param>
internal sealed record FormField(string Name, string Label, bool IsKeys = false);
