using System.Net;
using System.Text.RegularExpressions;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Demo;

public sealed partial class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_first_start_tells_once_who_can_sign_in_and_later_ones_how_to_get_in_again()
    {
        await using var portal = await PortalProcess.Start("Portal:Demo=true", "Portal:Setup:AdminEmail=", "Portal:Setup:AdminPassword=");
        await portal.Says("Ctrl+C", Patience);
        var password = Told().Match(portal.Output).Groups[1].Value;
        Assert.True(password.Length >= 20, portal.Output);
        Assert.Contains($"https://acme.localhost:{portal.Https}", portal.Output, StringComparison.Ordinal);
        Assert.Contains("internal-ca.pem", portal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/setup/account", portal.Output, StringComparison.Ordinal);
        Assert.Equal("/domains", await SignIn(portal, password));

        await portal.Kill();
        await portal.Start();
        await portal.Says("account of the first start", Patience);
        Assert.Single(Told().Matches(portal.Output));
        Assert.Equal("/domains", await SignIn(portal, password));
    }

    private static async Task<string?> SignIn(PortalProcess portal, string password)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, portal.ControlPanel + "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "demo@example.com", ["password"] = password }),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.SeeOther ? answer.Headers.Location?.ToString() : null;
    }

    [GeneratedRegex("Sign in as demo@example.com, password ([a-z0-9-]+)")]
    private static partial Regex Told();
}
