using System.Net;
using System.Text.RegularExpressions;
using Portal.Tests.EndToEnd.Parts;
using Portal.Tests.EndToEnd.People;

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

        using var browser = new Visitor(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), new(), portal.ControlPanel);
        var (older, link) = (PathOf(beside), PathOf(alone));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Read(older)).Status);
        var chosen = await browser.Post("/invitation", await browser.Hidden(link), ("password", Next));
        Assert.Equal(HttpStatusCode.SeeOther, chosen.Status);
        // Signed in, and without a second factor: a new one comes first.
        Assert.StartsWith("/profile/second-factor", (await browser.Read("/domains")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Read(link)).Status);

        (code, var nobody) = await portal.Verb("reset-owner", "nobody@operator.example");
        Assert.Equal(1, code);
        Assert.Contains(PortalProcess.AdminEmail, nobody, StringComparison.Ordinal);
    }

    private static string PathOf(string output) => new Uri(Link().Match(output).Value).PathAndQuery;

    [GeneratedRegex(@"http://\S+/invitation\?\S+")]
    private static partial Regex Link();
}
