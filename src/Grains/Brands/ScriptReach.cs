using System.Text.RegularExpressions;
using Acornima.Ast;

namespace Portal.Brands;

/// <summary>What a piece of JavaScript reaches for, by reading it; it is never run.</summary>
/// <param name="LoadsScripts">It makes script elements, or imports modules, of others: what chat and analytics snippets begin with.</param>
/// <param name="Origins">The origins of others that stand in its texts, each once.</param>
internal sealed partial record ScriptReach(bool LoadsScripts, IReadOnlyList<string> Origins)
{
    private const int MostOrigins = 20;
    private static readonly ScriptReach Nothing = new(false, []);

    public static ScriptReach Of(string code, bool isModule)
    {
        // Most code of tenants' own names nobody: it needs no reading.
        if (!code.Contains("//", StringComparison.Ordinal))
            return Nothing;
        return ScriptSyntax.Parse(code, isModule, out _) is { } program ? Read(program) : Guess(code);
    }

    private static ScriptReach Read(Node program)
    {
        var (makes, saysScript, imports) = (false, false, false);
        var origins = new List<string>();
        var waiting = new Stack<Node>([program]);
        while (waiting.TryPop(out var node))
        {
            switch (node)
            {
                case StringLiteral literal:
                    saysScript |= literal.Value.Equals("script", StringComparison.OrdinalIgnoreCase);
                    Add(origins, literal.Value);
                    break;
                case TemplateElement template:
                    Add(origins, template.Value.Cooked ?? "");
                    break;
                // document.createElement(…): the name of the element is often handed in from outside.
                case MemberExpression { Property: Identifier { Name: "createElement" } }:
                    makes = true;
                    break;
                case ImportExpression { Source: StringLiteral source }:
                    imports |= Origin(source.Value) is not null;
                    break;
                case ImportDeclaration declaration:
                    imports |= Origin(declaration.Source.Value) is not null;
                    break;
            }

            foreach (var child in node.ChildNodes)
                waiting.Push(child);
        }

        return new(imports || (makes && saysScript && origins.Count > 0), origins);
    }

    // Code that this parser can't read may be newer than it.
    private static ScriptReach Guess(string code)
    {
        var origins = new List<string>();
        foreach (Match text in Quoted().Matches(code))
            Add(origins, text.Groups["text"].Value);
        return new(origins.Count > 0 && Makes().IsMatch(code), origins);
    }

    private static void Add(List<string> origins, string text)
    {
        if (origins.Count < MostOrigins && Origin(text) is { } origin && !origins.Contains(origin, StringComparer.Ordinal))
            origins.Add(origin);
    }

    /// <summary>Null: no address of somebody else's. The rest of it may be put together later.</summary>
    internal static string? Origin(string text)
    {
        var match = Address().Match(text);
        return match.Success ? "https://" + match.Groups["host"].Value.ToLowerInvariant() : null;
    }

    [GeneratedRegex(
        @"^\s*(https?:)?//(?<host>[a-z0-9*](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?)(?=[/?#\s]|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<quote>[""'`])(?<text>(?:https?:)?//[^""'`\s]{1,300})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"createElement[\s\S]*script|script[\s\S]*createElement|\bimport\s*\(?\s*[""']https:",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Makes();
}
