using System.Net.Http.Headers;
using Portal.Calls;
using Portal.Staff;
using Portal.Tests.Cluster.Portals;

namespace Portal.Tests.Cluster.ControlPanel;

/// <summary>Staff hear recordings on a call's page, and the audit says who heard which.</summary>
public abstract class StaffRecordingTests(PortalHost portal) : StaffCallWorld(portal)
{
    private static byte[] Audio => [.. "RIFF....WAVE"u8, .. Enumerable.Range(0, 5000).Select(i => (byte)('a' + (i * 31 % 26)))];

    [Fact]
    public async Task Staff_play_a_recording_in_parts_and_download_it_and_the_audit_says_so_once()
    {
        var (own, _) = await Customers();
        using var support = await SignIn(new StaffRights { Role = StaffRole.Support });
        using var owner = await SignIn(new StaffRights { Role = StaffRole.Owner });
        var (call, silent) = (Made(own, 5), Made(own, 6));
        await Add(call, silent);
        await Bring(call);

        var page = (await support.Get(Page(call))).Page;
        var source = page.QuerySelector("audio")!.GetAttribute("src")!;
        Assert.Equal(Audio.Length, (await support.Get(source)).Text.Length);
        using var asked = new HttpRequestMessage(HttpMethod.Get, source);
        asked.Headers.Range = new RangeHeaderValue(1000, 1999);
        var part = await support.Send(asked);
        Assert.Equal((206, 1000), (part.Status, part.Text.Length));
        Assert.Contains("sandbox", part.Headers, StringComparison.Ordinal);
        Assert.Equal(200, (await support.Get(page.QuerySelector("a[download]")!.GetAttribute("href")!)).Status);

        var target = "call/" + CallKey.Of(call);
        var audit = (await owner.Get("/audit.csv?target=" + Uri.EscapeDataString(target))).Text;
        Assert.Equal(["recording.download", "recording.play"], Lines(audit).Skip(1).Select(line => line.Split(',')[5]).Order());

        Assert.Null((await support.Get(Page(silent))).Page.QuerySelector("audio"));
        Assert.Equal(404, (await support.Get(Page(silent) + "/recording")).Status);
        Assert.Equal(404, (await support.Get("/calls/nothing/recording")).Status);
    }

    [Fact]
    public async Task Who_may_only_read_and_another_brands_reseller_hear_nothing()
    {
        var (own, foreign) = await Customers();
        using var reader = await SignIn(new StaffRights { Role = StaffRole.ReadOnly });
        using var reseller = await SignIn(new StaffRights { Role = StaffRole.Reseller, Brands = [Brand] });
        var (mine, theirs) = (Made(own, 5), Made(foreign, 5));
        await Add(mine, theirs);
        await Bring(mine);
        await Bring(theirs);

        var page = (await reader.Get(Page(mine))).Page;
        Assert.Null(page.QuerySelector("audio"));
        Assert.NotNull(page.QuerySelector("#recording"));
        Assert.Equal(403, (await reader.Get(Page(mine) + "/recording")).Status);
        Assert.Equal(200, (await reseller.Get(Page(mine) + "/recording")).Status);
        Assert.Equal(404, (await reseller.Get(Page(theirs) + "/recording")).Status);
    }

    private async Task Bring(Call call) => Assert.Equal(200, (await Faces.Api(
        HttpMethod.Put,
        $"/recordings/{Uri.EscapeDataString(call.Switch)}/{Uri.EscapeDataString(call.CallId)}",
        new ByteArrayContent(Audio))).Status);
}

public sealed class StaffRecordingsOnSqlite(PortalHost portal) : StaffRecordingTests(portal), IClassFixture<PortalHost>;

public sealed class StaffRecordingsOnPostgres(PostgresPortalHost portal)
    : StaffRecordingTests(portal), IClassFixture<PostgresPortalHost>;
