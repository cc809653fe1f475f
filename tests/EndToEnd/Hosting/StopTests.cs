using System.Net;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Hosting;

/// <summary>How the program leaves, as a service manager and as somebody at a terminal ask it.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Asked_by_a_service_manager_it_serves_on_unready_says_goodbye_on_each_connection_and_ends()
    {
        await using var portal = await PortalProcess.Start("Portal:Stop:Delay=00:00:01.5");
        // Each keeps its connection from one request to the next.
        using var one = new HttpClient { BaseAddress = new Uri(portal.ControlPanel), Timeout = TimeSpan.FromSeconds(20) };
        using var ops = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{portal.Ops}") };
        Assert.Null((await Page(one)).Headers.ConnectionClose);

        await portal.Signal("TERM");
        await Until.Holds(
            async () => (int)(await ops.GetAsync("/health/ready")).StatusCode == 503,
            TimeSpan.FromSeconds(10),
            () => portal.Output);
        Assert.Contains("asked to stop", await (await ops.GetAsync("/health/ready")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Page(one)).StatusCode);

        // No answer fails up to the one that says that it is the last of its connection.
        await Until.Holds(
            async () =>
            {
                var answer = await Page(one);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                return answer.Headers.ConnectionClose == true;
            },
            TimeSpan.FromSeconds(10),
            () => "It never said goodbye.");
        Assert.Equal(0, await portal.Ends(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once()
    {
        // So long that the test would fail by its limit, were it waited for.
        await using var portal = await PortalProcess.Start("Portal:Stop:Delay=00:05:00");
        await portal.Signal("INT");
        Assert.Equal(0, await portal.Ends(TimeSpan.FromSeconds(30)));
    }

    private static Task<HttpResponseMessage> Page(HttpClient visitor) => visitor.GetAsync("/sign-in");
}
