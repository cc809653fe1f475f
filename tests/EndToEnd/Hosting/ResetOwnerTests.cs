using System.Net;
using System.Text.RegularExpressions;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Hosting;

/// <summary>An owner who can't get in, and whoever has the machine.</summary>
public sealed partial class ResetOwnerTests
{
    private const string Next = "a password of another day";

    [Fact]
    public async Task A_link_is_printed_beside_a_running_process_and_without_one_and_works_once()
    {
        await using var portal = await PortalProcess.Start();
        var (code, beside) = await portal.Verb("reset-owner", PortalProcess.AdminEmail);
        Assert.True(code == 0, beside);
        Assert.StartsWith(portal.ControlPanel, Link().Match(beside).Value, StringComparison.Ordinal);

        await portal.Kill();
        (code, var alone) = await portal.Verb("reset-owner", PortalProcess.AdminEmail, "--second-factor");
        Assert.True(code == 0, alone);
        await portal.Start();

        using var browser = new HttpClient();
        using var older = await browser.GetAsync(Link().Match(beside).Value, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, older.StatusCode);
        var link = Link().Match(alone).Value;
        var fields = Field().Matches(await browser.GetStringAsync(link, TestContext.Current.CancellationToken))
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        fields["password"] = Next;
        using var chosen = await Post(browser, portal.ControlPanel + "/invitation", fields);
        Assert.Equal("/profile/second-factor", chosen.RequestMessage!.RequestUri!.AbsolutePath);
        using var again = await browser.GetAsync(link, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);

        (code, var nobody) = await portal.Verb("reset-owner", "nobody@operator.example");
        Assert.Equal(1, code);
        Assert.Contains(PortalProcess.AdminEmail, nobody, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string url, Dictionary<string, string> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"http://\S+/invitation\?\S+")]
    private static partial Regex Link();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)"[^>]*>""")]
    private static partial Regex Field();
}
