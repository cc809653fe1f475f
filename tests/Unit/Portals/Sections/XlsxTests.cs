using System.IO.Compression;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Portal.Calls;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Workbooks of reports, read back as what they are: archives of XML.</summary>
public sealed class XlsxTests : IAsyncDisposable
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly string[] Shown = ["callTime", "source", "duration", "sipCode", "playAudio", "charge"];

    private readonly SectionWorld world = new();

    [Fact]
    public async Task Heads_are_labels_and_numbers_times_and_yes_and_no_are_values()
    {
        world.Calls.Add(call => call with { CallTime = call.CallTime.AddMilliseconds(20) });
        var answer = await Ask("/cdr.xlsx");
        var rows = Rows(answer).ToArray();
        Assert.Equal(
            ["Time (Europe/Berlin)", "Offset from UTC", "Source", "Duration", "SIP code", "Recording", "Charge"],
            rows[0].Select(cell => cell.Text));
        Assert.Equal(["n", "inlineStr", "inlineStr", "n", "n", "b", "n"], rows[1].Select(cell => cell.Kind));
        Assert.Equal("2026-11-24 23:29:00.020", DateTime.FromOADate(double.Parse(rows[1][0].Text)).ToString("yyyy-MM-dd HH:mm:ss.fff"));
        Assert.Equal(["+01:00", "4930123", "67.4", "200", "0", "0.044"], rows[1].Skip(1).Select(cell => cell.Text));
        Assert.Equal(XlsxCells.Type, answer.ContentType);
        Assert.EndsWith("Berlin.xlsx", answer.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("+49 30 <b>\"&\"</b>")]
    [InlineData(" spaces and 🎉 emoji ")]
    public async Task Text_of_strangers_stays_the_text_that_it_is(string text)
    {
        world.Calls.Add(call => call with { Source = text });
        var answer = await Ask("/cdr.xlsx");
        Assert.Equal(("inlineStr", text), Rows(answer).Last()[2]);
        Assert.Empty(Sheet(answer).Descendants(Main + "f"));
    }

    [Fact]
    public async Task What_XML_cannot_hold_is_left_out()
    {
        world.Calls.Add(call => call with { Source = "a\u0001b\uFFFFc\ud800d" });
        Assert.Equal("abc\uFFFDd", Rows(await Ask("/cdr.xlsx")).Last()[2].Text);
    }

    [Fact]
    public async Task It_has_the_columns_of_the_address_and_of_the_domain_alone()
    {
        world.Calls.Add();
        Assert.Equal(["Charge", "Source"], Rows(await Ask("/cdr.xlsx?columns=charge,rate,source")).First().Select(cell => cell.Text));
    }

    [Fact]
    public async Task A_breakout_has_its_lines_and_their_numbers()
    {
        world.Calls.Add();
        var rows = Rows(await Ask("/breakout.xlsx?tz=UTC")).ToArray();
        Assert.Contains(("inlineStr", "France"), rows[1]);
        Assert.Contains(("n", "0.044"), rows[1]);
        Assert.Equal("+00:00", Rows(await Ask("/breakout.xlsx?tz=UTC&group=day")).Last()[1].Text);
    }

    [Fact]
    public async Task Rows_beyond_what_a_sheet_holds_go_on_on_the_next()
    {
        for (var i = 0; i < 5; i++)
            world.Calls.Add();
        var call = SectionWorld.Call(path: "/cdr.xlsx");
        using var output = new MemoryStream();
        var query = new CallQuery(SectionWorld.Now.AddDays(-1), SectionWorld.Now);
        await new XlsxFile<Call>("Calls: [all]", XlsxColumns.Of(call, ReportTexts.Of(call), [CdrColumns.Of("callId").OfList])) { MostRows = 3 }
            .Write(output, world.Calls.All(query, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        using var archive = new ZipArchive(output);
        Assert.Equal([3, 3, 2], archive.Entries.Where(entry => entry.FullName.Contains("/sheet", StringComparison.Ordinal))
            .Select(entry => Read(entry).Descendants(Main + "row").Count()));
        Assert.Equal(
            ["Calls all", "Calls all 2", "Calls all 3"],
            Read(archive.GetEntry("xl/workbook.xml")!).Descendants(Main + "sheet").Select(sheet => sheet.Attribute("name")!.Value));
    }

    [Fact]
    public async Task The_same_rows_are_the_same_file_whenever_it_is_made()
    {
        for (var i = 0; i < 200; i++)
            world.Calls.Add(call => call with { Source = string.Concat(Enumerable.Repeat(Guid.NewGuid().ToString("N"), 20)) });
        using var archive = new ZipArchive(new MemoryStream(((MemoryStream)(await Ask("/cdr.xlsx")).Body).ToArray()));
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.DoesNotContain(archive.Entries, entry => entry.FullName.StartsWith("docProps", StringComparison.Ordinal));
        // It still is what it was: each entry's check sum is of what it holds.
        Assert.All(archive.Entries, entry => Assert.NotNull(Read(entry).Root));
    }

    [Fact]
    public async Task A_report_without_rows_is_a_workbook_with_heads() => Assert.Single(Rows(await Ask("/cdr.xlsx")));

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private async Task<HttpResponse> Ask(string path) =>
        (await world.Ask(SectionWorld.WithColumns(SectionWorld.Call(path: path), Shown)))!.Response;

    private static XDocument Sheet(HttpResponse answer)
    {
        using var archive = new ZipArchive(new MemoryStream(((MemoryStream)answer.Body).ToArray()));
        return Read(archive.GetEntry("xl/worksheets/sheet1.xml")!);
    }

    private static XDocument Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
    }

    private static IEnumerable<(string Kind, string Text)[]> Rows(HttpResponse answer) =>
        Sheet(answer).Descendants(Main + "row").Select(row => row.Elements(Main + "c")
            .Select(cell => (cell.Attribute("t")?.Value ?? "n", cell.Value)).ToArray());
}
