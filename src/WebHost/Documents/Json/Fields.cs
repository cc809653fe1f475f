using System.Globalization;
using System.Text.Json;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>
/// Reads the fields of an object whose shape was checked. Values that no type can refuse are collected as errors at their field.
/// </summary>
/// <param name="element">The object.</param>
/// <param name="path">Where it stands, as a prefix: empty, or <c>smtp.</c>.</param>
/// <param name="errors">Takes what is wrong.</param>
internal readonly struct Fields(JsonElement element, string path, List<FieldError> errors)
{
    public bool Has(string name) => element.TryGetProperty(name, out _);

    public string? Text(string name) => Find(name)?.GetString();

    public string Required(string name, string reason)
    {
        var text = Text(name);
        if (string.IsNullOrWhiteSpace(text))
            Refuse(name, reason);
        return text ?? "";
    }

    public int Number(string name, int absent) => Find(name)?.GetInt32() ?? absent;

    public int? Count(string name) => Find(name)?.GetInt32();

    public bool Flag(string name, bool absent) => Find(name)?.GetBoolean() ?? absent;

    public bool Flag(string name) => Find(name)?.GetBoolean() ?? false;

    public string[]? Texts(string name) => Find(name)?.EnumerateArray().Select(item => item.GetString()!).ToArray();

    public SecretInput Secret(string name) =>
        !element.TryGetProperty(name, out var value) ? SecretInput.Keep
        : value.GetString() is { Length: > 0 } text ? SecretInput.Set(text)
        : SecretInput.Clear;

    public T Choice<T>(string name, T absent)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return absent;
        if (Names<T>.TryParse(text, out var value))
            return value;
        Refuse(name, Names<T>.Advice);
        return absent;
    }

    /// <summary>Null: absent, null, or no choice of it.</summary>
    public T? ChoiceOrNone<T>(string name)
        where T : struct, Enum => Text(name) is null ? null : Choice(name, default(T));

    public T[] Choices<T>(string name)
        where T : struct, Enum
    {
        var values = new List<T>();
        var texts = Texts(name) ?? [];
        for (var i = 0; i < texts.Length; i++)
        {
            if (Names<T>.TryParse(texts[i], out var value))
                values.Add(value);
            else
                Refuse($"{name}[{i}]", Names<T>.Advice);
        }

        return [.. values];
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        // RFC 3339 wants the zone: a time without one would be another instant on each machine.
        if (text.Length >= 20 && text[10] is 'T' or 't' or ' ' && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time.ToUniversalTime();
        Refuse(name, "This is not a time. Use RFC 3339 form, such as 2027-01-31T12:00:00Z.");
        return null;
    }

    /// <summary>Money, a share, a threshold: decimal text, so that no reader rounds it.</summary>
    public decimal? Decimal(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DecimalText.TryParse(text, out var value))
            return value;
        Refuse(name, "This is not a number. Use digits and a decimal point, such as 1234.50.");
        return null;
    }

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Refuse(name, "This is not a date. Use year, month and day, such as 2027-01-31.");
        return null;
    }

    /// <summary>Names of the caller's own with their texts.</summary>
    public Dictionary<string, string> Map(string name) => Find(name) is { } map
        ? map.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString() ?? "", StringComparer.Ordinal)
        : new(StringComparer.Ordinal);

    /// <summary>The object of this name; null when it is absent or null.</summary>
    public Fields? Inside(string name) => Find(name) is { } inner ? new Fields(inner, $"{path}{name}.", errors) : null;

    public Fields[]? Each(string name)
    {
        if (Find(name) is not { } list)
            return null;
        var (prefix, all) = (path, errors);
        return [.. list.EnumerateArray().Select((item, i) => new Fields(item, $"{prefix}{name}[{i}].", all))];
    }

    /// <summary>Objects under names of the caller's own; null: absent or null.</summary>
    public IEnumerable<(string Name, Fields Inside)>? Under(string name)
    {
        if (Find(name) is not { } map)
            return null;
        var (prefix, all) = (path, errors);
        return map.EnumerateObject().Select(one => (one.Name, new Fields(one.Value, $"{prefix}{name}.{one.Name}.", all)));
    }

    public void Refuse(string name, string reason) => errors.Add(new FieldError(path + name, reason));

    private JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
