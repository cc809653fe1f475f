namespace Portal.Tests.Unit.Architecture;

/// <summary>Features of Grains stand in one order, so that none of them has to be understood together with all others.</summary>
public sealed class FeatureOrderTests
{
    private const string Root = "src/Grains/";

    /// <summary>
    /// Each uses those before it alone. Who uses something is asked through what its user implements (<c>IUses</c>,
    /// <c>IFileUses</c>); what has to be told upwards is a delegate or interface of the lower one (<c>DnsPassed</c>, <c>IMailReach</c>).
    /// </summary>
    private static readonly string[] Order =
    [
        "Metrics", "Load", "Storage", "Platform", "Secrets", "Outbound", "Lists", "Audit", "Feed", "Saving", "Blobs", "Credentials",
        "Files", "Brands", "Dns", "Certificates", "Mail", "Domains", "Platform/Document", "People", "Customers", "Calls",
        "Views", "Exports", "Alerts", "Staff", "ApiKeys",
        "SignUp",
    ];

    [Fact]
    public void Each_feature_uses_only_those_below_it() => Assert.Empty(Turned(SourceArrow.Of("Grains", Files())));

    [Fact]
    public void Each_folder_has_its_place_in_the_order() => Assert.Equal(
        Order.Where(feature => !feature.Contains('/')).Order(StringComparer.Ordinal),
        Files().Select(file => file.Path[Root.Length..]).Where(path => path.Contains('/')).Select(path => path.Split('/')[0])
            .Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("class A { B? b; }")]
    [InlineData("class A { int n = B.Number; }")]
    [InlineData("class A { string name = nameof(B); }")]
    [InlineData("class A { int n = 1.Twice(); }")]
    [InlineData("class A { void Do(int n) => n.Twice(); }")]
    [InlineData("class A { void Do() { foreach (var b in All.Of()) System.Console.Write(b.Name); } }")]
    public void An_arrow_that_goes_up_is_seen(string code)
    {
        const string above = """
            namespace Portal.Domains;
            class B { public const int Number = 1; public string Name => ""; }
            static class Numbers { public static int Twice(this int n) => 2 * n; }
            static class All { public static B[] Of() => []; }
            """;
        var turned = Turned(SourceArrow.Of("Grains", [
            (Root + "Brands/A.cs", "using Portal.Domains;\nnamespace Portal.Brands;\n" + code), (Root + "Domains/B.cs", above)]));
        Assert.All(turned, line => Assert.StartsWith("src/Grains/Brands/A.cs: Brands -> Domains (", line, StringComparison.Ordinal));
        Assert.NotEmpty(turned);
    }

    [Fact]
    public void An_arrow_that_goes_down_may_stay() => Assert.Empty(Turned(SourceArrow.Of("Grains", [
        (Root + "Domains/A.cs", "namespace Portal.Domains; class A { Portal.Brands.B? b; }"),
        (Root + "Brands/B.cs", "namespace Portal.Brands; class B;")])));

    private static IEnumerable<(string Path, string Text)> Files() =>
        Sources.Under("src/Grains").Select(file => (file.Path, string.Join('\n', file.Lines)));

    private static IEnumerable<string> Turned(SourceArrow[] arrows) =>
        from arrow in arrows
        let user = Place(arrow.File)
        let used = Place(arrow.Target)
        where user >= 0 && used > user
        select $"{arrow.File}: {Order[user]} -> {Order[used]} ({arrow.Name})";

    // The longest that fits; -1: what puts all of them together.
    private static int Place(string path) => Enumerable.Range(0, Order.Length)
        .Where(i => path.StartsWith(Root + Order[i] + "/", StringComparison.Ordinal))
        .OrderByDescending(i => Order[i].Length)
        .FirstOrDefault(-1);
}
