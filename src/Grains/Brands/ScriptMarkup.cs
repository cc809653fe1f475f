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
        var (scripts, scriptsAside) = (0, 0);
        using var document = new HtmlParser().ParseDocument("<!doctype html><title></title><body>");
        foreach (var node in new HtmlParser().ParseFragment(text, document.Body!))
        {
            if (node is IElement { LocalName: "script" } script)
            {
                scripts++;
                if (ReadScript(script, scripts, found) is { } part)
                    parts.Add(part);
            }
            else if (node is IElement { LocalName: "noscript" } aside)
            {
                // For browsers without scripts, which pages don't count on: it is part of many snippets and means nothing here.
                scriptsAside += EndTag().Count(aside.InnerHtml);
            }
            else if (node is IElement other)
            {
                found.Add(Misplaced(other));
            }
            else if (node is IText { Data: var loose } && !string.IsNullOrWhiteSpace(loose))
            {
                found.Add("There is text outside the <script> tags. Put code between <script> and </script>.");
            }
        }

        // An end tag inside code ends the element for a browser too; one that is missing swallows all that follows.
        if (scripts + scriptsAside != EndTag().Count(text))
            found.Add(
                "A <script> has no </script>, or code contains the text “</script>”. Close each tag, and write “<\\/script>” in code.");
        if (scripts == 0 && found.Count == 0)
            found.Add("There is no <script> tag in it. Enter JavaScript, or <script> tags.");
        if (scripts > MaxParts)
            found.Add($"There are {scripts} scripts; the limit is {MaxParts}.");
        errors = [.. found.Distinct(StringComparer.Ordinal)];
        return new([.. parts.Take(MaxParts)]);
    }

    private static string Misplaced(IElement element) => element.LocalName switch
    {
        "style" or "link" => $"<{element.LocalName}> can't be used here. Put its rules into the CSS field.",
        "img" or "iframe" => $"<{element.LocalName}> can't be used here: this field takes only <script> tags. "
            + "If it counts visitors without JavaScript, leave it out.",
        var name => $"<{name}> can't be used here: this field takes only <script> tags. "
            + "Code before the widget's script can create a place for the widget: "
            + $"<script>document.body.append(Object.assign(document.createElement(\"{name}\"), {{ id: \"{Word(element.Id)}\" }}))</script>",
    };

    private static string Word(string? id) =>
        string.IsNullOrEmpty(id) || id.Length > 60 || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) ? "widget" : id;

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
            errors.Add($"Script {number} has both a src and code. Browsers ignore the code: put it in a <script> of its own.");
        if (!isFile)
        {
            // Of code they mean nothing to a browser either.
            foreach (var useless in (string[])["async", "defer", "integrity", "crossorigin", "referrerpolicy"])
                attributes.Remove(useless);
        }

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
