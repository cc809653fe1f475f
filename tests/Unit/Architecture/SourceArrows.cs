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
        return [.. trees.SelectMany(tree => Of(tree, compilation.GetSemanticModel(tree))).Distinct()];
    }

    private static IEnumerable<SourceArrow> Of(SyntaxTree tree, SemanticModel model)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is not (SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
                continue;
            var info = model.GetSymbolInfo(node);
            foreach (var symbol in info.Symbol is { } one ? [one] : info.CandidateSymbols.AsEnumerable())
            {
                if (Declaring(symbol) is not { } type)
                    continue;
                foreach (var declared in type.OriginalDefinition.DeclaringSyntaxReferences)
                {
                    if (declared.SyntaxTree != tree)
                        yield return new SourceArrow(tree.FilePath, type.Name, declared.SyntaxTree.FilePath);
                }
            }
        }
    }

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
