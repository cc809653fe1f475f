using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>
/// A form's values by field name, as stored or as typed, with what is wrong at each. For one rendering: the first wrong field
/// takes the focus.
/// </summary>
internal sealed class FormState
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);
    private bool isFocusTaken;

    public static FormState Blank => new();

    public bool HasErrors => errors.Count > 0;

    /// <summary>Null: absent or blank.</summary>
    public string? this[string name]
    {
        get => values.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;
        set => values[name] = value ?? "";
    }

    /// <summary>What was typed, less what a page must never send back: fields with <c>assword</c> in their name, codes, our own.</summary>
    public static FormState From(IFormCollection form)
    {
        var read = new FormState();
        foreach (var (name, texts) in form)
        {
            if (!name.StartsWith('_') && name != "code" && !name.Contains("assword", StringComparison.Ordinal))
                read.values[name] = texts.Count > 0 ? texts[^1] ?? "" : "";
        }

        return read;
    }

    /// <summary>With what was typed elsewhere in place of what stands here.</summary>
    public FormState With(FormState typed)
    {
        foreach (var (name, text) in typed.values)
            values[name] = text;
        return this;
    }

    /// <summary>All that there is, as hidden fields hold it.</summary>
    public IEnumerable<(string Name, string Value)> All => values.Select(pair => (pair.Key, pair.Value));

    public string? Error(string name) => errors.GetValueOrDefault(name);

    public FormState Wrong(string field, string reason)
    {
        errors.TryAdd(field, reason);
        return this;
    }

    /// <summary>In place of what is wrong with the field otherwise.</summary>
    public void Rather(string field, string reason) => errors[field] = reason;

    /// <summary>
    /// What a grain found wrong. It speaks English: pages in another language say what is asked of the field
    /// (<c>Error.field</c> among the section's texts), which holds whatever was wrong. Without a reason it was a change
    /// meanwhile (<c>Error.Changed</c>).
    /// </summary>
    public FormState Refused(IEnumerable<FieldError> wrong, TextSet texts)
    {
        foreach (var error in wrong)
        {
            var bracket = error.Field.IndexOf('[', StringComparison.Ordinal);
            var field = bracket < 0 ? error.Field : error.Field[..bracket];
            Wrong(
                field,
                texts.Find("Error." + field) is { } own && (texts.Language != "en" || error.Reason.Length == 0) ? own : error.Reason);
        }

        return HasErrors ? this : Wrong("", texts["Error.Changed"]);
    }

    /// <summary>Errors at none of these fields: they stand above the form.</summary>
    public IEnumerable<string> Elsewhere(params IReadOnlyCollection<string> shown) =>
        errors.Where(e => !shown.Contains(e.Key)).Select(e => e.Value);

    /// <summary>Whether this field takes the focus: the first wrong one that asks.</summary>
    public bool TakesFocus(string name)
    {
        if (isFocusTaken || !errors.ContainsKey(name))
            return false;
        return isFocusTaken = true;
    }
}
