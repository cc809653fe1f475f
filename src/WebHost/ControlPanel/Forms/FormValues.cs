using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>
/// A form's values by field name, as stored or as typed, with what is wrong at each. Names are the API's paths
/// (<c>smtp.port</c>), so that every error finds its field.
/// </summary>
public sealed class FormValues
{
    private readonly Dictionary<string, string[]> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);

    public static FormValues From(IFormCollection form)
    {
        var read = new FormValues();
        foreach (var (name, texts) in form)
        {
            if (!name.StartsWith('_'))
                read.values[name] = [.. texts.OfType<string>()];
        }

        return read;
    }

    public IReadOnlyCollection<string> Names => values.Keys;

    public bool HasErrors => errors.Count > 0;

    public int ErrorCount => errors.Count;

    /// <summary>Null: absent or blank.</summary>
    public string? One(string name) => values.TryGetValue(name, out var texts) && texts is [.., { } last] && last.Trim().Length > 0 ? last : null;

    public string[] Many(string name) => values.TryGetValue(name, out var texts) ? texts : [];

    public bool Has(string name, string value) => Many(name).Contains(value, StringComparer.Ordinal);

    public bool IsOn(string name) => One(name) is not null;

    public void Set(string name, params string?[] texts) => values[name] = [.. texts.OfType<string>()];

    /// <summary>What is wrong at a field: its own errors, and those of its items (<c>currencies[1]</c>).</summary>
    public string? Error(string name) => errors.GetValueOrDefault(name);

    public FormValues With(IEnumerable<FieldError> wrong)
    {
        foreach (var error in wrong)
        {
            var bracket = error.Field.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? error.Field : error.Field[..bracket];
            errors[name] = errors.TryGetValue(name, out var there) ? there + " " + error.Reason : error.Reason;
        }

        return this;
    }

    /// <summary>How many of these fields are wrong.</summary>
    public int ErrorsIn(IEnumerable<string> names) => names.Count(errors.ContainsKey);

    /// <summary>Errors at fields that the form doesn't show.</summary>
    public IEnumerable<string> ErrorsOutside(IReadOnlyCollection<string> names) => errors.Where(e => !names.Contains(e.Key)).Select(e => e.Value);
}
