using Acornima;
using Acornima.Ast;

namespace Portal.Brands;

/// <summary>Whether a browser could read a piece of JavaScript at all.</summary>
internal static class ScriptSyntax
{
    // Browsers are ahead of standards: what they may know already is no mistake.
    private static readonly ParserOptions Newest = new()
    {
        EcmaVersion = EcmaVersion.Latest,
        ExperimentalESFeatures = ExperimentalESFeatures.All,
    };

    /// <param name="wrong">Where and why it can't be read; null with a program.</param>
    public static Program? Parse(string code, bool isModule, out string? wrong)
    {
        wrong = null;
        try
        {
            var parser = new Parser(Newest);
            return isModule ? parser.ParseModule(code) : parser.ParseScript(code);
        }
        catch (ParseErrorException problem)
        {
            wrong = FormattableString.Invariant($"line {problem.LineNumber}, column {problem.Column + 1}: {problem.Description}");
        }
        catch (InsufficientExecutionStackException)
        {
            wrong = "it is nested too deeply";
        }

        return null;
    }

    /// <summary>What is wrong with each block of a script, in sentences.</summary>
    public static IEnumerable<string> Errors(TenantScript script)
    {
        for (var at = 0; at < script.Parts.Count; at++)
        {
            if (script.Parts[at] is not { Code: { } code, IsModule: var isModule } || Parse(code, isModule, out var wrong) is not null)
                continue;
            var which = script.Parts.Count == 1 ? "This JavaScript" : $"Script {at + 1}";
            yield return $"{which} can't be read, so no browser would run it: {wrong}.";
        }
    }
}
