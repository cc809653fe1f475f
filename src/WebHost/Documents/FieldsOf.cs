using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

/// <summary>Makes the fields of one kind of document, each from how its value is spelt, got, and put into another one.</summary>
/// <inheritdoc cref="Field{T,TView}"/>
internal static class FieldsOf<T, TView>
{
    /// <summary>What somebody sets.</summary>
    public static Field<T, TView> Value<TValue>(
        string name, string label, Spelling<TValue> spelling, Func<T, TValue> get, Func<T, TValue, T> set) => new(name, spelling.Shape)
        {
            Label = label,
            FromJson = (item, json) => set(item, spelling.FromJson(json, name, get(item))),
            ToJson = (item, _) => spelling.ToJson(get(item)),
            FromForm = (item, form) => set(item, spelling.FromForm(form, name, get(item))),
            ToForm = (item, values, path) => values.Set(path + name, [.. spelling.ToForm(get(item))]),
            Keep = spelling.Keep is { } keep ? (read, stored) => set(read, keep(get(read), get(stored))) : null,
            Form = [new FormField(name, label, spelling.IsKeys)],
        };

    /// <summary>What no form asks for.</summary>
    public static Field<T, TView> Value<TValue>(string name, Spelling<TValue> spelling, Func<T, TValue> get, Func<T, TValue, T> set) =>
        Value(name, "", spelling, get, set) with { FromForm = null, ToForm = null, Keep = null, Form = [] };

    /// <summary>An amount, with the decimals of a currency.</summary>
    public static Field<T, TView> Money(
        string name, string label, Spelling<decimal?> spelling, Func<T, decimal?> get, Func<T, decimal?, T> set,
        Func<T, string?> currency) =>
        Value(name, label, spelling, get, set) with { ToJson = (item, _) => Amounts.Text(get(item), currency(item)) };

    /// <summary>What is shown and nobody sets.</summary>
    public static Field<T, TView> Shown(string name, Shape shape, Func<TView, JsonNode?> get) => new(name, shape)
    {
        ReadOnly = true,
        ToJson = (_, view) => get(view),
    };

    /// <summary>A column of a list: there is nothing in it that anybody sets.</summary>
    public static Field<T, TView> Listed(string name, Shape shape, Func<TView, JsonNode?> get) =>
        Shown(name, shape, get) with { ReadOnly = false };

    /// <summary>A document inside, which is always there.</summary>
    public static Field<T, TView> Part<TPart>(
        string name, Document<TPart, TPart> document, Func<T, TPart> get, Func<T, TPart, T> set) => new(name, document.Shape)
        {
            FromJson = (item, json) => json.Inside(name) is { } inner ? set(item, document.FromJson(inner)) : item,
            ToJson = (item, _) => document.Show(get(item)),
            FromForm = (item, form) => set(item, document.FromForm(form.Inside(name), get(item))),
            ToForm = (item, values, path) => document.ToForm(get(item), values, $"{path}{name}."),
            Keep = (read, stored) => set(read, document.KeepKeys(get(read), get(stored))),
            Form = document.Form(name + "."),
        };

    /// <summary>A document inside that may be missing.</summary>
    /// <param name="view">What is shown of it.</param>
    /// <param name="isEmpty">Whether a form says nothing of it.</param>
    public static Field<T, TView> PartOrNone<TPart, TPartView>(
        string name,
        Document<TPart, TPartView> document,
        Func<T, TPart?> get,
        Func<T, TPart?, T> set,
        Func<TView, TPartView> view,
        Func<TPart, bool> isEmpty)
        where TPart : class => new(name, document.Shape)
        {
            FromJson = (item, json) => set(item, json.Inside(name) is { } inner ? document.FromJson(inner) : null),
            ToJson = (item, shown) => get(item) is { } part ? document.ToJson(part, view(shown)) : null,
            FromForm = (item, form) =>
            {
                // Nothing is wrong with what nobody filled in.
                var errors = new List<Portal.Saving.FieldError>();
                var read = document.FromForm(form.Inside(name) with { Errors = errors }, document.Absent());
                if (isEmpty(read))
                    return set(item, null);
                form.Errors.AddRange(errors);
                return set(item, read);
            },
            ToForm = (item, values, path) => document.ToForm(get(item) ?? document.Absent(), values, $"{path}{name}."),
            Keep = (read, stored) => get(read) is { } part && get(stored) is { } was ? set(read, document.KeepKeys(part, was)) : read,
            Form = document.Form(name + "."),
        };
}
