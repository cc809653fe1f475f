using Microsoft.AspNetCore.Http;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class FormOriginTests
{
    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("none", null, true)]
    [InlineData("same-site", "https://a.example:8443", false)]
    [InlineData("cross-site", "https://a.example:8443", false)]
    [InlineData(null, "https://a.example:8443", true)]
    [InlineData(null, "https://a.example", false)]
    [InlineData(null, "http://a.example:8443", false)]
    [InlineData(null, "https://b.example:8443", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, null, false)]
    public void Only_a_page_of_the_same_origin_may_send_a_form(string? fetchSite, string? origin, bool own)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "https";
        request.Headers.Host = "a.example:8443";
        if (fetchSite is not null)
            request.Headers["Sec-Fetch-Site"] = fetchSite;
        if (origin is not null)
            request.Headers.Origin = origin;
        Assert.Equal(own, FormOrigin.IsOwn(request));
    }

    [Fact]
    public void A_header_that_comes_twice_is_not_believed()
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "https";
        request.Headers.Host = "a.example";
        request.Headers["Sec-Fetch-Site"] = new(["cross-site", "same-origin"]);
        request.Headers.Origin = "https://a.example";
        Assert.False(FormOrigin.IsOwn(request));
    }
}
