using System.Security.Cryptography;
using System.Text;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>
/// A form's values by field name, as stored or as typed, with what is wrong at each. Names are the API's paths
/// (<c>smtp.port</c>), so that every error finds its field.
/// </summary>
public sealed class FormValues
{
    private readonly Dictionary<string, string[]> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);
    private string? fingerprints;
    private string[] taken = [];

    public static FormValues From(IFormCollection form)
    {
        var read = new FormValues { fingerprints = form[BaseField].ToString() };
        foreach (var (name, texts) in form)
        {
            if (!name.StartsWith('_'))
                read.values[name] = [.. texts.OfType<string>()];
        }

        return read;
    }

    /// <summary>The hidden field that holds <see cref="Base"/>.</summary>
    public const string BaseField = "_base";

    public IReadOnlyCollection<string> Names => values.Keys;

    /// <summary>What the form began with, as fingerprints: a conflict then tells what was touched from what was not.</summary>
    public string Base => fingerprints ??= string.Join(' ', values.Keys.Select(Fingerprint));

    /// <summary>The fields that <see cref="Meet"/> took.</summary>
    public IReadOnlyList<string> Taken => taken;

    /// <summary>A field as one text, for comparing and showing.</summary>
    public string Text(string name)
    {
        var isOrdered = name.EndsWith("Columns", StringComparison.Ordinal);
        var texts = isOrdered ? Picked.Read(this, name) : Many(name).Where(t => t.Trim().Length > 0);
        return string.Join(", ", texts).ReplaceLineEndings("\n");
    }

    /// <summary>
    /// Somebody else saved meanwhile: fields that nobody touched here take what was saved, so that saving again takes
    /// nothing of theirs back. What both changed stays as it was typed here, to be decided on.
    /// </summary>
    public FormValues Meet(FormValues theirs, out FormValues saved)
    {
        saved = theirs;
        var began = Base.Split(' ');
        taken =
        [
            .. theirs.Names.Where(name => began.Contains(Fingerprint(name), StringComparer.Ordinal) && Text(name) != theirs.Text(name)),
        ];
        foreach (var name in taken)
            values[name] = theirs.Many(name);
        fingerprints = theirs.Base;
        return this;
    }

    // With the field's name before it.
    private string Fingerprint(string name) =>
        name + "=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(name))).AsSpan(0, 6));

    public bool HasErrors => errors.Count > 0;

    public int ErrorCount => errors.Count;

    /// <summary>Null: absent or blank.</summary>
    public string? One(string name) =>
        values.TryGetValue(name, out var texts) && texts is [.., { } last] && last.Trim().Length > 0 ? last : null;

    public string[] Many(string name) => values.TryGetValue(name, out var texts) ? texts : [];

    public bool Has(string name, string value) => Many(name).Contains(value, StringComparer.Ordinal);

    public bool IsOn(string name) => One(name) is not null;

    public void Set(string name, params string?[] texts) => values[name] = [.. texts.OfType<string>()];

    /// <summary>What is wrong at a field: its own errors, and those of its items (<c>currencies[1]</c>).</summary>
    public string? Error(string name) => errors.GetValueOrDefault(name);

    /// <summary>The text under a field that tells the most: what is wrong, else its help; null: there is none.</summary>
    internal string? DescribedBy(string name, string? help) =>
        Error(name) is not null ? name + "-error" : help is null ? null : name + "-help";

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

    /// <summary>What can't be read, and what else is wrong: all of it at once, each field by its first fault.</summary>
    public FormValues With(IReadOnlyCollection<FieldError> unread, IEnumerable<FieldError> wrong) =>
        With(unread.Concat(wrong.Where(error => unread.All(first => first.Field != error.Field))));

    /// <summary>How many of these fields are wrong.</summary>
    public int ErrorsIn(IEnumerable<string> names) => names.Count(errors.ContainsKey);

    /// <summary>Errors at fields that the form doesn't show.</summary>
    public IEnumerable<string> ErrorsOutside(IReadOnlyCollection<string> names) =>
        errors.Where(e => !names.Contains(e.Key)).Select(e => e.Value);
}
