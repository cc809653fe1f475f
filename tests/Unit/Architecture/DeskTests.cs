using System.Text.RegularExpressions;

namespace Portal.Tests.Unit.Architecture;

/// <summary>
/// Who may do what is decided in desks, for every face (ADR 0055): a handler can neither ask for rights itself nor reach a grain
/// or its rows past the desk.
/// </summary>
public sealed partial class DeskTests
{
    // What tells of somebody else's rights, as their data.
    private static readonly string[] Telling =
    [
        "src/WebHost/ControlPanel/Staff/StaffDeletion.cs",
        "src/WebHost/ControlPanel/Staff/StaffListPage.razor",
    ];

    // What pages tell of things that a desk has found already: names, and how many there are.
    private static readonly string[] Gatherers =
    [
        "src/WebHost/ControlPanel/Brands/BrandDeletion.cs",
        "src/WebHost/ControlPanel/Brands/BrandForm.cs",
        "src/WebHost/ControlPanel/Customers/CustomerDeletion.cs",
        "src/WebHost/ControlPanel/Customers/CustomerPages.cs",
        "src/WebHost/ControlPanel/Customers/CustomersInTheWay.cs",
        "src/WebHost/ControlPanel/Domains/DomainDeletion.cs",
        "src/WebHost/ControlPanel/Domains/DomainForm.cs",
        "src/WebHost/ControlPanel/Domains/PanelDomainEndpoints.cs",
        "src/WebHost/ControlPanel/Platform/PlatformForm.cs",
    ];

    [Fact]
    public void Api_and_control_panel_ask_for_no_rights() => Assert.Equal(
        Telling,
        Faces().Where(file => file.Lines.Any(line => Rights().IsMatch(line))).Select(file => file.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void What_has_a_desk_is_changed_through_it_alone() => Assert.Empty(
        from file in Faces()
        from line in file.Lines
        where Grains().IsMatch(line)
        select $"{file.Path}: {line.Trim()}");

    [Fact]
    public void Rows_are_read_past_a_desk_by_what_gathers_a_page_alone() => Assert.Equal(
        Gatherers,
        Faces().Where(file => file.Lines.Any(line => Rows().IsMatch(line))).Select(file => file.Path).Order(StringComparer.Ordinal));

    private static IEnumerable<(string Path, string[] Lines)> Faces() =>
        from face in (string[])["src/WebHost/Api", "src/WebHost/ControlPanel"]
        from kind in (string[])["*.cs", "*.razor"]
        from file in Sources.Under(face, kind)
        select file;

    [GeneratedRegex(
        @"\b(call|Call|caller|Caller)\.(Rights|OnlyBrands?)\b|\b[Rr]ights\.(Can|Only)\w+|\bIsReseller\b|\.SeenBy\(",
        RegexOptions.CultureInvariant)]
    private static partial Regex Rights();

    [GeneratedRegex(
        @"\bI(Domain|Certificate|Dns|Brand|Customer|Person|File|ApiKey|Outbox)Grain>",
        RegexOptions.CultureInvariant)]
    private static partial Regex Grains();

    [GeneratedRegex(@"\bI(Domain|Customer)Directory\b|\bI(Domain|Brand)Rules\b|\bCustomerRules\b", RegexOptions.CultureInvariant)]
    private static partial Regex Rows();
}
