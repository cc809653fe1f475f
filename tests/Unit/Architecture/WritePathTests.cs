using System.Text.RegularExpressions;

namespace Portal.Tests.Unit.Architecture;

/// <summary>Documents that staff, programs and customers change are written by <c>Saving</c> alone.</summary>
public sealed partial class WritePathTests
{
    // What nobody edits: it has no versions that anybody names, no audit of its own and no rows to derive.
    private static readonly string[] Others =
    [
        "src/Grains/Certificates/AcmeAccountGrain.cs",
        "src/Grains/Certificates/InternalAuthorityGrain.cs",
        "src/Grains/Dns/DnsGrain.cs",
        "src/Grains/People/EmailClaimGrain.cs",
        "src/Grains/SignUp/SignUpGrain.cs",
        "src/Grains/Staff/StaffSetupGrain.cs",
    ];

    [Fact]
    public void Only_Saving_writes_documents() => Assert.Equal(
        Others,
        Sources.Under("src/Grains")
            .Where(file => !file.Path.StartsWith("src/Grains/Saving/", StringComparison.Ordinal))
            .Where(file => file.Lines.Any(line => Write().IsMatch(line)))
            .Select(file => file.Path)
            .Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\bstore\.Replace\(|\b(Write|Clear)StateAsync\(", RegexOptions.CultureInvariant)]
    private static partial Regex Write();
}
