using System.Globalization;

namespace Portal.Tests.Cluster.Faces;

/// <summary>What dashboards are built on, as <c>docs/ops.md</c> promises it.</summary>
public sealed class MetricsTests(FacesHost host) : IClassFixture<FacesHost>
{
    [Fact]
    public async Task What_is_saved_rendered_and_tried_is_counted_by_what_it_came_to()
    {
        await host.AddDomain("metrics.signin.example");
        const string head =
            "Host: metrics.signin.example\r\nX-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\nSec-Fetch-Site: same-origin\r\n";
        Assert.Equal(200, await FacesHost.Send(host.Http, $"GET /sign-in HTTP/1.1\r\n{head}\r\n"));
        const string body = "email=nobody%40here.example&password=wrong+horse";
        Assert.Equal(422, await FacesHost.Send(
            host.Http,
            string.Create(
                CultureInfo.InvariantCulture,
                $"POST /sign-in HTTP/1.1\r\n{head}Content-Type: application/x-www-form-urlencoded\r\n"
                    + $"Content-Length: {body.Length}\r\n\r\n{body}")));

        using var client = new HttpClient();
        var all = await client.GetStringAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{host.Ops}/metrics")),
            TestContext.Current.CancellationToken);
        foreach (var line in (string[])
            [
                "portal_saves_total{", "subject=\"domain\"", "shown=\"", "portal_signins_total{", "face=\"portal\"", "outcome=\"refused\"",
                "portal_pages_rendered_total", "portal_pages_held_bytes", "portal_feed_silence_seconds",
                "portal_unsettled", "portal_store_full",
            ])
            Assert.Contains(line, all, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "metrics.signin.example",
            string.Join('\n', all.Split('\n').Where(line => line.StartsWith("portal_", StringComparison.Ordinal))),
            StringComparison.Ordinal);
    }
}
