using System.Text.RegularExpressions;

namespace Portal.Brands;

/// <summary>Which attributes of a script element are kept, which mean nothing, and which are refused.</summary>
internal static partial class ScriptAttributes
{
    private const int LongestValue = 2000;

    public static string? ReadSource(string value, int number, List<string> errors)
    {
        var text = value.Trim();
        if (text.StartsWith("//", StringComparison.Ordinal))
            errors.Add($"Script {number}: write “https:” before “{Short(text)}”.");
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || url.UserInfo.Length > 0
            || url.Host.Length == 0)
            errors.Add(
                $"Script {number}: “{Short(text)}” is not an https address. "
                + "Pages are served over https and load scripts only over https.");
        else
            return url.AbsoluteUri;
        return null;
    }

    public static void Read(string name, string value, int number, SortedDictionary<string, string> kept, List<string> errors)
    {
        switch (name)
        {
            case "async" or "defer":
                kept[name] = "";
                break;
            case "integrity" when Integrity().IsMatch(value):
                kept[name] = value.Trim();
                break;
            case "integrity":
                errors.Add($"Script {number}: the integrity is not a hash such as “sha384-…”. Copy it again, or remove it.");
                break;
            case "crossorigin" when value.Trim().ToLowerInvariant() is var mode && mode is "" or "anonymous" or "use-credentials":
                kept[name] = mode;
                break;
            case "referrerpolicy" when ReferrerPolicy().IsMatch(value):
                kept[name] = value.Trim().ToLowerInvariant();
                break;
            case "crossorigin" or "referrerpolicy":
                errors.Add($"Script {number}: “{Short(value)}” is not a valid value for {name}.");
                break;
            case "type" when value.Trim().Equals("module", StringComparison.OrdinalIgnoreCase):
                kept[name] = "module";
                break;
            case "type" when !JavaScriptType().IsMatch(value):
                errors.Add($"Script {number}: the type “{Short(value)}” is not JavaScript. Leave the type out, or use “module”.");
                break;
            case "type" or "language" or "charset":
                break;
            case "id" when value.Length > 0:
                kept[name] = value;
                break;
            // The page's own policy decides what runs.
            case "nonce":
                break;
            case var _ when name.StartsWith("on", StringComparison.Ordinal):
                errors.Add($"Script {number}: the event attribute “{Short(name)}” can't be used. Put its code into a <script> block.");
                break;
            // Harmless: a browser knows them not, or they change how soon it loads. Some widgets read their settings from such.
            case var _ when Name().IsMatch(name) && value.Length <= LongestValue:
                kept[name] = value;
                break;
            default:
                errors.Add(
                    $"Script {number}: the attribute “{Short(name)}” can't be used. "
                    + "Its name has characters other than letters, digits, - and _, "
                    + $"or its value is longer than {LongestValue} characters.");
                break;
        }
    }

    private static string Short(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");

    [GeneratedRegex(@"^\s*sha(256|384|512)-[A-Za-z0-9+/]{40,}={0,2}(\s+sha(256|384|512)-[A-Za-z0-9+/]{40,}={0,2})*\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Integrity();

    [GeneratedRegex(@"^\s*(no-referrer|no-referrer-when-downgrade|origin|origin-when-cross-origin|same-origin|strict-origin|strict-origin-when-cross-origin|unsafe-url)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ReferrerPolicy();

    [GeneratedRegex(@"^\s*((text|application)/(x-)?(java|ecma)script(\s*;.*)?)?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex JavaScriptType();

    // What can be set as an attribute, and nothing that would be another.
    [GeneratedRegex(@"^[a-z_][a-z0-9_.:-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
