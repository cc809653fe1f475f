using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Portal.Tests.Unit.Architecture;

/// <summary>
/// What the files of a project use of each other, as the compiler resolves it. The built assembly doesn't tell: constants and
/// <c>nameof</c> leave no trace in it.
/// </summary>
/// <param name="File">The file that uses something.</param>
/// <param name="Name">What it uses.</param>
/// <param name="Target">The file that declares it.</param>
internal sealed record SourceArrow(string File, string Name, string Target)
{
    // As the project's build has them.
    private const string GlobalUsings = """
        global using Orleans;
        global using Orleans.Hosting;
        global using Orleans.Runtime;
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // What these tests run with: the framework, all packages, the projects below.
    private static readonly PortableExecutableReference[] Known =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // An attribute is named without it.
    private const string Suffix = nameof(Attribute);

    private static readonly string[] NotFound = ["CS0103", "CS0234", "CS0246", "CS1061"];

    /// <param name="assembly">Its name: what is internal to those below is open to it.</param>
    /// <param name="files">Its sources, all of them.</param>
    public static SourceArrow[] Of(string assembly, IEnumerable<(string Path, string Text)> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = files.Append(("", GlobalUsings))
            .Select(file => CSharpSyntaxTree.ParseText(file.Item2, options, file.Item1))
            .ToArray();
        var compilation = CSharpCompilation.Create(
            assembly, trees, References(assembly), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        // A name that isn't found here would be an arrow that isn't seen.
        Assert.Empty(compilation.GetDiagnostics().Where(d => NotFound.Contains(d.Id)).Select(d => d.ToString()));
        var declared = trees.SelectMany(tree => tree.GetRoot().DescendantNodes()).Select(Declared).OfType<string>()
            .SelectMany(name => name.EndsWith(Suffix, StringComparison.Ordinal) ? [name, name[..^Suffix.Length]] : (string[])[name])
            .ToHashSet(StringComparer.Ordinal);
        return [.. trees.AsParallel().SelectMany(tree => Of(tree, compilation.GetSemanticModel(tree), declared)).Distinct()];
    }

    // An arrow ends at what the sources declare, so a name that none of them has isn't one: most needn't be resolved.
    private static IEnumerable<SourceArrow> Of(SyntaxTree tree, SemanticModel model, HashSet<string> declared)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is SimpleNameSyntax name
                ? !declared.Contains(name.Identifier.Text)
                : node is not ImplicitObjectCreationExpressionSyntax)
                continue;
            var info = model.GetSymbolInfo(node);
            foreach (var symbol in info.Symbol is { } one ? [one] : info.CandidateSymbols.AsEnumerable())
            {
                if (Declaring(symbol) is not { } type)
                    continue;
                foreach (var place in type.OriginalDefinition.DeclaringSyntaxReferences)
                {
                    if (place.SyntaxTree != tree)
                        yield return new SourceArrow(tree.FilePath, type.Name, place.SyntaxTree.FilePath);
                }
            }
        }
    }

    // The name of a type, or of a member of one.
    private static string? Declared(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EventDeclarationSyntax happening => happening.Identifier.Text,
        EnumMemberDeclarationSyntax value => value.Identifier.Text,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } property => property.Identifier.Text,
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => field.Identifier.Text,
        _ => null,
    };

    // A type, or the one that a member belongs to; of an extension the class that it is written in.
    private static INamedTypeSymbol? Declaring(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type,
        IMethodSymbol { ReducedFrom: { } extension } => extension.ContainingType,
        _ => symbol.ContainingType,
    };

    private static IEnumerable<MetadataReference> References(string but) =>
        Known.Where(reference => Path.GetFileNameWithoutExtension(reference.FilePath) != but);
}
