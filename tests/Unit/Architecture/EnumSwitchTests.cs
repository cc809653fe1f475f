using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Domains;
using Portal.Hosts;

namespace Portal.Tests.Unit.Architecture;

/// <summary>
/// A switch over an enum of ours has an arm for each value, and none for "the rest": the compiler (CS8509) then asks for the
/// value that comes next year, instead of taking it for another.
/// </summary>
public sealed partial class EnumSwitchTests
{
    private static readonly HashSet<string> Ours =
    [
        .. new[] { typeof(HostName).Assembly, typeof(DomainRules).Assembly, Assembly.Load("Silo"), Assembly.Load("WebHost") }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsEnum && type.FullName!.StartsWith("Portal.", StringComparison.Ordinal))
            .Select(type => type.Name),
    ];

    [Fact]
    public void No_switch_over_an_enum_of_ours_has_an_arm_for_the_rest() => Assert.Empty(
        from file in Sources.Under("src").Concat(Sources.Under("src", "*.razor"))
        from silent in SilentSwitches(string.Join('\n', file.Lines))
        select $"{file.Path}: {silent}");

    [Theory]
    [InlineData("kind switch\n{\n    MailKind.Welcome => 1,\n    _ => 2,\n}", 1)]
    [InlineData("kind switch { MailKind.Welcome => 1, _ => 2 }", 1)]
    [InlineData("kind switch { MailKind.Welcome or MailKind.Invitation => 1, _ => throw new E() }", 1)]
    [InlineData("kind switch { MailKind.Welcome when x => 1, _ => 2 }", 1)]
    [InlineData("switch (kind)\n{\n    case MailKind.Welcome:\n        break;\n    default:\n        return 2;\n}", 1)]
    [InlineData("switch (kind)\n{\n    case MailKind.Welcome:\n        break;\n    default:\n        throw new E();\n}", 0)]
    [InlineData("kind switch { MailKind.Welcome => a switch { 1 => 1, _ => 2 }, MailKind.Invitation => 2 }", 0)]
    [InlineData("code switch { HttpStatusCode.Found => 1, _ => 2 }", 0)]
    [InlineData("mail switch { { Kind: MailKind.Welcome } => 1, _ => 2 }", 0)]
    [InlineData("text switch { \"a\" => MailKind.Welcome, _ => MailKind.Invitation }", 0)]
    public void Such_an_arm_is_seen(string code, int silent) => Assert.Equal(silent, SilentSwitches(code).Count());

    private static IEnumerable<string> SilentSwitches(string code)
    {
        var plain = Comment().Replace(code, "");
        foreach (Match start in Switch().Matches(plain))
        {
            var isStatement = start.Groups["on"].Success;
            var arms = Arms(plain, start.Index + start.Length, isStatement ? ";\n" : ",").ToArray();
            var rest = Array.FindIndex(arms, arm => (isStatement ? Default() : Discard()).IsMatch(arm));
            // The compiler asks nothing of a statement: there a default that throws is what tells.
            var tells = isStatement && rest >= 0 && (arms[rest].Contains("throw ", StringComparison.Ordinal)
                || (rest + 1 < arms.Length && arms[rest + 1].StartsWith("throw ", StringComparison.Ordinal)));
            if (rest >= 0 && !tells && arms.FirstOrDefault(IsOfOurs) is { } first)
                yield return $"{first} … {arms[rest]}";
        }
    }

    // What stands directly between the braces, with what is nested in it.
    private static IEnumerable<string> Arms(string code, int from, string ends)
    {
        var (depth, arm) = (1, new StringBuilder());
        for (var i = from; i < code.Length && depth > 0; i++)
        {
            depth += code[i] switch { '{' or '(' or '[' => 1, '}' or ')' or ']' => -1, _ => 0 };
            if (depth > 1 || (depth == 1 && !ends.Contains(code[i], StringComparison.Ordinal)))
            {
                arm.Append(code[i] == '\n' ? ' ' : code[i]);
                continue;
            }

            if (arm.ToString().Trim() is { Length: > 0 } whole)
                yield return whole;
            arm.Clear();
        }
    }

    private static bool IsOfOurs(string arm) => Value().Match(arm) is { Success: true } value && Ours.Contains(value.Groups["enum"].Value);

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bswitch\s*(?<on>\([^\n]*\))?\s*\{", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Switch();

    [GeneratedRegex(
        @"^(case\s+)?(null or )?(\w+\.)*(?<enum>\w+)\.\w+\s*(or\b|when\b|=>|:)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Value();

    [GeneratedRegex(@"^_\s*=>", RegexOptions.CultureInvariant)]
    private static partial Regex Discard();

    [GeneratedRegex(@"^default\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex Default();
}
