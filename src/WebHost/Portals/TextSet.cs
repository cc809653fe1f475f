using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>
/// The words that stand beside a class, in one language. Found by convention: the <c>.resx</c> files have the class's name.
/// </summary>
internal sealed class TextSet
{
    private static readonly ConcurrentDictionary<(Type Owner, string Language), TextSet> Sets = new();

    private readonly FrozenDictionary<string, string> texts;
    private readonly CultureInfo culture;
    private readonly string owner;

    private TextSet(Type owner, string language)
    {
        (this.owner, culture) = (owner.Name, CultureInfo.GetCultureInfo(language));
        var resources = new ResourceManager(owner);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(found, resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false));
        Add(found, resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false));
        texts = found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public string Language => culture.Name;

    public string this[string key] =>
        texts.GetValueOrDefault(key) ?? throw new ArgumentException($"{owner} has no text {key}.", nameof(key));

    public static TextSet Of(Type owner, string language) =>
        Sets.GetOrAdd((owner, language), static key => new TextSet(key.Owner, key.Language));

    public static TextSet Of<T>(string language) => Of(typeof(T), language);

    /// <summary>A value in words: <c>Role.Billing</c>. One that only a newer release knows is shown by its name.</summary>
    public string Word<T>(string key, T value)
        where T : struct, Enum => UnknownNames.IsUnknown(value) ? UnknownNames.Of(value) : this[key + value];

    public string? Find(string key) => texts.GetValueOrDefault(key);

    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(culture, this[key], values);

    /// <summary>Of <c>key.One</c> and <c>key.Many</c>, with the number filled in.</summary>
    public string Count(string key, long number) =>
        string.Format(culture, this[number == 1 ? key + ".One" : key + ".Many"], number.ToString("N0", culture));

    private static void Add(Dictionary<string, string> found, ResourceSet? set)
    {
        if (set is null)
            return;
        foreach (DictionaryEntry entry in set)
            found[(string)entry.Key] = (string)entry.Value!;
    }
}
