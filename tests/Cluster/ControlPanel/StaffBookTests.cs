using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Portal.Staff;
using Portal.Tests.Cluster.Portals;

namespace Portal.Tests.Cluster.ControlPanel;

/// <summary>Staff's workbooks say what their files for programs say.</summary>
public sealed class StaffBookTests(PortalHost portal) : StaffCallWorld(portal), IClassFixture<PortalHost>
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Theory]
    [InlineData("/calls", "")]
    [InlineData("/breakout", "")]
    [InlineData("/breakout", "&group=hour")]
    public async Task A_workbook_has_the_lines_and_the_charges_of_the_same_list(string path, string more)
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        await Add([.. Enumerable.Range(0, 30).Select(
            i => Made(own, i * 50) with { Charge = i / 1000m, DestinationName = $"=Land {i % 3}" })]);
        var where = $"?customer={own}&range=last7d&tz=Asia/Kathmandu{more}";
        var page = (await staff.Get(path + where)).Page;
        var links = page.QuerySelectorAll("a.csv").Select(link => link.GetAttribute("href")!).ToArray();
        Assert.StartsWith(path + ".csv?", links[0], StringComparison.Ordinal);
        var charges = Column((await staff.Get(links[0])).Text, "charge");
        var rows = await Rows(staff, links[1]);
        var at = Array.IndexOf(rows[0], "charge");
        Assert.Equal(charges, rows.Skip(1).Select(row => decimal.Parse(row[at], CultureInfo.InvariantCulture)));
        if (more.Length > 0 || path == "/calls")
            Assert.Equal(("utcOffset", "+05:45"), (rows[0][1], rows[1][1]));
    }

    [Fact]
    public async Task What_an_address_asks_for_that_is_not_there_is_told_in_place_of_a_workbook()
    {
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        Assert.Equal(422, (await staff.Get("/calls.xlsx?range=never")).Status);
        Assert.Equal(422, (await staff.Get("/breakout.xlsx?group=colour")).Status);
    }

    private static async Task<string[][]> Rows(PortalVisitor staff, string path)
    {
        var (type, content) = await staff.Download(path);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", type);
        using var archive = new ZipArchive(new MemoryStream(content));
        await using var sheet = await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(TestContext.Current.CancellationToken);
        var document = await XDocument.LoadAsync(sheet, LoadOptions.PreserveWhitespace, TestContext.Current.CancellationToken);
        Assert.Empty(document.Descendants(Main + "f"));
        return [.. document.Descendants(Main + "row").Select(row => row.Elements(Main + "c").Select(cell => cell.Value).ToArray())];
    }
}
