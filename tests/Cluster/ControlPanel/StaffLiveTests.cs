using System.Globalization;
using Portal.Staff;
using Portal.Tests.Cluster.Portals;

namespace Portal.Tests.Cluster.ControlPanel;

/// <summary>What staff see of what goes on.</summary>
public abstract class StaffLiveTests(PortalHost portal) : StaffCallWorld(portal)
{
    private string Switch => $"wall{Number}";

    [Fact]
    public async Task The_wall_has_calls_now_and_lately_by_customer_brand_and_switch_and_a_reseller_sees_their_own()
    {
        var (own, foreign) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        using var reseller = await SignIn(new StaffRights { Role = StaffRole.Reseller, Brands = [Brand] });
        await Tell((own, 3, "answered"), (own, 1, "ringing"), (foreign, 2, "answered"));
        // One of the minute has ended: it began too.
        await Add(
            Made(own, 0) with { CallTime = Now.AddSeconds(-20) },
            Made(own, 1) with { CallTime = Now.AddSeconds(-25), SipCode = 486, Duration = 0 });

        var page = (await staff.Get("/live")).Page;
        Assert.Equal("4", Cell(page, $"Anvils {Number}", "Calls now"));
        Assert.Equal("3", Cell(page, $"Anvils {Number}", "Answered"));
        Assert.Equal("0.03", Cell(page, $"Anvils {Number}", "New a second"));
        Assert.Equal("50 %", Cell(page, $"Anvils {Number}", "ASR, last quarter"));
        Assert.Equal("2", Cell(page, $"Rockets {Number}", "Calls now"));
        Assert.Equal("4", Cell(page, Brand, "Calls now"));
        Assert.Contains(
            page.QuerySelectorAll(".wall-switches li"),
            line => line.TextContent.Contains($"{Switch} 6 calls", StringComparison.Ordinal));

        page = (await reseller.Get("/live")).Page;
        Assert.Equal("4", page.QuerySelector(".facts .big")!.TextContent);
        Assert.Equal("4", Cell(page, $"Anvils {Number}", "Calls now"));
        Assert.DoesNotContain("Rockets", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_refreshes_itself_until_its_reader_may_not_see_it_any_more()
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        await Tell((own, 1, "answered"));
        var stream = await staff.Listen("/live/events");
        await Tell((own, 12, "answered"));
        await stream.Says("12 calls");
        Assert.False(stream.IsOver);
        var token = staff.Cookies["__Host-session"];
        await Faces.Service<StaffSessions>().End($"support{Number}@operator.example", StaffSessions.HashOf(token));
        await stream.Ends();
        Assert.NotEqual(200, (await staff.Get("/live/events")).Status);
    }

    [Fact]
    public async Task An_open_page_keeps_no_session_of_staff_alive()
    {
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        var sessions = Faces.Service<StaffSessions>();
        var token = staff.Cookies["__Host-session"];
        Faces.Clock.Push(TimeSpan.FromHours(7));
        Assert.NotNull(await sessions.Find(token, CancellationToken.None, keeps: false));
        Faces.Clock.Push(TimeSpan.FromHours(6));
        Assert.Null(await sessions.Find(token, CancellationToken.None, keeps: false));
    }

    [Fact]
    public async Task A_silent_switch_is_told_of()
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        await Tell((own, 1, "answered"));
        Faces.Clock.Push(TimeSpan.FromMinutes(2));
        Fresh();
        var notice = (await staff.Get("/live")).Page.QuerySelectorAll(".notice.warn").Select(one => one.TextContent);
        Assert.Contains(
            notice,
            text => text.Contains(Switch, StringComparison.Ordinal) && text.Contains("may be over", StringComparison.Ordinal));
    }

    private static string? Cell(AngleSharp.Html.Dom.IHtmlDocument page, string name, string label) => page.QuerySelectorAll("tbody tr")
        .First(row => row.QuerySelector("td")!.TextContent.Trim() == name).QuerySelector($"td[data-label='{label}']")?.TextContent.Trim();

    // What was read less than a second ago is shown to the next one too.
    private void Fresh() => Faces.Clock.Pass(TimeSpan.FromSeconds(1));

    private async Task Tell(params (string Customer, int Count, string State)[] calls)
    {
        var started = Now.AddMinutes(-3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var all = calls.SelectMany(one => Enumerable.Range(0, one.Count).Select(i =>
            $$"""{"callId":"{{one.Customer}} {{one.State}} {{i}}","customer":"{{one.Customer}}","started":"{{started}}","state":"{{one.State}}"}"""));
        var told = await Faces.Api(HttpMethod.Put, "/calls/live", $$"""{"switch":"{{Switch}}","calls":[{{string.Join(',', all)}}]}""");
        Assert.True((int)told["http"]! == 200, told.ToJsonString());
        Fresh();
    }
}

public sealed class StaffLiveOnSqlite(PortalHost portal) : StaffLiveTests(portal), IClassFixture<PortalHost>;

public sealed class StaffLiveOnPostgres(PostgresPortalHost portal) : StaffLiveTests(portal), IClassFixture<PostgresPortalHost>;
