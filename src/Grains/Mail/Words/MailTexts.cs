using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Text;

namespace Portal.Mail;

/// <summary>The words of mails in one language. A language is there when its file is: <c>MailTexts.de.resx</c>.</summary>
internal sealed class MailTexts
{
    private const string Default = "en";

    private static readonly ResourceManager Resources = new(typeof(MailTexts));
    private static readonly ConcurrentDictionary<string, MailTexts?> Known =
        new(StringComparer.Ordinal) { [Default] = new MailTexts(CultureInfo.GetCultureInfo(Default)) };

    private MailTexts(CultureInfo culture) => Culture = culture;

    public CultureInfo Culture { get; }

    public string Direction => Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <exception cref="ArgumentException">There is no such text.</exception>
    public string this[string key] => Find(key) ?? throw new ArgumentException($"There is no text {key}.", nameof(key));

    /// <summary>Null: there is no such text.</summary>
    public string? Find(string key) => Resources.GetString(key, Culture);

    /// <summary>The first of the wanted languages that there are texts in, else English.</summary>
    public static MailTexts In(params IEnumerable<string?> wanted) =>
        wanted.Select(Of).OfType<MailTexts>().FirstOrDefault() ?? Known[Default]!;

    /// <summary>Puts values in the places of <c>{name}</c>. Values are not looked into again; one that is missing reads "–".</summary>
    /// <param name="encode">What is done to each value.</param>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values, Func<string, string> encode)
    {
        var filled = new StringBuilder();
        var at = 0;
        while (text.IndexOf('{', at) is >= 0 and var open && text.IndexOf('}', open) is > 0 and var close)
        {
            filled.Append(encode(text[at..open])).Append(
                encode(values.TryGetValue(text[(open + 1)..close], out var value) && value.Length > 0 ? value : "–"));
            at = close + 1;
        }

        return filled.Append(encode(text[at..])).ToString();
    }

    // "de-AT" is read in "de" when it has no file of its own.
    private static MailTexts? Of(string? language)
    {
        if (language is not { Length: >= 2 and <= 12 } || language.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            return null;
        var code = language.ToLowerInvariant();
        if (Load(code) is { } exact)
            return exact;
        return code.Split('-')[0] is var stem && stem != code ? Load(stem) : null;
    }

    private static MailTexts? Load(string code)
    {
        if (Known.TryGetValue(code, out var known))
            return known;
        try
        {
            var culture = CultureInfo.GetCultureInfo(code, predefinedOnly: true);
            // Bounded: there are only so many cultures.
            return Known[code] = Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false) is null
                ? null
                : new MailTexts(culture);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
