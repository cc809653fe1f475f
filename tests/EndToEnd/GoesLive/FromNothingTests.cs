using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>Somebody who never saw it: from the printed link to a customer who is signed in, following what the pages offer.</summary>
public sealed partial class FromNothingTests
{
    private const string Host = "portal.first.example";
    private const string Customer = "carla@blue.example";

    [Fact]
    public async Task From_the_first_start_to_a_customer_who_is_signed_in_takes_at_most_14_pages_and_30_fields()
    {
        await using var sink = new SmtpSink(new SinkManners { Login = ("operator", "mail secret") });
        await using var portal = await PortalProcess.Start("Portal:Setup:AdminEmail=", "Portal:Setup:AdminPassword=");
        await portal.Says("/setup/account?token=", TimeSpan.FromSeconds(20));
        await using var desk = await Browser.Start();
        var way = new Way();
        way.SitAt(await desk.NewPage(bypassPolicy: false));

        await way.Follow(SetupLink().Match(portal.Output).Value);
        await way.Type("#email", "owner@operator.example");
        await way.Type("#name", "Olga Owner");
        await way.Type("#password", PortalProcess.AdminPassword);
        await way.Press("Create the account");
        await way.Type("#code", await StaffLogin.Code(way.Page));
        await way.Press("Continue");
        await way.Go("I have saved them");
        await way.Type("#platformHost", "portal.operator.example");
        await way.Press("Save and continue");

        await way.Type("[id='smtp.server']", "127.0.0.1");
        await way.Type("[id='smtp.port']", sink.Port.ToString(CultureInfo.InvariantCulture));
        await way.Choose("[id='smtp.security']", "none");
        await way.Type("[id='smtp.userName']", "operator");
        await way.Type("[id='smtp.password']", "mail secret");
        await way.Type("[id='smtp.from']", "Operator <portal@operator.example>");
        await way.Press("Save and send a test e-mail");
        await way.Go("Continue to the first domain");
        await way.Type("#host", Host);
        await way.Type("#brandName", "First Telecom");
        await way.Press("Add the domain");
        await Assertions.Expect(way.Page.Locator(".state")).ToContainTextAsync("Live.");

        await way.Go("Add the first customer");
        await way.Type("#name", "Blue Cloud Ltd");
        await way.Type("[id='contact.name']", "Carla Blue");
        await way.Type("[id='contact.email']", Customer);
        await way.Press("Save and stay");
        await Assertions.Expect(way.Page.Locator(".notice.good")).ToContainTextAsync("an e-mail with a link is on its way");

        using var home = await TrustingHome.Create(await File.ReadAllTextAsync(Path.Combine(portal.DataDirectory, "internal-ca.pem")));
        await using var outside = await Browser.Start(home, $"--host-resolver-rules=MAP {Host} 127.0.0.1");
        way.SitAt(await outside.NewPage(bypassPolicy: false));
        await way.Follow(await Mailed(sink));
        await way.Type("#password", "a password of Carla's own");
        await way.Press("Set password and sign in");
        await way.Page.Reaches("**/dashboard*");
        Assert.True(way.Pages <= 14, $"{way.Pages} pages:\n{string.Join('\n', way.Seen)}");
        Assert.True(way.Fields <= 30, $"{way.Fields} fields");
        Assert.True(way.Seconds < 300, $"{way.Seconds} s at 3 s a page and 4 characters a second");
    }

    /// <summary>The address in the invitation, as a mail program shows it.</summary>
    private static async Task<string> Mailed(SmtpSink sink)
    {
        await Until.Holds(() => Task.FromResult(sink.To(Customer).Length > 0), TimeSpan.FromSeconds(30), () => "No invitation came.");
        return MailedLink().Match(sink.To(Customer)[0].TextBody ?? "").Value;
    }

    [GeneratedRegex(@"http://\S+/setup/account\?token=[0-9a-f]+")]
    private static partial Regex SetupLink();

    [GeneratedRegex(@"https://\S+/reset-password\?token=\S+")]
    private static partial Regex MailedLink();
}
