using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Tests.Unit.Domains;

namespace Portal.Tests.Unit.Platform;

public sealed class PlatformRulesTests
{
    private static readonly PlatformView Now = new(new PlatformSettings { PlatformHost = "portal.localhost" }, false, null, null, 0, null);

    private static async Task<string> Refused(string host)
    {
        var names = new PlatformNames(Options.Create(new PlatformOptions { ControlHosts = ["panel.operator.example"] }), null!);
        var (_, errors) = await new PlatformRules(names, new KnownDomains(("portal.acme.example", "acme")))
            .Check(new PlatformSettings { PlatformHost = host }, Now);
        var error = Assert.Single(errors);
        Assert.Equal("platformHost", error.Field);
        return error.Reason;
    }

    [Theory]
    [InlineData("co.uk", "public suffix")]
    [InlineData("Panel.operator.example", "control panel")]
    [InlineData("portal.acme.example", "customer's domain")]
    [InlineData("acme.example", "customer's domain")]
    [InlineData("https://portal.operator.example", "just the host name")]
    [InlineData("192.0.2.1", "IP address")]
    public async Task A_name_that_cannot_be_the_platforms_is_refused_with_the_reason(string host, string part) =>
        Assert.Contains(part, await Refused(host), StringComparison.Ordinal);
}
