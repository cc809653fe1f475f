using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Portal.Tests.Unit.Architecture;

public sealed class LineWidthTests
{
    private const int Widest = 140;

    // A sentence, a statement of SQL, a piece of a page: broken up it could be found by nobody who searches for it.
    private const int LongText = 50;

    [Fact]
    public void No_line_needs_a_wide_screen_but_for_a_long_text_in_it()
    {
        var wide = from file in Sources.Under("src")
                   where file.Lines.Any(line => line.Length > Widest)
                   from line in Wide(file.Lines)
                   select $"{file.Path}:{line}";
        Assert.True(!wide.Any(), string.Join('\n', wide));
    }

    private static IEnumerable<int> Wide(string[] lines)
    {
        var tree = CSharpSyntaxTree.ParseText(string.Join('\n', lines), cancellationToken: TestContext.Current.CancellationToken);
        var text = tree.GetText(TestContext.Current.CancellationToken);
        var root = tree.GetRoot(TestContext.Current.CancellationToken);
        var texts = root.DescendantTokens().Where(token => token.Value is string).Select(token => token.Span)
            .Concat(root.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>().Select(node => node.Span))
            .SelectMany(span => LinesOf(text.Lines.GetLinePositionSpan(span), isLong: span.Length >= LongText))
            .ToHashSet();
        return Enumerable.Range(0, lines.Length).Where(at => lines[at].Length > Widest && !texts.Contains(at)).Select(at => at + 1);
    }

    // Of a text of several lines none is looked at.
    private static IEnumerable<int> LinesOf(LinePositionSpan span, bool isLong) => isLong || span.Start.Line < span.End.Line
        ? Enumerable.Range(span.Start.Line, span.End.Line - span.Start.Line + 1)
        : [];
}
