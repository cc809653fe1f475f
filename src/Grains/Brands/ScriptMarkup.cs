using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Brands;

/// <summary>Reads script elements as a browser does, and refuses everything else that stands beside them.</summary>
internal static partial class ScriptMarkup
{
    /// <summary>A page with more scripts than this is a mistake.</summary>
    public const int MaxParts = 50;

    public static bool HasTagAtLineStart(string text) => TagAtLineStart().IsMatch(text);

    public static TenantScript Read(string text, out IReadOnlyList<string> errors)
    {
        var found = new List<string>();
        var parts = new List<ScriptPart>();
        var scripts = 0;
        using var document = new HtmlParser().ParseDocument("<!doctype html><title></title><body>");
        foreach (var node in new HtmlParser().ParseFragment(text, document.Body!))
        {
            if (node is IElement { LocalName: "script" } script)
            {
                scripts++;
                if (ReadScript(script, scripts, found) is { } part)
                    parts.Add(part);
            }
            else if (node is IElement other)
            {
                found.Add($"<{other.LocalName}> can't stand here. Only <script> tags can; pictures, frames and styles have their own places.");
            }
            else if (node is IText { Data: var loose } && !string.IsNullOrWhiteSpace(loose))
            {
                found.Add("Text stands outside of the <script> tags. Put code between <script> and </script>.");
            }
        }

        // An end tag inside code ends the element for a browser too; one that is missing swallows all that follows.
        if (scripts != EndTag().Count(text))
            found.Add("A <script> has no </script>, or code contains the text “</script>”. Close each tag, and write “<\\/script>” in code.");
        if (scripts == 0 && found.Count == 0)
            found.Add("There is no <script> tag in it. Write JavaScript, or <script> tags.");
        if (scripts > MaxParts)
            found.Add($"There are {scripts} scripts; {MaxParts} are the most.");
        errors = [.. found.Distinct(StringComparer.Ordinal)];
        return new([.. parts.Take(MaxParts)]);
    }

    private static ScriptPart? ReadScript(IElement script, int number, List<string> errors)
    {
        var before = errors.Count;
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string? source = null;
        foreach (var attribute in script.Attributes)
        {
            var name = attribute.LocalName.ToLowerInvariant();
            if (name == "src")
                source = ScriptAttributes.ReadSource(attribute.Value, number, errors);
            else
                ScriptAttributes.Read(name, attribute.Value, number, attributes, errors);
        }

        var isFile = script.HasAttribute("src");
        var code = script.TextContent;
        if (isFile && !string.IsNullOrWhiteSpace(code))
            errors.Add($"Script {number} has both a src and code. Browsers leave the code out: put it in a <script> of its own.");
        if (!isFile && attributes.Keys.FirstOrDefault(k => k is not ("type" or "id") && !k.StartsWith("data-", StringComparison.Ordinal)) is { } useless)
            errors.Add($"Script {number} has “{useless}” but no src, where it means nothing. Remove it, or add the src.");
        if (errors.Count > before)
            return null;
        return isFile ? new(source, null, attributes)
            : string.IsNullOrWhiteSpace(code) ? null
            : new(null, code, attributes);
    }

    [GeneratedRegex(@"^[ \t]*<script[\s/>]", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TagAtLineStart();

    [GeneratedRegex(@"</script[\s/>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EndTag();
}
