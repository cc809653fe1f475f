using System.Globalization;

namespace Portal.Tests.Cluster.Faces;

/// <summary>What dashboards are built on, as <c>docs/ops.md</c> promises it.</summary>
public sealed class MetricsTests(FacesHost host) : IClassFixture<FacesHost>
{
    [Fact]
    public async Task What_is_saved_rendered_and_tried_is_counted_by_what_it_came_to()
    {
        const string head = $"Host: {FacesHost.Tenant}\r\n{FacesHost.FromProxy}";
        Assert.Equal(200, await FacesHost.Send(host.Http, $"GET /sign-in HTTP/1.1\r\n{head}\r\n"));
        const string typed = "email=nobody%40here.example&password=wrong+horse";
        Assert.Equal(422, await FacesHost.Send(host.Http, FacesHost.Post("/sign-in", head, "application/x-www-form-urlencoded", typed)));

        using var client = new HttpClient();
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{host.Ops}/metrics"));
        var all = await client.GetStringAsync(url, TestContext.Current.CancellationToken);
        string[] promised =
        [
            "portal_saves_total{", "subject=\"domain\"", "shown=\"", "portal_signins_total{", "face=\"portal\"", "outcome=\"refused\"",
            "portal_pages_rendered_total", "portal_pages_held_bytes", "portal_feed_silence_seconds", "portal_unsettled",
            "portal_store_full",
        ];
        Assert.All(promised, text => Assert.Contains(text, all, StringComparison.Ordinal));
        var ours = all.Split('\n').Where(line => line.StartsWith("portal_", StringComparison.Ordinal));
        Assert.All(ours, line => Assert.DoesNotContain(FacesHost.Tenant, line, StringComparison.Ordinal));
    }
}
