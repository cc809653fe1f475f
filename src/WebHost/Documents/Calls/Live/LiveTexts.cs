using System.Text.Json;
using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>Reads what switches tell. Texts are those that calls may have. Pure.</summary>
internal static class LiveTexts
{
    /// <summary>The items of a list, until too much is wrong to read on; all are there where nothing is.</summary>
    /// <param name="needed">Its absence is no empty list.</param>
    public static List<T> Each<T>(Fields body, string name, bool needed, List<FieldError> errors, Func<Fields, T> read)
    {
        var found = new List<T>();
        var items = body.Each(name) ?? [];
        if (needed && !body.Has(name))
            body.Refuse(name, "Send all that there is, or [] where there is nothing: what isn't among it is over.");
        if (TooMany(body, name, items.Length))
            return found;
        foreach (var item in items)
        {
            if (errors.Count >= LiveBounds.MostErrors)
                break;
            found.Add(read(item));
        }

        return found;
    }

    public static bool TooMany(Fields body, string name, int count)
    {
        if (count > LiveBounds.MostItems)
            body.Refuse(name, $"Send at most {LiveBounds.MostItems:N0}.");
        return count > LiveBounds.MostItems;
    }

    /// <summary>Null: it is absent or empty.</summary>
    public static string? Text(Fields fields, string name, int most = CallReading.LongestText)
    {
        if (fields.Text(name) is not { Length: > 0 } text)
            return null;
        if (Wrong(text, most) is { } wrong)
            fields.Refuse(name, wrong);
        return text;
    }

    public static string Needed(Fields fields, string name, int most = CallReading.LongestText)
    {
        if (Text(fields, name, most) is { } text)
            return text;
        fields.Refuse(name, "This is required.");
        return "";
    }

    public static string? Wrong(string text, int most) =>
        text.Length > most ? $"Use at most {most} characters."
        : text.Any(char.IsControl) ? "It has a control character."
        : null;

    /// <summary>Of a body's root.</summary>
    public static Fields Of(JsonElement root, List<FieldError> errors) => new(root, "", errors);

    /// <summary>To the millisecond. A wrong one was told.</summary>
    public static DateTimeOffset Time(Fields fields, string name)
    {
        if (fields.Text(name) is null)
            fields.Refuse(name, "This is required.");
        return fields.Time(name) is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()) : default;
    }
}
