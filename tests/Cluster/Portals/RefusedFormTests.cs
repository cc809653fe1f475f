namespace Portal.Tests.Cluster.Portals;

/// <summary>What only a request meets that no page of ours sends: it too is answered by the brand, in the visitor's language.</summary>
public sealed class RefusedFormTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private static int count;
    private readonly int number = Interlocked.Increment(ref count);

    [Theory]
    [InlineData("PUT", "/sign-in", "application/x-www-form-urlencoded", "same-origin", 405)]
    [InlineData("PUT", "/profile", "application/x-www-form-urlencoded", "same-origin", 405)]
    [InlineData("POST", "/sign-in", "application/x-www-form-urlencoded", "cross-site", 403)]
    [InlineData("POST", "/sign-up", "application/json", "same-origin", 415)]
    [InlineData("POST", "/contacts/new", "multipart/form-data", "same-origin", 400)]
    public async Task A_request_that_no_page_sends_is_answered_in_the_brands_page_and_the_visitors_language(
        string method, string path, string type, string site, int status)
    {
        var host = await portal.AddDomain($"refused{number}.stale.example");
        await portal.AddContact($"refused{number}@acme.example", host);
        using var browser = portal.Visitor(host, $"198.51.100.{number}");
        await browser.SignIn($"refused{number}@acme.example");
        using var content = new StringContent("--");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Accept-Language", "de");
        var reply = await browser.Send(request);
        Assert.Equal(status, reply.Status);
        Assert.Contains("Das hat nicht geklappt", reply.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"refused{number} Telecom", reply.Text, StringComparison.Ordinal);
        Assert.Equal("de", reply.Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_form_that_is_sent_after_the_session_ended_leads_back_to_its_own_page()
    {
        var host = await portal.AddDomain($"ended{number}.stale.example");
        await portal.AddContact($"ended{number}@acme.example", host);
        using var browser = portal.Visitor(host, $"198.51.100.{number}");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/contacts/new")
        { Content = new FormUrlEncodedContent([KeyValuePair.Create("name", "Runner")]) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Referrer = new Uri($"https://{host}/contacts/new");
        browser.Cookies["__Host-session"] = "p_01ARZ3NDEKTSV4RRFFQ69G5FAV." + new string('0', 64);
        Assert.Equal("/sign-in?return=%2Fcontacts%2Fnew&word=ended", (await browser.Send(request)).Location);
        // Another site's page is no page to come back to.
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/contacts/new") { Content = new FormUrlEncodedContent([]) };
        foreign.Headers.Add("Sec-Fetch-Site", "same-origin");
        foreign.Headers.Referrer = new Uri("https://elsewhere.example/contacts/new");
        Assert.Equal("/sign-in?return=%2Fcontacts&word=ended", (await browser.Send(foreign)).Location);
    }
}
