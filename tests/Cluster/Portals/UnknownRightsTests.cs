namespace Portal.Tests.Cluster.Portals;

/// <summary>Rights fail closed: what nobody can check for a minute is not given.</summary>
public sealed class UnknownRightsTests(PortalHost portal) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_signed_in_page_answers_503_once_nobody_could_say_for_a_minute_who_it_is()
    {
        const string email = "roadrunner@acme.example";
        var host = await portal.AddDomain("unknown.signin.example");
        await portal.AddContact(email, host);
        using var browser = portal.Visitor(host, "198.51.100.1");
        Assert.Equal(303, (await browser.SignIn(email)).Status);
        Assert.Equal(200, (await browser.Get("/dashboard")).Status);

        portal.ArePersonsCutOff = true;
        Assert.Equal(200, (await browser.Get("/dashboard")).Status);
        portal.Clock.Pass(TimeSpan.FromSeconds(61));
        foreach (var path in new[] { "/dashboard", "/payments", "/payments.csv", "/profile" })
        {
            var reply = await browser.Get(path);
            Assert.Equal((path, 503), (path, reply.Status));
            Assert.DoesNotContain(email, reply.Text, StringComparison.Ordinal);
            Assert.Contains("Retry-After", reply.Headers, StringComparison.Ordinal);
        }

        // Nobody is signed out by it, and public pages go on.
        Assert.Equal(200, (await browser.Get("/sign-in")).Status);
        portal.ArePersonsCutOff = false;
        Assert.Equal(200, (await browser.Get("/dashboard")).Status);
    }
}
