using Microsoft.AspNetCore.Http;
using Portal.WebHost.ControlPanel;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class FormOriginTests
{
    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("none", null, true)]
    [InlineData("same-site", "https://panel.example", false)]
    [InlineData("cross-site", null, false)]
    [InlineData(null, "https://panel.example", true)]
    [InlineData(null, "https://panel.example:8443", false)]
    [InlineData(null, "http://panel.example", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, null, false)]
    public void Only_pages_of_this_very_origin_send_forms(string? site, string? origin, bool ours)
    {
        var context = new DefaultHttpContext { Request = { Scheme = "https", Host = new HostString("panel.example") } };
        if (site is not null)
            context.Request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
            context.Request.Headers.Origin = origin;
        Assert.Equal(ours, FormOrigin.IsOurs(context.Request));
    }

    [Theory]
    [InlineData("/domains/a.example?x=1", "/domains/a.example?x=1")]
    [InlineData("//evil.example", "/domains")]
    [InlineData("/\\evil.example", "/domains")]
    [InlineData("https://evil.example", "/domains")]
    [InlineData("/sign-out", "/domains")]
    [InlineData(null, "/domains")]
    public void Signing_in_leads_to_pages_of_ours_alone(string? to, string path) => Assert.Equal(path, ReturnTo.Clean(to));
}
